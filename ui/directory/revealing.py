"""What a name tells whoever reads it."""

from referent_desk.directory import Resource, Reveals


def reveals_words(resource: Resource) -> str:
    """What somebody who reads the mere name learns."""
    if resource.reveals_what:
        verb = "révèle" if resource.reveals is Reveals.YES else "évoque"
        return f"Le nom {verb} {resource.reveals_what}"
    if resource.reveals is Reveals.YES:
        return "Le nom révèle un diagnostic ou une problématique"
    if resource.reveals is Reveals.NO:
        return "Le nom ne révèle pas de diagnostic"
    return "Le nom évoque la psychiatrie ou une problématique"
