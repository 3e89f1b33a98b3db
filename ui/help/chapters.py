"""The chapters of the manual, as `resources/manual/index.toml` lists them."""

import tomllib
from dataclasses import dataclass

from referent_desk import resource_files


@dataclass(frozen=True)
class Topic:
    """What F1 asks for: a chapter's file and, within it, a heading."""

    code: str
    title: str
    file: str
    heading: str = ""


def topics() -> tuple[Topic, ...]:
    data = tomllib.loads(resource_files.text("manual/index.toml"))
    return tuple(
        Topic(raw["code"], raw["title"], raw["file"], raw.get("heading", ""))
        for raw in data["topic"]
    )


def topic_of(code: str) -> Topic:
    """The one of that code, else the first."""
    known = topics()
    return next((topic for topic in known if topic.code == code), known[0])
