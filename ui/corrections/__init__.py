"""Mistakes happen: the basket, and the sheets that delete, move, merge and split."""

from ui.corrections.basket_screen import BasketScreen
from ui.corrections.menu import CorrectionsMenu

__all__ = ["BasketScreen", "CorrectionsMenu"]
