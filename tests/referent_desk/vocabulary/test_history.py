"""Words reworded and merged: history keeps those of its day."""

from datetime import date

import pytest

from referent_desk.errors import InvalidInput
from referent_desk.vault import Vault
from referent_desk.vocabulary import Catalogue, Vocabulary

EMOTIONS = Catalogue.EMOTIONS
THEN, NOW, LATER = date(2026, 3, 1), date(2026, 11, 24), date(2026, 12, 1)


@pytest.fixture
def words(vault: Vault) -> Vocabulary:
    return Vocabulary(vault, lambda: NOW)


def test_what_was_noted_before_keeps_the_word_of_its_day(words: Vocabulary, vault: Vault) -> None:
    one = words.add(EMOTIONS, "Vertige").code
    words.reword(EMOTIONS, one, "Perte de repères")
    words.reword(EMOTIONS, one, "Désarroi")
    later = Vocabulary(vault, lambda: LATER)
    later.reword(EMOTIONS, one, "Désarroi profond")
    said = [later.label_on(EMOTIONS, one, day) for day in (THEN, NOW, LATER)]
    assert said == ["Vertige", "Désarroi", "Désarroi profond"]
    assert later.label(EMOTIONS, one) == "Désarroi profond"


def test_a_merged_word_leaves_the_lists_and_sends_to_the_other(words: Vocabulary) -> None:
    one, two = words.add(EMOTIONS, "Vertige").code, words.add(EMOTIONS, "Désarroi").code
    words.merge(EMOTIONS, one, two)
    assert one not in [entry.code for entry in words.entries(EMOTIONS)]
    assert words.label(EMOTIONS, one) == "Désarroi"
    assert words.label_on(EMOTIONS, one, THEN) == "Vertige"
    words.unmerge(EMOTIONS, one)
    assert one in [entry.code for entry in words.entries(EMOTIONS)]
    assert words.label(EMOTIONS, one) == "Vertige"
    words.reword(EMOTIONS, one, "Tournis")
    assert words.label_on(EMOTIONS, one, NOW) == "Tournis"


def test_words_of_two_levels_are_not_merged(words: Vocabulary) -> None:
    one, two = words.add(EMOTIONS, "Vertige").code, words.add(EMOTIONS, "Désarroi").code
    aspect = words.add(EMOTIONS, "Le soir", one).code
    for code, into in ((one, two), (aspect, two), (two, two)):
        with pytest.raises(InvalidInput):
            words.merge(EMOTIONS, code, into)


def test_no_word_joins_one_that_is_gone(words: Vocabulary) -> None:
    one, two, three = (words.add(EMOTIONS, label).code for label in ("Un", "Deux", "Trois"))
    words.merge(EMOTIONS, two, three)
    for gone in (two, one):
        words.retire(EMOTIONS, one)
        with pytest.raises(InvalidInput):
            words.merge(EMOTIONS, three, gone)
