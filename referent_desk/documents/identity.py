"""Who signs, and under which letterhead: read from the settings."""

from dataclasses import dataclass

from referent_desk.settings import Settings, declared


@dataclass(frozen=True)
class Identity:
    name: str
    title: str
    profession: str
    feminine: bool
    sender: tuple[str, ...]
    place: str
    phone: str

    @property
    def signature(self) -> tuple[str, ...]:
        return tuple(line for line in (self.name, self.title, self.profession) if line)


def identity(settings: Settings) -> Identity:
    get = settings.get
    title, phone = get(declared.REFERENT_TITLE), get(declared.PHONE)
    sender = [*get(declared.SENDER).splitlines(), *([f"Tél. {phone}"] if phone else [])]
    return Identity(
        get(declared.REFERENT_NAME),
        title,
        get(declared.REFERENT_PROFESSION),
        _feminine(get(declared.REFERENT_GENDER), title),
        tuple(line for line in sender if line.strip()),
        get(declared.PLACE),
        phone,
    )


def _feminine(chosen: str, title: str) -> bool:
    """As chosen, else as the title's first word: « Référente », « Coordinatrice »."""
    if chosen:
        return chosen == "feminine"
    return title.split(maxsplit=1)[0].endswith("e") if title.strip() else True
