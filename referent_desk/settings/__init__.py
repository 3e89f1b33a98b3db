"""Settings of the office, declared as data and kept in the vault."""

from referent_desk.settings import declared
from referent_desk.settings.declared import ALL, AnySetting, Setting
from referent_desk.settings.service import Settings, parse

__all__ = ["ALL", "AnySetting", "Setting", "Settings", "declared", "parse"]
