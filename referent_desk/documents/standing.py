"""Whether what was issued to be transmitted, and still lies on the desk, may leave after all."""

from dataclasses import replace

from referent_desk.secrecy import Condition, Gate, Told, Way


def taken_back(told: Told, gate: Gate) -> tuple[str, ...]:
    """Why not: an agreement that it stood on was withdrawn since, or the patient said no.

    Asked on the file as it stands, of the pieces that the register kept. Raises NotFound.
    """
    begun = gate.begin(Way.TRANSMITTED, told.family_id, told.resource_id or "")
    noted = {(piece.record_id, piece.text): piece for piece in begun.file.heard}
    pieces = tuple(noted.get((piece.record_id, piece.text), piece) for piece in told.pieces)
    found = gate.decide(replace(begun, pieces=pieces, mission=told.mission, confirmed=True))
    reasons = (o.reason for o in found.obstacles if o.condition is Condition.AGREEMENT)
    return tuple(dict.fromkeys(reasons))
