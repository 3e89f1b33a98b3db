"""Why a file cannot be read as a directory."""

from referent_desk.errors import DeskError


class NotATable(DeskError):
    """A workbook, a picture, a file without a title line."""

    what = "Ce fichier n’est pas un tableau au format CSV."
    safe = "Rien n’a été importé\u202f; l’annuaire est tel qu’il était."
    next_step = "Dans votre tableur, enregistrez-le au format CSV, puis choisissez ce fichier-là."
