"""Lists broken by hand: the program goes on, and says which line."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from referent_desk import data_files, resource_files
from referent_desk.data_files import DataFault, load, words
from referent_desk.directory.shipped import shipped as shipped_resources
from referent_desk.office import Office
from referent_desk.vault import Vault
from referent_desk.vocabulary import Catalogue, shipped

WORDS = """title = "Émotions"

[[entry]]
code = "guilt"
label = "culpabilité"

[[entry]]
code = "joy"
label = "joie"
  [[entry.aspect]]
  code = "joy.again"
  label = "joie retrouvée"
"""


def forget_lists() -> None:
    shipped.cache_clear()
    shipped_resources.cache_clear()


@pytest.fixture
def resources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the shipped lists, to be broken; and no list of the user's own yet."""
    copy = tmp_path / "resources"
    source = resource_files.path("directory.toml").parent
    shutil.copytree(source / "catalogues", copy / "catalogues")
    shutil.copy(source / "directory.toml", copy / "directory.toml")
    monkeypatch.setattr(resource_files, "path", lambda relative: copy / relative)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    forget_lists()
    yield copy
    forget_lists()


@pytest.fixture
def own(resources: Path) -> Path:
    data_files.own_folder().mkdir(parents=True)
    return data_files.own_folder()


def one(raw: dict[str, Any]) -> tuple[str, ...]:
    return (words(raw, "code", needed=True),)


def codes(relative: str = "catalogues/emotions.toml") -> data_files.Loaded[str]:
    return load(relative, "entry", one, str)


BROKEN: list[tuple[bytes, int, str]] = [
    (WORDS.replace('"culpabilité"', '"culpabilité').encode(), 5, "TOML"),
    (WORDS.replace('[[entry]]\ncode = "joy"', '[[entry]\ncode = "joy"').encode(), 7, "TOML"),
    (WORDS.replace('label = "joie"\n', "").encode(), 7, "il manque"),
    (WORDS.replace('label = "joie"\n', "label = 3\n").encode(), 7, "texte entre guillemets"),
    (WORDS.replace('"guilt"', '"joy"').encode(), 7, "deux fois"),
    (WORDS.replace('"joy.again"', '"joy"').encode(), 7, "deux fois"),
    (WORDS.replace("[[entry.aspect]]", "[entry.aspect]").encode(), 7, "[[…aspect]]"),
    (WORDS.replace('joie"', "j" * 200 + '"').encode(), 7, "120 caractères"),
    (WORDS.encode("latin-1"), 1, "UTF-8"),
    (WORDS.encode("utf-16"), 1, "UTF-8"),
    (b"title = 3\n" + WORDS.partition("\n")[2].encode(), 1, "texte entre guillemets"),
    (b"", 0, "vide"),
    (b" \n", 0, "vide"),
    (b'title = "x"\n', 0, "[[entry]]"),
    (b"\0" * 300, 1, "TOML"),
    (b'entry = "x"', 1, "[[…entry]]"),
    (b"#" * (data_files.MAX_BYTES + 1), 0, "trop gros"),
]


@pytest.mark.parametrize(("content", "line", "reason"), BROKEN)
def test_a_broken_list_of_one_s_own_leaves_the_shipped_one(
    own: Path, content: bytes, line: int, reason: str
) -> None:
    before = shipped(Catalogue.EMOTIONS)
    (own / "emotions.toml").write_bytes(content)
    forget_lists()
    now = shipped(Catalogue.EMOTIONS)
    assert (now.title, now.entries, now.aside) == (before.title, before.entries, ())
    fault = now.faults[0]
    assert (fault.line, fault.own) == (line, True)
    assert fault.place == own / "emotions.toml"
    assert reason in fault.reason


@pytest.mark.parametrize(("content", "line", "reason"), BROKEN)
def test_of_a_broken_shipped_list_what_reads_is_kept(
    resources: Path, content: bytes, line: int, reason: str
) -> None:
    (resources / "catalogues" / "emotions.toml").write_bytes(content)
    found = shipped(Catalogue.EMOTIONS)
    assert found.title
    fault = found.faults[0]
    assert (fault.line, fault.own) == (line, False)
    assert reason in fault.reason
    untouched = b'[[entry]]\ncode = "guilt"\nlabel = "culpabilit\xc3\xa9"\n\n'
    assert ("guilt" in {entry.code for entry in found.entries}) == (untouched in content)


def test_a_broken_entry_takes_no_other_with_it(resources: Path) -> None:
    file = resources / "catalogues" / "emotions.toml"
    whole = [entry.code for entry in shipped(Catalogue.EMOTIONS).entries]
    forget_lists()
    sound = file.read_text("utf-8")
    file.write_text(sound.replace('label = "tristesse', "label = tristesse"), "utf-8")
    found = shipped(Catalogue.EMOTIONS)
    lost = set(whole) - {entry.code for entry in found.entries}
    assert lost
    assert {code.partition(".")[0] for code in lost} == {"sadness"}
    assert len(found.faults) == 1
    assert "tristesse" in file.read_text("utf-8").splitlines()[found.faults[0].line - 1]


def test_what_a_vault_knows_stays_when_every_list_is_gone(resources: Path, office: Office) -> None:
    before = office.vocabulary.all(Catalogue.NEEDS)
    directory = office.directory.list()
    shutil.rmtree(resources)
    forget_lists()
    again = Office.open(office.vault)
    assert again.vocabulary.all(Catalogue.NEEDS) == before
    assert again.directory.list() == directory
    assert len(again.broken_lists) == len(Catalogue) + 1


