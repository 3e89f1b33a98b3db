"""Reading and writing settings; values are kept as text and checked on the way in."""

from referent_desk.errors import InvalidInput
from referent_desk.settings.declared import AnySetting, Setting, T
from referent_desk.vault import Vault


class Settings:
    """Typed access to the declared settings of an open vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        rows = vault.rows("SELECT key, value FROM setting")
        self._values = {row["key"]: row["value"] for row in rows}

    def get(self, setting: Setting[T]) -> T:
        """The user's value, or the default; a stored value that no longer reads is the default."""
        stored = self._values.get(setting.key)
        if stored is None:
            return setting.default
        try:
            return parse(setting, stored)
        except InvalidInput:
            return setting.default

    def put(self, setting: Setting[T], value: T) -> None:
        """Raises InvalidInput when out of bounds or not among the choices."""
        self._keep(setting.key, _text(parse(setting, _text(value))))

    def put_text(self, setting: AnySetting, text: str) -> None:
        """As typed in a form."""
        self._keep(setting.key, _text(parse(setting, text)))  # pyright: ignore[reportArgumentType]

    def _keep(self, key: str, value: str) -> None:
        with self._vault.unit() as unit:
            unit.execute(
                "INSERT INTO setting (key, value) VALUES (?, ?)"
                " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                (key, value),
            )
            unit.commit()
        self._values[key] = value


def parse(setting: Setting[T], text: str) -> T:
    """`text` as the setting's type, within its bounds. Raises InvalidInput."""
    kind = type(setting.default)
    if kind is bool:
        return kind(text == "1")
    if kind is str:
        return kind(_choice(setting, text.strip()))
    try:
        value = kind(text.strip().replace(",", "."))
    except ValueError:
        raise InvalidInput(
            setting.key, f"«\u00a0{setting.label}\u00a0» attend un nombre."
        ) from None
    _check_bounds(setting, float(value))
    return value


def _choice(setting: Setting[T], text: str) -> str:
    if setting.choices and text not in {value for value, _ in setting.choices}:
        raise InvalidInput(
            setting.key, f"«\u00a0{setting.label}\u00a0»\u00a0: ce choix n’existe pas."
        )
    return text


def _check_bounds(setting: Setting[T], value: float) -> None:
    low, high = setting.low, setting.high
    if (low is not None and not value >= low) or (high is not None and not value <= high):
        raise InvalidInput(setting.key, f"«\u00a0{setting.label}\u00a0» va de {low:g} à {high:g}.")


def _text(value: str | float | bool) -> str:
    return str(int(value)) if isinstance(value, bool) else str(value)
