import pytest

from referent_desk.errors import InvalidInput
from referent_desk.office import Office
from referent_desk.vocabulary import Catalogue, Vocabulary


@pytest.fixture
def words(office: Office) -> Vocabulary:
    return office.vocabulary


def labels(words: Vocabulary, catalogue: Catalogue = Catalogue.EMOTIONS) -> list[str]:
    return [entry.label for entry in words.entries(catalogue)]


def test_a_new_vault_has_the_shipped_words(words: Vocabulary) -> None:
    assert "culpabilité" in labels(words)
    assert len(words.entries(Catalogue.EMOTIONS, "guilt")) >= 4


@pytest.mark.parametrize("catalogue", list(Catalogue))
def test_no_catalogue_is_empty(words: Vocabulary, catalogue: Catalogue) -> None:
    assert words.entries(catalogue)


def test_a_word_of_one_s_own_comes_last_and_survives(office: Office, words: Vocabulary) -> None:
    words.add(Catalogue.EMOTIONS, "  jalousie ")
    assert labels(words)[-1] == "jalousie"
    assert labels(Vocabulary(office.vault))[-1] == "jalousie"


@pytest.mark.parametrize("label", ["", "  ", "x" * 200, "Culpabilité"])
def test_an_empty_or_double_word_is_refused(words: Vocabulary, label: str) -> None:
    before = labels(words)
    with pytest.raises(InvalidInput):
        words.add(Catalogue.EMOTIONS, label)
    assert labels(words) == before


def test_a_retired_word_is_not_offered_but_still_read(words: Vocabulary) -> None:
    words.retire(Catalogue.EMOTIONS, "guilt")
    assert "culpabilité" not in labels(words)
    assert words.label(Catalogue.EMOTIONS, "guilt") == "culpabilité"
    words.restore(Catalogue.EMOTIONS, "guilt")
    assert "culpabilité" in labels(words)


def test_words_are_reordered_and_reworded(words: Vocabulary) -> None:
    codes = [entry.code for entry in words.entries(Catalogue.EMOTIONS)]
    words.reorder(Catalogue.EMOTIONS, codes[::-1])
    assert [entry.code for entry in words.entries(Catalogue.EMOTIONS)] == codes[::-1]
    words.reword(Catalogue.EMOTIONS, codes[0], "faute ressentie")
    assert words.label(Catalogue.EMOTIONS, codes[0]) == "faute ressentie"


def test_a_retired_shipped_word_does_not_come_back(office: Office, words: Vocabulary) -> None:
    words.retire(Catalogue.EMOTIONS, "guilt")
    assert "culpabilité" not in labels(Vocabulary(office.vault))
