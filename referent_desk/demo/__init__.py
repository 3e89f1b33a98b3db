"""Fictive offices, the same for the same seed, made through the services that the window uses."""

from referent_desk.demo.generate import DemoCounts, fill_office, make_demo

__all__ = ["DemoCounts", "fill_office", "make_demo"]
