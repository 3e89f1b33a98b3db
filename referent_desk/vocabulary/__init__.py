"""The words of the office: emotions, needs, links, channels… shipped, then owned by the user."""

from referent_desk.vocabulary.catalogues import Catalogue, Entry, shipped
from referent_desk.vocabulary.service import Vocabulary

__all__ = ["Catalogue", "Entry", "Vocabulary", "shipped"]
