from pathlib import Path

import pytest

from referent_desk.activity import CannotSave, FileInTheWay, Form, Period, file_places, save_files

CONTENT = {form: form.encode() for form in Form}
QUARTER = Period.quarter(2026, 3)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_preview_an_issue_and_a_rectified_one_have_names_of_their_own(tmp_path: Path) -> None:
    found = [file_places(tmp_path, QUARTER, version)[Form.PDF].name for version in (None, 1, 2)]
    assert found == ["rapport-2026-T3-apercu.pdf", "rapport-2026-T3.pdf", "rapport-2026-T3-v2.pdf"]
    days = Period.read("2026-01-15..2026-02-28")
    assert file_places(tmp_path, days, 1)[Form.CSV].name == "rapport-2026-01-15_2026-02-28.csv"


def test_the_folder_is_made_and_nothing_else_is_left_in_it(tmp_path: Path) -> None:
    at = file_places(tmp_path / "a" / "b", QUARTER, 1)
    save_files(CONTENT, at)
    assert {form: path.read_bytes() for form, path in at.items()} == CONTENT
    assert names(tmp_path / "a" / "b") == sorted(path.name for path in at.values())


def test_a_file_that_is_there_is_not_touched(tmp_path: Path) -> None:
    at = file_places(tmp_path, QUARTER, 1)
    at[Form.ODS].write_bytes(b"mine")
    with pytest.raises(FileInTheWay) as caught:
        file_places(tmp_path, QUARTER, 1)
    assert "rapport-2026-T3.ods" in caught.value.message
    with pytest.raises(FileInTheWay):
        save_files(CONTENT, at)
    assert names(tmp_path) == ["rapport-2026-T3.ods"]
    assert at[Form.ODS].read_bytes() == b"mine"


def test_a_disk_that_refuses_one_file_keeps_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    renamed = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if target.suffix == ".ods":
            raise OSError(28, "No space left on device")
        return renamed(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(CannotSave, match="le disque est plein"):
        save_files(CONTENT, file_places(tmp_path, QUARTER, 1))
    assert names(tmp_path) == []


def test_a_folder_that_is_a_file_is_refused_in_french(tmp_path: Path) -> None:
    taken = tmp_path / "out"
    taken.write_bytes(b"")
    with pytest.raises(CannotSave) as caught:
        save_files(CONTENT, file_places(taken, QUARTER, 1))
    assert "n’ont pas pu être écrits" in caught.value.message
