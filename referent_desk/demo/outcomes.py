"""What became of the referrals: answers, what relatives said of them, calls put off, handouts."""

import random
from datetime import date, timedelta

from referent_desk.directory import fitting
from referent_desk.followup import Referral, ReferralState
from referent_desk.office import Office

_SAID = (
    "« On m’a écoutée sans me juger. »",
    "« Le groupe me fait du bien, j’y retourne. »",
    "« C’est trop loin pour moi, le soir. »",
    "« Je n’ai pas encore osé appeler. »",
)
_ENDS = {
    ReferralState.ATTENDING: (ReferralState.FINISHED, "A suivi toutes les séances."),
    ReferralState.CONTACTED: (ReferralState.DECLINED, "Ne le souhaite plus pour l’instant."),
}
MOST_PROPOSED = 4


def add_outcomes(office: Office, seed: int, until: date) -> None:
    """From a chance of its own, so that what exists stays the same."""
    chance = random.Random(f"outcomes {seed}")
    referrals = sorted(office.followup.referrals(), key=lambda r: (r.created_on, r.code))
    for referral in referrals:
        _live_on(office, chance, referral, until)
    families = office.families.list()
    for family in chance.sample(families, min(len(families), 3 * MOST_PROPOSED)):
        _propose(office, chance, family.id)


def _live_on(office: Office, chance: random.Random, referral: Referral, until: date) -> None:
    later = referral.state_on + timedelta(days=chance.randint(20, 60))
    end = _ENDS.get(referral.state)
    if end is not None and later < until and chance.random() < 0.4:
        office.referrals.move(referral.id, end[0], later, end[1])
    if referral.state is not ReferralState.PROPOSED and chance.random() < 0.4:
        office.referrals.say(referral.id, chance.choice(_SAID))
    if referral.state is ReferralState.HANDED and chance.random() < 0.15:
        office.referrals.put_off(referral.id, until + timedelta(days=chance.randint(2, 14)))


def _propose(office: Office, chance: random.Random, family_id: str) -> None:
    """To what answers the needs noted, without a letter yet."""
    waiting = [r for r in office.followup.referrals() if r.state is ReferralState.PROPOSED]
    file = office.families.open_file(family_id)
    if not file.people or not file.open or len(waiting) >= MOST_PROPOSED:
        return
    person = file.people[0]
    wanted = office.overview.wanted(family_id, person.id)
    fits = fitting(office.directory.list(), wanted.needs, wanted.postcode)
    office.referrals.pick(person.id, [fit.resource.id for fit in fits[:2]])
    if fits:
        needs = tuple(dict.fromkeys(need.partition(".")[0] for need in fits[0].needs))
        resource = chance.choice(fits[:2]).resource
        office.followup.propose(Referral(family_id, resource.id, person.id, needs))
