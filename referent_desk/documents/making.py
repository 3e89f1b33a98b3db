"""A document as plain data, then as bytes: its words from the template, its page around them."""

from collections.abc import Callable
from datetime import datetime

from referent_desk.documents.content import Letter, Logo, Notice
from referent_desk.documents.envelope import ENVELOPES, EnvelopeLayout
from referent_desk.documents.facts import Facts
from referent_desk.documents.identity import Identity, identity
from referent_desk.documents.kinds import Addressee, Look
from referent_desk.documents.logo import Logos
from referent_desk.documents.markdown import (
    letter_blocks,
    sheet_blocks,
    subject_and_body,
    title_and_body,
)
from referent_desk.documents.notice import missing_in_notice, render_notice
from referent_desk.documents.outline import Outline
from referent_desk.documents.pdf import missing_characters, render
from referent_desk.documents.posting import postal_lines
from referent_desk.documents.templates import fill
from referent_desk.documents.typography import long_date
from referent_desk.secrecy import Way
from referent_desk.settings import Settings, declared


class Making:
    """Reads; writes nothing, and asks nobody whether it may leave."""

    def __init__(
        self, settings: Settings, facts: Facts, logos: Logos, clock: Callable[[], datetime]
    ) -> None:
        self._settings = settings
        self._facts = facts
        self._logos = logos
        self._clock = clock

    def filled(self, outline: Outline, template: str) -> str:
        """As Markdown. Raises TemplateError."""
        return fill(template, self._facts.values(outline, self._clock()))

    def content(self, outline: Outline, text: str, who: Identity | None = None) -> Letter | Notice:
        who = who or identity(self._settings)
        if outline.declared.look is Look.LETTER:
            return self._letter(outline, text, who)
        return self._notice(outline, text, who)

    def _letter(self, outline: Outline, text: str, who: Identity) -> Letter:
        subject, body = subject_and_body(text)
        return Letter(
            sender=who.sender,
            recipient=self._recipient(outline),
            place_and_date=self._place_and_date(who),
            subject=subject or outline.template.heading,
            body=letter_blocks(body),
            signature=who.signature,
            reference=outline.code,
            logo=self._logo(),
            reply_slip=bool(outline.code) and self._settings.get(declared.REPLY_SLIP),
            french_spacing=self._settings.get(declared.FRENCH_SPACING),
        )

    def _notice(self, outline: Outline, text: str, who: Identity) -> Notice:
        kind = outline.declared
        large = kind.look is Look.HANDOUT
        title, body = title_and_body(text)
        return Notice(
            title=title or outline.template.heading,
            about=outline.template.heading,
            sender=who.sender,
            body=sheet_blocks(body),
            place_and_date=self._place_and_date(who) if kind.signed else "",
            signature=who.signature if kind.signed else (),
            large=large,
            logo=self._logo(),
            single=large,
            french_spacing=self._settings.get(declared.FRENCH_SPACING),
        )

    def _logo(self) -> Logo | None:
        png = self._logos.current()
        return Logo(png, self._settings.get(declared.LOGO_WORDS)) if png else None

    def render(self, content: Letter | Notice) -> bytes:
        if isinstance(content, Letter):
            return render(content, self.layout())
        return render_notice(content)

    def _place_and_date(self, who: Identity) -> str:
        day = long_date(self._clock().date())
        return f"{who.place}, le {day}" if who.place else f"Le {day}"

    def _recipient(self, outline: Outline) -> tuple[str, ...]:
        if outline.declared.addressee is Addressee.RESOURCE:
            resources = self._facts.resources(outline)
            return resources[0].postal_lines if resources else ()
        person = self._facts.person(outline)
        if person is None:
            return ()
        posted = outline.leaves is Way.POSTED
        return postal_lines(person) if posted else (person.addressed,) if person.addressed else ()

    def recipient_name(self, outline: Outline) -> str:
        if outline.declared.addressee is Addressee.RELATIVE:
            person = self._facts.person(outline)
            return person.addressed if person else ""
        if outline.declared.addressee is Addressee.RESOURCE:
            return self._facts.resources(outline)[0].name
        return outline.template.heading

    def layout(self) -> EnvelopeLayout:
        """The envelopes in use, and their window."""
        return EnvelopeLayout(
            self._settings.get(declared.WINDOW_DX),
            self._settings.get(declared.WINDOW_DY),
            ENVELOPES[self._settings.get(declared.ENVELOPE_SIZE)],
        )

    def around(self, outline: Outline) -> tuple[str, ...]:
        """What is printed beside the text, and what the office's lists bring into it."""
        who, words = identity(self._settings), self._settings.get(declared.LOGO_WORDS)
        lines = (who.sender, who.signature, (who.place, words), self._recipient(outline))
        return (
            *("\n".join(part) for part in lines),
            *self._facts.brought(outline, self._clock()),
        )


def missing(content: Letter | Notice) -> tuple[str, ...]:
    """The characters that the font lacks."""
    if isinstance(content, Letter):
        return missing_characters(content)
    return missing_in_notice(content)
