"""Referrals in words. Pure functions, no widget."""

from datetime import date

from referent_desk.activity import Printed, Symbol, symbol_words
from referent_desk.families import ContactKind, MessageRule, Person, show_phone
from referent_desk.followup import STATE_WORDS, ReferralState
from referent_desk.overview import ReferralUnderWay
from ui.french_dates import first_upper, for_days
from ui.widgets import RowData, TagKind
from ui.widgets.typed_dates import show_date

DOT = " · "
KINDS: dict[ReferralState, TagKind] = {
    ReferralState.PROPOSED: "warning",
    ReferralState.HANDED: "accent",
    ReferralState.CONTACTED: "accent",
    ReferralState.ATTENDING: "accent",
    ReferralState.FINISHED: "info",
    ReferralState.NO_OUTCOME: "info",
    ReferralState.DECLINED: "info",
}
UNNAMED = "Orientation"
_MESSAGES = {
    MessageRule.YES: "message possible",
    MessageRule.NO: "ne pas laisser de message",
    MessageRule.UNKNOWN: "message\u00a0: pas demandé",
}


def state_title(state: ReferralState) -> str:
    return first_upper(STATE_WORDS[state])


def card_row(referral: ReferralUnderWay, today: date) -> RowData:
    """On the board, where the column says the state."""
    return RowData(
        referral.resource or UNNAMED,
        referral.person or f"Famille {referral.family}",
        for_days(referral.days(today)),
        key=referral.referral_id,
    )


def list_row(referral: ReferralUnderWay) -> RowData:
    state = ReferralState(referral.state)
    parts = (referral.person, referral.family, f"depuis le {show_date(referral.state_on)}")
    return RowData(
        referral.resource or UNNAMED,
        DOT.join(part for part in parts if part),
        STATE_WORDS[state],
        KINDS[state],
        key=referral.referral_id,
    )


def call_row(referral: ReferralUnderWay, today: date) -> RowData:
    state = STATE_WORDS[ReferralState(referral.state)]
    return RowData(
        referral.person or f"Famille {referral.family}",
        DOT.join(part for part in (referral.resource, state) if part),
        for_days(referral.days(today)),
        "info",
        key=referral.referral_id,
    )


def phones(person: Person) -> list[str]:
    """« 0470 12 34 56, ne pas laisser de message, après 18 h »."""
    return [
        ", ".join(
            part
            for part in (
                show_phone(contact.value),
                _MESSAGES[contact.may_leave_message],
                contact.when_to_call,
            )
            if part
        )
        for contact in person.contacts
        if contact.kind is ContactKind.PHONE
    ]


def figure(told: Printed, threshold: int) -> str:
    return symbol_words(told, threshold) if isinstance(told, Symbol) else str(told)
