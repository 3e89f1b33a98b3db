"""The open office on screen: the rail at the left, one screen at a time beside it."""

from ui.workspace.places import Place
from ui.workspace.workspace import Workspace

__all__ = ["Place", "Workspace"]
