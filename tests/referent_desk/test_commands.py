"""The commands, as a script of the computer service runs them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from referent_desk.__main__ import CANNOT_OPEN, main
from referent_desk.office import Office
from referent_desk.vault import FLOOR_COST, Passphrase, create_vault, open_vault

ROOT = Path(__file__).parents[2]
PASSPHRASE = "violon marée tournesol brique"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = create_vault(tmp_path / "bureau.coffre", PASSPHRASE, "Zoé Exemple", cost=FLOOR_COST)
    made.vault.drafts.save("call", "", {"asked": "Je ne dors plus."}, label="Appel")
    made.vault.close()
    (tmp_path / "code").write_text(made.recovery_code, encoding="utf-8")
    return made.vault.folder


def run(*arguments: object, secret: str = PASSPHRASE) -> tuple[int, str]:
    """Exit code and what was said on standard error; standard output stays empty."""
    reading, writing = os.pipe()
    os.write(writing, f"{secret}\n".encode())
    os.close(writing)
    command = [sys.executable, "-m", "referent_desk", *map(str, arguments)]
    done = subprocess.run(
        [*command, "--passphrase-fd", str(reading)],
        cwd=ROOT,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        pass_fds=[reading],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    os.close(reading)
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="descriptors are handed over as POSIX does")
def test_back_up_lose_restore_and_verify(folder: Path, tmp_path: Path) -> None:
    backup, new = tmp_path / "cle.sauvegarde", tmp_path / "neuf.coffre"
    assert run("backup", folder, backup)[0] == 0
    assert run("backup", folder, backup)[0] == 2
    assert run("verify", backup)[0] == 0
    code = (tmp_path / "code").read_text(encoding="utf-8")
    assert run("restore", backup, new, "--recovery-code", secret=code)[0] == 0
    assert run("restore", backup, folder)[1].count(".mis-de-cote-") == 1
    assert run("verify", new)[0] == 0
    with open_vault(new, Passphrase(PASSPHRASE)) as vault:
        assert [draft.label for draft in vault.drafts.all()] == ["Appel"]


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="descriptors are handed over as POSIX does")
def test_damaged_is_told_from_not_opened(folder: Path, tmp_path: Path) -> None:
    backup = tmp_path / "cle.sauvegarde"
    run("backup", folder, backup)
    assert run("verify", backup, secret="autre chose")[0] == 2
    assert run("verify", tmp_path / "absent")[0] == 2
    for file in (backup, folder / "coffre.db"):
        with file.open("r+b") as stream:
            stream.seek(5 * 4096 + 50)
            stream.write(b"rot")
    assert run("verify", backup)[0] == 1
    code, told = run("verify", folder)
    assert code == 1
    assert "page 6" in told


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="descriptors are handed over as POSIX does")
def test_a_report_is_written_previewed_issued_and_written_again(
    folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "rapports" / "2020"
    code, told = run("report", folder, "2020-T1", "--out", out)
    assert code == 0
    assert "ne le transmettez pas" in told
    code, told = run("report", folder, "2020-T1", "--issue", "--out", out)
    assert code == 0
    assert "Émis\u00a0: 2020-T1, version 1." in told
    issued = {path.suffix: path.read_bytes() for path in out.glob("rapport-2020-T1.*")}
    assert sorted(issued) == [".csv", ".ods", ".pdf", ".xlsx"]
    assert sorted(path.suffix for path in out.glob("rapport-2020-T1-apercu.*")) == sorted(issued)
    code, told = run("report", folder, "2020-T1", "--issue", "--out", tmp_path / "encore")
    assert code == 0
    assert "déjà émis" in told
    again = tmp_path / "encore"
    assert {path.suffix: path.read_bytes() for path in again.iterdir()} == issued
    assert list(tmp_path.rglob("*.part")) == []


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="descriptors are handed over as POSIX does")
def test_a_report_that_cannot_be_written_is_refused_and_issues_nothing(
    folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert "n’existe pas" in run("report", folder, "2026-T5", "--out", out)[1]
    code, told = run("report", folder, "2999", "--issue", "--out", out)
    assert code == 2
    assert "n’est pas terminée" in told
    assert not out.exists()
    out.mkdir()
    (out / "rapport-2020.csv").write_text("à moi", encoding="utf-8")
    code, told = run("report", folder, "2020", "--issue", "--out", out)
    assert code == 2
    assert "rapport-2020.csv" in told
    assert [path.name for path in out.iterdir()] == ["rapport-2020.csv"]
    with open_vault(folder, Passphrase(PASSPHRASE)) as vault:
        assert Office.open(vault).activity.issued() == ()


def test_without_terminal_nor_descriptor_it_says_what_to_give(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody(_prompt: str) -> str:
        raise EOFError

    monkeypatch.setattr("getpass.getpass", nobody)
    assert main(["demo", str(tmp_path / "essai")]) == CANNOT_OPEN
    assert "--passphrase-fd" in capsys.readouterr().err
    assert not (tmp_path / "essai").exists()
