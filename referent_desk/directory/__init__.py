"""Associations, services, wards and professionals that a family can be directed to."""

from referent_desk.directory.model import Resource, ResourceKind, Reveals
from referent_desk.directory.service import Directory

__all__ = ["Directory", "Resource", "ResourceKind", "Reveals"]
