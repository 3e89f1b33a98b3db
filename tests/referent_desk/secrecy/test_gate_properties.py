"""What holds of the gate whatever it is given."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from referent_desk.families import Agreement as PatientState
from referent_desk.meetings import Agreement, Source
from referent_desk.secrecy import (
    File,
    OwnAccount,
    Patient,
    Piece,
    PieceKind,
    Sharing,
    Way,
    decide,
)
from tests.referent_desk.secrecy.cases import (
    ASSOCIATION,
    BROTHER,
    CONFIDENCE,
    HEARD,
    MOTHER,
    REVEALING,
    SERVICE,
    TODAY,
    WARD,
    file,
)

RECIPIENTS = (WARD, SERVICE, ASSOCIATION, REVEALING)
days = st.integers(-30, 10).map(lambda n: TODAY + timedelta(days=n))
people = st.sampled_from([MOTHER, BROTHER])
anyone = st.sampled_from([None, MOTHER, BROTHER])
agreements = st.builds(
    Agreement,
    person_id=people,
    what=st.just("ce que je vis"),
    to_whom=st.sampled_from([r.name for r in RECIPIENTS]),
    given_on=days,
    withdrawn_on=st.none() | days,
    id=st.uuids().map(str),
    resource_id=st.sampled_from([None, *(r.id for r in RECIPIENTS)]),
)
patients = st.builds(
    Patient,
    situation_id=st.sampled_from(["now", "other"]),
    name=st.sampled_from(["", "Thomas", "Léa"]),
    state=st.sampled_from(PatientState),
    form=st.sampled_from(["", "oral", "written"]),
    on=st.none() | days,
    scope=st.sampled_from(["", "parler à l’équipe"]),
    review_on=st.none() | days,
)
pieces = st.builds(
    Piece,
    text=st.sampled_from([piece.text for piece in HEARD] + ["Thomas dort.", "Horaires de visite."]),
    kind=st.sampled_from([PieceKind.PASSAGE, PieceKind.FREE, PieceKind.CONTACT]),
    source=st.sampled_from(Source),
    said_by=anyone,
    about=anyone,
    about_patient=st.booleans(),
    restricted_from=st.lists(people, max_size=1).map(tuple),
    situation_id=st.sampled_from(["", "now", "other"]),
    record_id=st.sampled_from(["", "r"]),
)
files = st.builds(
    lambda given, patients, heard: replace(
        file(*given, heard=(*HEARD, *heard)), patients=tuple(patients)
    ),
    st.lists(agreements, max_size=4),
    st.lists(patients, min_size=1, max_size=2),
    st.lists(pieces, max_size=2),
)
texts = st.lists(
    st.sampled_from(["Bonjour.", "Thomas.", *(piece.text for piece in HEARD)]), max_size=3
).map(" ".join)


@st.composite
def sharings(draw: st.DrawFn, ways: tuple[Way, ...] = tuple(Way)) -> Sharing:
    in_file: File = draw(files)
    return Sharing(
        draw(st.sampled_from(ways)),
        draw(st.sampled_from(RECIPIENTS)),
        TODAY,
        in_file,
        tuple(draw(st.lists(st.sampled_from(in_file.heard) | pieces, max_size=2))),
        draw(st.sampled_from(["", MOTHER, BROTHER])),
        draw(st.booleans()),
        draw(st.sampled_from(["", "Soutenir ensemble la famille."])),
        draw(st.booleans()),
        draw(st.booleans()),
        draw(st.sampled_from(OwnAccount)),
        draw(texts),
    )


@given(sharings((Way.TRANSMITTED,)))
def test_nothing_passes_with_a_condition_missing(sharing: Sharing) -> None:
    decision = decide(sharing)
    if decision.allowed:
        assert all(evidence.held for evidence in decision.conditions)
        assert sharing.pieces
        assert decision.agreements or all(p.said_by is None for p in sharing.pieces)
    else:
        assert decision.offers[-1].way is Way.EXCEPTION


@given(sharings(), agreements)
def test_adding_an_agreement_closes_nothing(sharing: Sharing, more: Agreement) -> None:
    given = replace(more, withdrawn_on=None)
    richer = replace(sharing.file, agreements=(*sharing.file.agreements, given))
    if decide(sharing).allowed:
        assert decide(replace(sharing, file=richer)).allowed


@given(sharings(), days)
def test_a_withdrawal_opens_nothing(sharing: Sharing, on: object) -> None:
    ended = tuple(replace(a, withdrawn_on=on) for a in sharing.file.agreements)
    if not decide(sharing).allowed:
        poorer = replace(sharing.file, agreements=ended)
        assert not decide(replace(sharing, file=poorer)).allowed


@given(sharings())
def test_a_refusal_opens_nothing_and_an_agreement_of_the_patient_closes_nothing(
    sharing: Sharing,
) -> None:
    no, yes = (
        replace(
            sharing.file,
            patients=tuple(
                replace(p, state=state, on=TODAY, form="oral", scope="tout")
                for p in sharing.file.patients
            ),
        )
        for state in (PatientState.REFUSED, PatientState.GIVEN)
    )
    if decide(sharing).allowed:
        assert decide(replace(sharing, file=yes)).allowed
    else:
        assert not decide(replace(sharing, file=no)).allowed


@given(sharings((Way.HANDED, Way.TOGETHER)), people)
def test_what_is_kept_from_someone_never_comes_to_their_hands(
    sharing: Sharing, someone: str
) -> None:
    kept = replace(CONFIDENCE, restricted_from=(someone,), said_by=None)
    in_file = replace(sharing.file, heard=(kept, *sharing.file.heard))
    picked = replace(sharing, file=in_file, bearer=someone, pieces=(*sharing.pieces, kept))
    assert not decide(picked).allowed
    written = replace(sharing, file=in_file, bearer=someone, pieces=(), text=kept.text)
    assert not decide(written).allowed


@given(sharings((Way.HANDED,)), st.text(max_size=40), st.text(max_size=40))
def test_another_s_confidence_never_leaves_by_someone_else_s_hand(
    sharing: Sharing, before: str, after: str
) -> None:
    by_mother = replace(sharing, bearer=MOTHER, pieces=(CONFIDENCE,))
    assert not decide(by_mother).allowed
    in_file = replace(sharing.file, heard=HEARD)
    typed = replace(
        sharing,
        file=in_file,
        bearer=MOTHER,
        pieces=(),
        text=f"{before} {CONFIDENCE.text} {after}",
    )
    assert not decide(typed).allowed


@given(sharings((Way.EXCEPTION,)))
def test_an_exception_is_stopped_by_nothing(sharing: Sharing) -> None:
    assert decide(sharing).allowed


@given(sharings())
def test_an_offer_would_pass(sharing: Sharing) -> None:
    for offer in decide(sharing).offers:
        if offer.way in {Way.HANDED, Way.TOGETHER}:
            instead = replace(sharing, way=offer.way, bearer=offer.bearer, at_their_request=True)
            assert decide(instead).allowed
