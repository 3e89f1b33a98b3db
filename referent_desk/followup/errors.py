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
            f"Cette orientation est déjà « {here} »."
            if state is to
            else f"Une orientation « {here} » ne devient pas « {there} »."
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
    next_step = "Notez plutôt la suite, « sans suite » ou « refusée » par exemple."
