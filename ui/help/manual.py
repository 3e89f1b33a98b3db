"""The chapters of the manual, and which of them a topic opens."""

import tomllib
from dataclasses import dataclass

from referent_desk import resource_files

_FOLDER = "manual"


@dataclass(frozen=True)
class Topic:
    """`heading` is a heading within the chapter `file`, or "" for its beginning."""

    code: str
    title: str
    file: str
    heading: str = ""


@dataclass(frozen=True)
class Manual:
    title: str
    topics: tuple[Topic, ...]

    @classmethod
    def shipped(cls) -> "Manual":
        data = tomllib.loads(resource_files.text(f"{_FOLDER}/index.toml"))
        topics = tuple(
            Topic(raw["code"], raw["title"], raw["file"], raw.get("heading", ""))
            for raw in data["topic"]
        )
        return cls(data["title"], topics)

    @property
    def chapters(self) -> tuple[Topic, ...]:
        """The topics that begin a chapter, in order."""
        return tuple(topic for topic in self.topics if not topic.heading)

    def topic(self, code: str) -> Topic:
        """The first one when `code` is not known: help always opens."""
        return next((topic for topic in self.topics if topic.code == code), self.topics[0])


def chapter_text(topic: Topic) -> str:
    """Its Markdown, without pictures that this version does not bring."""
    lines = resource_files.text(f"{_FOLDER}/{topic.file}").splitlines()
    return "\n".join(line for line in lines if not _missing_picture(line))


def _missing_picture(line: str) -> bool:
    if not line.startswith("!["):
        return False
    target = line.rpartition("(")[2].rstrip(")")
    return not resource_files.path(f"{_FOLDER}/{target}").exists()
