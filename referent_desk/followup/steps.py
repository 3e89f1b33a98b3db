"""Where a referral can go from where it stands: the one place that tells."""

from collections.abc import Mapping

from referent_desk.followup.model import ReferralState

_S = ReferralState
_ENDED_EARLY = frozenset({_S.NO_OUTCOME, _S.DECLINED})
WAYS: Mapping[ReferralState, frozenset[ReferralState]] = {
    _S.PROPOSED: frozenset({_S.HANDED, _S.CONTACTED, _S.ATTENDING}) | _ENDED_EARLY,
    _S.HANDED: frozenset({_S.CONTACTED, _S.ATTENDING, _S.FINISHED}) | _ENDED_EARLY,
    _S.CONTACTED: frozenset({_S.ATTENDING, _S.FINISHED}) | _ENDED_EARLY,
    _S.ATTENDING: frozenset({_S.FINISHED}) | _ENDED_EARLY,
    _S.FINISHED: frozenset({_S.ATTENDING}),
    _S.NO_OUTCOME: frozenset({_S.HANDED, _S.CONTACTED, _S.ATTENDING, _S.DECLINED}),
    _S.DECLINED: frozenset({_S.HANDED, _S.CONTACTED, _S.ATTENDING}),
}
"""Forward, to an end, and taken up again after an end. What was moved by mistake is undone."""

UNDER_WAY = (_S.PROPOSED, _S.HANDED, _S.CONTACTED, _S.ATTENDING)
AWAITED = (_S.PROPOSED, _S.HANDED, _S.CONTACTED)
"""News is waited for; who attends is heard in the meetings."""


def leads(state: ReferralState, to: ReferralState) -> bool:
    return to in WAYS[state]