def test_a_new_vault_takes_what_reads_and_the_rest_later(resources: Path, vault: Vault) -> None:
    file = resources / "catalogues" / "wards.toml"
    sound = file.read_text("utf-8")
    file.write_text(sound.replace('label = "Unité B"', "label = "), "utf-8")
    first = Office.open(vault)
    labels = [entry.label for entry in first.vocabulary.entries(Catalogue.WARDS)]
    assert "Unité A" in labels
    assert "Unité B" not in labels
    assert [fault.place for fault in first.broken_lists] == [file]
    file.write_text(sound, "utf-8")
    forget_lists()
    later = Office.open(vault)
    assert "Unité B" in [entry.label for entry in later.vocabulary.entries(Catalogue.WARDS)]
    assert later.broken_lists == ()


def test_one_s_own_list_takes_the_place_of_the_shipped_one(own: Path, vault: Vault) -> None:
    (own / "wards.toml").write_text(
        'title = "Nos unités"\n[[entry]]\ncode = "les_tilleuls"\nlabel = "Les Tilleuls"\n'
        '[[entry]]\ncode = "unit_b"\nlabel = "Unité B, rez"\n',
        "utf-8",
    )
    office = Office.open(vault)
    offered = [entry.label for entry in office.vocabulary.entries(Catalogue.WARDS)]
    assert offered == ["Les Tilleuls", "Unité B, rez"]
    assert office.vocabulary.label(Catalogue.WARDS, "unit_a") == "Unité A"
    assert shipped(Catalogue.WARDS).title == "Nos unités"
    assert office.broken_lists == ()


def test_one_s_own_list_changes_no_word_that_the_vault_knows(own: Path, office: Office) -> None:
    before = office.vocabulary.entries(Catalogue.WARDS)
    (own / "wards.toml").write_text(
        '[[entry]]\ncode = "unit_a"\nlabel = "Autre"\n[[entry]]\ncode = "new"\nlabel = "Neuve"\n'
    )
    forget_lists()
    after = Office.open(office.vault).vocabulary.entries(Catalogue.WARDS)
    assert after[: len(before)] != ()
    assert {entry.label for entry in before} < {entry.label for entry in after}
    assert "Autre" not in {entry.label for entry in after}
    assert "Neuve" in {entry.label for entry in after}


RESOURCE = """[[resource]]
code = "x"
name = "Maison d’écoute"
kind = "association"
bound_by_secrecy = false
reveals_diagnosis = "no"
verified_on = 2026-11-15
"""


@pytest.mark.parametrize(
    ("sound", "broken", "reason"),
    [
        ('kind = "association"', 'kind = "club"', "association, service"),
        ("bound_by_secrecy = false", 'bound_by_secrecy = "non"', "true ou false"),
        ('reveals_diagnosis = "no"', "", "il manque"),
        ("verified_on = 2026-11-15", 'verified_on = "hier"', "AAAA-MM-JJ"),
        ("verified_on = 2026-11-15", "verified_on = 3", "texte"),
        ('code = "x"', 'code = "x"\naddress = "rue"', "liste de textes"),
        ('code = "x"', 'code = "x"\npostcode = "12"', "code postal"),
    ],
)
def test_a_resource_that_does_not_fit_is_told(
    own: Path, vault: Vault, sound: str, broken: str, reason: str
) -> None:
    before = shipped_resources().entries
    (own / "directory.toml").write_text(RESOURCE.replace(sound, broken), "utf-8")
    forget_lists()
    assert shipped_resources().entries == before
    assert reason in shipped_resources().faults[0].reason
    assert len(Office.open(vault).directory.list()) == len(before)


def test_resources_of_one_s_own_come_in_and_the_shipped_ones_stand_aside(
    own: Path, vault: Vault
) -> None:
    (own / "directory.toml").write_text(RESOURCE, "utf-8")
    directory = Office.open(vault).directory
    assert [resource.name for resource in directory.list()] == ["Maison d’écoute"]
    assert len(directory.list(retired=True)) > 10


@pytest.mark.parametrize("is_own", [True, False])
def test_the_user_is_told_where_what_is_safe_and_what_to_do(tmp_path: Path, is_own: bool) -> None:
    told = DataFault(tmp_path / "wards.toml", 12, "il manque « label »", is_own).told()
    assert f"{tmp_path / 'wards.toml'}, ligne 12" in told.what
    assert "coffre est intact" in told.safe
    assert told.next_step


def test_a_folder_in_the_place_of_a_list_is_told(own: Path) -> None:
    (own / "wards.toml").mkdir()
    assert shipped(Catalogue.WARDS).faults[0].reason == "il n’est pas là"
    assert shipped(Catalogue.WARDS).entries


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    at=st.integers(0, len(WORDS.encode()) - 1),
    put=st.binary(max_size=4),
    taken=st.integers(0, 12),
)
def test_whatever_was_done_to_a_list_it_loads(own: Path, at: int, put: bytes, taken: int) -> None:
    content = WORDS.encode()
    (own / "emotions.toml").write_bytes(content[:at] + put + content[at + taken :])
    found = codes()
    assert found.entries
    assert found.title
    lines = content.count(b"\n") + put.count(b"\n") + 1
    assert all(0 <= fault.line <= lines for fault in found.faults)
