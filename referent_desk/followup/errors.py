"""What stands in the way of a referral's next step."""

from referent_desk.errors import DeskError
from referent_desk.followup.model import STATE_WORDS, ReferralState


class NoSuchWay(DeskError):
    """From where it stands, it cannot go there."""

    safe = "Rien n’a changé."
    next_step = "Si elle a été déplacée par erreur, annulez sa dernière étape."

    def __init__(self, state: ReferralState, to: ReferralState) -> None:
        here, there = STATE_WORDS[state], STATE_WORDS[to]
        super().__init__(
            f"Cette orientation est déjà «\u00a0{here}\u00a0»."
            if state is to
            else f"Une orientation «\u00a0{here}\u00a0» ne devient pas «\u00a0{there}\u00a0»."
        )


class TooManyPicked(DeskError):
    """A handout stays short."""

    what = "Un mémo tient trois ressources au plus."
    safe = "Celles qui étaient choisies le restent."
    next_step = "Retirez-en une, puis choisissez celle-ci."


class LastStepStays(DeskError):
    """The first step, or the one that a letter made, is not taken back."""

    what = "Cette étape ne s’annule pas\u00a0: c’est la première, ou une lettre est partie."
    safe = "Rien n’a changé."
    next_step = (
        "Notez plutôt la suite, «\u00a0sans suite\u00a0» ou «\u00a0refusée\u00a0» par exemple."
    )
