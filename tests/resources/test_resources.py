"""The data that ships: whole, well formed, and worded as the desk needs it."""

import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from reportlab.pdfbase.ttfonts import TTFont

from referent_desk import resource_files
from referent_desk.directory import Reveals
from referent_desk.directory.shipped import shipped as shipped_resources
from referent_desk.vocabulary import Catalogue, Entry, shipped

CODE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
PLAIN_SPACE_BEFORE_SIGN = re.compile(r" [;:!?»]|« |'")
NEUTRAL_BANS = re.compile(
    r"patient|malad|hôpital|hospital|psych|diagnos|unité|trouble|soignant|suicid|bipolar|schizo",
    re.IGNORECASE,
)
EMOTIONS = {
    "culpabilité": 4,
    "anxiété et peur": 3,
    "embarras, malaise": 3,
    "frustration": 2,
    "colère": 2,
    "tristesse, impuissance": 4,
    "épuisement": 0,
    "honte": 0,
    "soulagement": 0,
    "ambivalence": 0,
    "solitude": 0,
    "espoir": 0,
}
PROMPTS = ("knows_patient", "lives_with", "circumstances", "lives_illness", "expectations")
PUBLIC_PHONES = {
    "04 344 45 45",
    "+32 492 56 79 31",
    "081 777 150",
    "0800 32 123",
    "107",
}
FONTS = ("Regular", "SemiBold", "Bold", "Italic")


def entries(catalogue: Catalogue) -> tuple[Entry, ...]:
    return shipped(catalogue).entries


def letter(pronoun: str = "Elle", *needs: str) -> str:
    template = SandboxedEnvironment(undefined=StrictUndefined).from_string(
        resource_files.text("letters/referral.md")
    )
    return template.render(
        relative="Mme Claire Lacroix",
        relative_pronoun=pronoun,
        resource="Similes Wallonie",
        needs=list(needs),
        referent_title="Référente famille",
    )


@pytest.mark.parametrize("catalogue", list(Catalogue))
def test_codes_are_unique_and_stable_words(catalogue: Catalogue) -> None:
    codes = [entry.code for entry in entries(catalogue)]
    assert len(set(codes)) == len(codes) > 0
    for entry in entries(catalogue):
        head, _, tail = entry.code.rpartition(".")
        assert head == (entry.parent or "")
        assert CODE.fullmatch(tail)


@pytest.mark.parametrize("catalogue", list(Catalogue))
def test_words_on_screen_follow_french_typography(catalogue: Catalogue) -> None:
    assert shipped(catalogue).title
    for entry in entries(catalogue):
        assert entry.label.strip() == entry.label != ""
        for text in (entry.label, entry.help, entry.neutral):
            assert not PLAIN_SPACE_BEFORE_SIGN.search(text), text
            assert "·" not in text


@pytest.mark.parametrize("catalogue", list(Catalogue))
def test_no_two_siblings_bear_the_same_word(catalogue: Catalogue) -> None:
    seen = [(entry.parent, entry.label.casefold()) for entry in entries(catalogue)]
    assert len(set(seen)) == len(seen)


def test_every_emotion_has_its_aspects() -> None:
    found = {
        entry.label: sum(aspect.parent == entry.code for aspect in entries(Catalogue.EMOTIONS))
        for entry in entries(Catalogue.EMOTIONS)
        if entry.parent is None
    }
    assert found == EMOTIONS


def test_needs_are_those_of_the_families_and_speak_neutrally_in_letters() -> None:
    needs = entries(Catalogue.NEEDS)
    assert [n.code for n in needs if n.parent is None] == [
        "recognition",
        "support",
        "information",
        "understanding",
        "practical_help",
    ]
    for need in needs:
        assert need.neutral, need.code
        assert not NEUTRAL_BANS.search(need.neutral), need.neutral


def test_the_guide_keeps_the_five_prompts_in_order_and_asks() -> None:
    guide = [entry.code for entry in entries(Catalogue.FACETS)]
    assert guide[0] == "frame"
    assert guide[-1] == "closing"
    places = [guide.index(code) for code in PROMPTS]
    assert all(after - before == 1 for before, after in pairwise(places))
    assert all("?" in entry.help for entry in entries(Catalogue.FACETS))


