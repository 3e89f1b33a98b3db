"""Associations, services, wards and professionals that a family can be directed to."""

from referent_desk.directory.errors import NotATable
from referent_desk.directory.fits import Fit, answers, fitting
from referent_desk.directory.importing import Fate, ImportPlan, PlannedLine
from referent_desk.directory.model import Resource, ResourceKind, Reveals
from referent_desk.directory.regions import Nearness, nearness, province_of
from referent_desk.directory.service import Brought, Directory

__all__ = [
    "Brought",
    "Directory",
    "Fate",
    "Fit",
    "ImportPlan",
    "Nearness",
    "NotATable",
    "PlannedLine",
    "Resource",
    "ResourceKind",
    "Reveals",
    "answers",
    "fitting",
    "nearness",
    "province_of",
]
