"""The document as it would print, drawn beside the window a moment after the last key."""

from collections.abc import Callable

from referent_desk.documents import MissingGlyphs, Outline, Preview
from referent_desk.followup import Referral
from referent_desk.office import Office
from ui.documents.live_pages import LivePages, Work

Wanted = tuple[Outline | Referral, str]


class DocumentPages(LivePages[Preview]):
    """Pages of a document; what its fonts lack is told."""

    def pages_of(self, drawn: Preview) -> tuple[bytes, str]:
        missing = MissingGlyphs(drawn.missing) if drawn.missing else None
        return drawn.pdf, f"{missing.what} {missing.next_step}" if missing else ""


class LivePreview(DocumentPages):
    """Asks `wanted` for the document when it draws it."""

    def __init__(self, office: Office, wanted: Callable[[], Wanted | None]) -> None:
        def work() -> Work[Preview] | None:
            asked = wanted()
            return (lambda _progress: office.documents.preview(*asked)) if asked else None

        super().__init__("Aperçu du document", work)
