"""Rows of a table, merged or not."""

from referent_desk.activity.choice import Grouping
from referent_desk.activity.figures import Count
from referent_desk.activity.grouping import by_level, neighbours, proposed, rows_of, with_group

WORDS = (
    Count("fear", "peur", 12),
    Count("fear.violence", "peur de la violence", 2, "fear"),
    Count("fear.suicide", "peur du suicide", 3, "fear"),
    Count("shame", "honte", 1),
    Count("hope", "espoir", 9),
    Count("unknown", "non noté", 4),
)


def labels(*groupings: Grouping, unnamed: tuple[str, ...] = ()) -> list[str]:
    return [row.label for row in rows_of(WORDS, groupings, unnamed)]


def test_each_answer_is_a_row_by_itself() -> None:
    assert labels() == [count.label for count in WORDS]


def test_what_is_merged_stands_where_its_first_answer_stood() -> None:
    merged = Grouping(("fear.suicide", "shame"), "à entendre")
    found = labels(merged)
    assert found == ["peur", "peur de la violence", "à entendre", "espoir", "non noté"]


def test_others_come_last_but_for_what_has_no_answer() -> None:
    assert labels(Grouping(("fear", "shame")))[-2:] == ["Autres", "non noté"]


def test_a_name_that_may_not_be_read_joins_the_others_even_alone() -> None:
    assert labels(unnamed=("hope",))[-2:] == ["Autres", "non noté"]
    assert "espoir" not in labels(Grouping(("hope", "shame"), "espoir"), unnamed=("hope", "shame"))


def test_others_of_one_answer_are_no_others() -> None:
    assert labels(Grouping(("hope",))) == labels()


def test_an_answer_stands_in_one_row_only() -> None:
    twice = Grouping(("fear", "hope"), "une"), Grouping(("hope", "shame"), "deux")
    codes = [code for row in rows_of(WORDS, twice) for code in row.answers]
    assert sorted(codes) == sorted(count.code for count in WORDS)


def test_words_take_their_aspects_in() -> None:
    assert by_level(WORDS) == (Grouping(("fear", "fear.violence", "fear.suicide"), "peur"),)


def test_small_answers_are_proposed_together_and_some_rows_stay() -> None:
    for groupings in proposed(WORDS, (), 5):
        rows = rows_of(WORDS, groupings)
        assert 2 <= len(rows) < len(WORDS)
    small = next(proposed(WORDS, (), 5))[-1]
    assert set(small.codes) >= {"fear.violence", "fear.suicide", "shame"}
    assert "unknown" not in small.codes


def test_nothing_is_proposed_where_nothing_is_small() -> None:
    large = tuple(Count(code, code, 20) for code in "abc")
    assert list(proposed(large, (), 5)) == []


def brackets(*counts: int) -> tuple[Count, ...]:
    return tuple(Count(code, code.upper(), n) for code, n in zip("abcdef", counts, strict=False))


def test_brackets_are_merged_with_the_one_beside_them() -> None:
    assert neighbours(brackets(2, 3, 20, 9, 1), 5) == (
        Grouping(("a", "b"), "A, B"),
        Grouping(("d", "e"), "D, E"),
    )
    assert neighbours(brackets(1, 2, 2, 20, 9), 5) == (Grouping(("a", "b", "c"), "A … C"),)
    assert neighbours(brackets(7, 0, 8), 5) == ()
    assert neighbours(brackets(1, 1), 5) == (), "all in one row would say nothing"


def test_a_group_of_one_s_own_joins_the_one_of_that_name() -> None:
    made = with_group((), ("a", "b"), "Proches")
    assert made == (Grouping(("a", "b"), "Proches"),)
    others = with_group(made, ("c", "d"), "Autres")
    assert others == (*made, Grouping(("c", "d")))
    assert with_group(others, ("e",), "") == (*made, Grouping(("c", "d", "e")))
    assert with_group(others, ("b", "e"), "PROCHES")[0] == Grouping(("a", "b", "e"), "Proches")
