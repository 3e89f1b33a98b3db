"""Who signs, and under which letterhead: read from the settings."""

from dataclasses import dataclass

from referent_desk.settings import Settings, declared


@dataclass(frozen=True)
class Identity:
    name: str
    title: str
    profession: str
    below: str
    feminine: bool
    service: str
    sender: tuple[str, ...]
    place: str
    phone: str

    @property
    def signature(self) -> tuple[str, ...]:
        return tuple(line for line in self._signed if line)

    @property
    def _signed(self) -> tuple[str, ...]:
        return (self.name, self.title, self.profession, *self.below.splitlines())


def identity(settings: Settings) -> Identity:
    get = settings.get
    gender, phone = get(declared.REFERENT_GENDER), get(declared.PHONE)
    title = agreed(get(declared.REFERENT_TITLE), gender)
    address = get(declared.SENDER).splitlines()
    sender = [*address, *([f"Tél. {phone}"] if phone else [])]
    return Identity(
        get(declared.REFERENT_NAME),
        title,
        get(declared.REFERENT_PROFESSION),
        get(declared.SIGNED_BELOW),
        _feminine(gender, title),
        get(declared.SERVICE) or next((line for line in address if line.strip()), ""),
        tuple(line for line in sender if line.strip()),
        get(declared.PLACE),
        phone,
    )


def agreed(title: str, gender: str) -> str:
    """« Référent » and « Référente » follow the gender chosen; other titles stay as typed."""
    first, space, rest = title.partition(" ")
    stem = first.removesuffix("e")
    if not gender or stem.casefold() != "référent":
        return title
    return stem + ("e" if gender == "feminine" else "") + space + rest


def _feminine(chosen: str, title: str) -> bool:
    """As chosen, else as the title's first word: « Référente », « Coordinatrice »."""
    if chosen:
        return chosen == "feminine"
    return title.split(maxsplit=1)[0].endswith("e") if title.strip() else True