def test_the_directory_invents_no_contact() -> None:
    resources = shipped_resources().entries
    assert len({r.code for r in resources}) == len(resources)
    assert {r.phone for r in resources if r.phone} == PUBLIC_PHONES
    assert {r.email for r in resources if r.email} == {"info@bipolarite.org"}
    assert not any(r.address or r.web for r in resources)


def test_names_that_reveal_a_diagnosis_are_flagged() -> None:
    revealing = {r.code for r in shipped_resources().entries if r.reveals is Reveals.YES}
    assert revealing == {"profamille", "funambule", "sos_suicide", "suicide_prevention"}


def test_reasons_for_a_resource_are_neutral() -> None:
    for resource in shipped_resources().entries:
        assert resource.neutral_reason
        assert not NEUTRAL_BANS.search(resource.neutral_reason), resource.neutral_reason


@pytest.mark.parametrize("weight", FONTS)
def test_fonts_cover_french_typography(weight: str) -> None:
    file = resource_files.path(f"fonts/SourceSans3-{weight}.ttf")
    glyphs = TTFont(f"try-{weight}", str(file)).face.charToGlyph
    needed = "éèêëàâîïôùûüçœæÉÈÀÇŒ«»’…–—€\u00a0\u202f\u2011"
    assert [hex(ord(sign)) for sign in needed if ord(sign) not in glyphs] == []


@pytest.mark.parametrize("folder", ["fonts/OFL.txt", "icons/LICENSE"])
def test_what_others_made_comes_with_its_licence(folder: str) -> None:
    assert len(resource_files.text(folder)) > 500


def test_icons_are_of_one_hand() -> None:
    icons = sorted(set(resource_files.path("icons").glob("*.svg")) - {_own_icon()})
    assert len(icons) >= 45
    for icon in icons:
        drawing = icon.read_text(encoding="utf-8")
        assert 'stroke-width="1.75"' in drawing, icon.name
        assert "currentColor" in drawing, icon.name


def _own_icon() -> Path:
    return resource_files.path("icons/referent-desk.svg")


def test_the_application_icon_is_there_both_ways() -> None:
    assert _own_icon().is_file()
    assert _own_icon().with_suffix(".png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("pronoun", ["Elle", "Il", "Cette personne"])
def test_the_letter_says_nothing_about_the_patient(pronoun: str) -> None:
    needs = [need.neutral for need in entries(Catalogue.NEEDS)]
    assert not NEUTRAL_BANS.search(letter(pronoun, *needs))


def test_the_letter_joins_needs_as_french_does() -> None:
    assert "Elle cherche a, b et c." in letter("Elle", "a", "b", "c")
    assert "Elle cherche a et b." in letter("Elle", "a", "b")
    assert "Elle cherche a." in letter("Elle", "a")
    assert "cherche" not in letter("Elle")


def test_the_relative_carries_the_letter() -> None:
    assert (
        "Elle vous remet cette lettre elle-même et vous dira ce qu’elle souhaite vous dire."
        in letter("Elle")
    )
    assert "Il vous remet cette lettre lui-même et vous dira ce qu’il" in letter("Il")
    assert "Cette personne vous remet cette lettre elle-même" in letter("Cette personne")


def test_the_letter_opens_and_closes_politely() -> None:
    paragraphs = letter("Elle", "un lieu d’écoute").strip().split("\n\n")
    assert paragraphs[0] == "Madame, Monsieur,"
    assert paragraphs[-1].startswith("Je vous prie d’agréer, Madame, Monsieur,")


def test_the_manual_s_topics_lead_to_chapters() -> None:
    index = tomllib.loads(resource_files.text("manual/index.toml"))
    topics = {topic["code"] for topic in index["topic"]}
    assert topics == {
        "search",
        "start",
        "home",
        "call",
        "family",
        "network",
        "evolution",
        "meeting",
        "contact",
        "directory",
        "letter",
        "referrals",
        "needs",
        "sharing",
        "documents",
        "lock",
        "backups",
        "journal",
        "access",
        "settings",
        "templates",
        "logo",
        "trouble",
        "mistakes",
        "lessons",
        "activity",
        "activity_screen",
        "memo",
    }
    for topic in index["topic"]:
        chapter = resource_files.text(f"manual/{topic['file']}")
        assert topic["title"]
        assert topic.get("heading", "") in re.sub(r"^#+ ", "", chapter, flags=re.MULTILINE)
