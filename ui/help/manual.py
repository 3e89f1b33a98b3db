"""The chapters of the manual, and which of them a topic opens."""

from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import Any

from referent_desk import resource_files
from referent_desk.data_files import load_shipped, words

_FOLDER = "manual"
_UNREADABLE = (
    "Ce chapitre ne peut pas être lu\u00a0: son fichier est abîmé. Vos données n’y sont pour rien."
    " Réinstallez le programme."
)


@dataclass(frozen=True)
class Topic:
    """`heading` is a heading within the chapter `file`, or "" for its beginning."""

    code: str
    title: str
    file: str
    heading: str = ""


_NOTHING = Topic("start", "Manuel", "01-commencer.md")


@dataclass(frozen=True)
class Manual:
    title: str
    topics: tuple[Topic, ...]

    @classmethod
    def shipped(cls) -> "Manual":
        """Also when the index does not read: chapters that no topic names follow."""
        found = load_shipped(f"{_FOLDER}/index.toml", "topic", _topics, attrgetter("code"))
        named = {topic.file for topic in found.entries}
        files = (file for file in _files() if found.faults and file not in named)
        others = tuple(Topic(Path(file).stem, Path(file).stem, file) for file in files)
        return cls(found.title or "Manuel", found.entries + others or (_NOTHING,))

    @property
    def chapters(self) -> tuple[Topic, ...]:
        """The topics that begin a chapter, in order."""
        return tuple(topic for topic in self.topics if not topic.heading)

    def topic(self, code: str) -> Topic:
        """The first one when `code` is not known: help always opens."""
        return next((topic for topic in self.topics if topic.code == code), self.topics[0])


def chapter_text(topic: Topic) -> str:
    """Its Markdown, without pictures that this version does not bring; a word if it is damaged."""
    try:
        lines = resource_files.text(f"{_FOLDER}/{topic.file}").splitlines()
    except (OSError, UnicodeDecodeError):
        return f"# {topic.title}\n\n{_UNREADABLE}"
    return "\n".join(line for line in lines if not _missing_picture(line))


def _topics(raw: dict[str, Any]) -> tuple[Topic, ...]:
    """The one topic of the table. Raises Misfit."""
    code, title, file = (words(raw, key, needed=True) for key in ("code", "title", "file"))
    return (Topic(code, title, file, words(raw, "heading")),)


def _files() -> list[str]:
    """Those of the chapters; none in a folder that does not read."""
    try:
        return sorted(path.name for path in resource_files.path(_FOLDER).glob("*.md"))
    except OSError:
        return []


def _missing_picture(line: str) -> bool:
    if not line.startswith("!["):
        return False
    target = line.rpartition("(")[2].rstrip(")")
    return not resource_files.path(f"{_FOLDER}/{target}").exists()
