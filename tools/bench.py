"""What it costs, each row as a ratio in one run: ours and its measure take turns, medians count.

python -m tools.bench [--families 2000] [--rounds 9]      needs a screen: `make bench` brings one
"""

import argparse
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from referent_desk.activity import Choice
from referent_desk.activity.counted import Counted
from referent_desk.activity.counting import Counting
from referent_desk.activity.history import Issue, to_keep
from referent_desk.activity.periods import Period
from referent_desk.activity.publication import Asked, draft
from referent_desk.demo import fill_office
from referent_desk.directory import Reveals
from referent_desk.documents import DocumentKind, Outline, Target, Way, page_count, ready
from referent_desk.families import Family, FamilySummary, Person, fold
from referent_desk.followup import Referral
from referent_desk.meetings import EmotionNote, Meeting, NeedNote, Passage
from referent_desk.office import ROOM_CHECKS, Office
from referent_desk.vault import FLOOR_COST, Passphrase, Vault, create_vault, new_id, open_vault
from referent_desk.vault.keys.kdf import SALT_BYTES, derive
from tools import same_letter
from tools.big_office import FAMILIES, LIVED_IN, NAMES, PASSPHRASE, WORDS, big_office
from tools.plain_counts import plain_counts
from tools.typing_pauses import longest_pause
from ui import theme, workstation
from ui.families import FamiliesScreen, FamilyScreen
from ui.home import HomeScreen
from ui.meetings import MeetingScreen
from ui.search import SearchWindow

CACHE = Path("build/bench")
CONTACTS = 500
BATCH = 200
BARE = (
    "from PySide6.QtWidgets import QApplication, QWidget; a = QApplication([]); w = QWidget();"
    " w.resize(1366, 768); w.show()"
)
OURS = "from ui.app import show_window; a, w = show_window([])"
SHOWN = "; w.grab(); a.processEvents(); import os; os._exit(0)"
OPEN = """
import sys
from pathlib import Path
from referent_desk.office import Office
from referent_desk.vault import Passphrase, open_vault
from ui import theme
from ui.search import SearchWindow
from ui.workspace import Workspace
a = theme.make_application([])
theme.apply(a, theme.Scheme.LIGHT)
office = Office.open(open_vault(Path(sys.argv[1]), Passphrase(sys.argv[2])))
w = Workspace(office)
w.resize(1366, 768)
w.show()
for act in (w.show_families, w.start_search, lambda: w.findChild(SearchWindow).line.setText("la")):
    act()
    for _ in range(9): a.processEvents()
"""
RESIDENT = (
    "w.grab(); a.processEvents(); print(open('/proc/self/statm').read().split()[1], flush=True);"
    " import os; os._exit(0)"
)
KEYS = 160
SETTLED_MS = 300


@dataclass(frozen=True)
class Row:
    """Ours and the measure's: seconds, shown in thousandths, or megabytes."""

    what: str
    against: str
    ours: float
    measure: float
    goal: str
    kept: bool
    unit: Literal["ms", "MB"] = "ms"

    def __str__(self) -> str:
        scale = 1000 if self.unit == "ms" else 1
        return (
            f"{self.what:<38}{self.ours * scale:>9.1f} {self.unit}"
            f"  {self.measure * scale:>9.2f} {self.unit}"
            f"  {self.ours / self.measure:>7.3g}×   {'yes' if self.kept else 'NO':<4} {self.goal}"
            f"   (against {self.against})"
        )


def timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def in_turns(
    ours: Callable[[], object], measure: Callable[[], object], rounds: int
) -> tuple[float, float]:
    """The medians of both, after one turn that does not count."""
    pairs = [(timed(ours), timed(measure)) for _ in range(rounds + 1)][1:]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def start(screen: str, rounds: int) -> Row:
    """Compiled in the turn that does not count, as on any computer where it ran before."""
    compiles = {"PYTHONDONTWRITEBYTECODE": ""}

    def run(program: str) -> Callable[[], object]:
        command = [sys.executable, "-c", program + SHOWN]
        return lambda: subprocess.run(command, check=True, env=os.environ | compiles)

    ours, bare = in_turns(run(OURS), run(BARE), rounds)
    return Row(f"start to {screen}", "a bare window", ours, bare, "≤ 1.5×", ours <= 1.5 * bare)


def unlock(folder: Path, size: int, rounds: int) -> Row:
    def enter() -> None:
        vault = open_vault(folder, Passphrase(PASSPHRASE))
        HomeScreen(Office.open(vault)).grab()
        vault.close()

    def argon2() -> bytes:
        return derive(PASSPHRASE.encode(), bytes(SALT_BYTES), FLOOR_COST)

    ours, kdf = in_turns(enter, argon2, rounds)
    what = f"unlock to the home, {size} families"
    return Row(what, "Argon2id", ours, kdf, "+ 150 ms", ours - kdf <= 0.150)


def quick_check(folder: Path, rounds: int) -> Row:
    """What an unlock adds: the look at the vault, and the rooms' at theirs."""
    with open_vault(folder, Passphrase(PASSPHRASE)) as vault:
        vault.watch(ROOM_CHECKS)
        ours, read = in_turns(vault.check, (folder / "coffre.db").read_bytes, rounds)
    size = (folder / "coffre.db").stat().st_size / 1e6
    what = f"quick check, {size:.0f} MB"
    return Row(what, "reading the file", ours, read, "≤ 50 ms", ours <= 0.050)


def full_check(folder: Path, rounds: int) -> Row:
    """Against reading the file once and SQLCipher's and SQLite's own checks."""
    with open_vault(folder, Passphrase(PASSPHRASE)) as vault:
        vault.watch(ROOM_CHECKS)
        database = folder / "coffre.db"

        def theirs() -> None:
            database.read_bytes()
            for check in ("cipher_integrity_check", "integrity_check", "foreign_key_check"):
                vault.rows(f"PRAGMA {check}")

        ours, bare = in_turns(lambda: vault.check(thorough=True), theirs, max(1, rounds // 3))
    return Row("full check, beside the work", "PRAGMA checks", ours, bare, "≤ 2×", ours <= 2 * bare)


def save(office: Office, size: int, family_id: str, folder: Path, rounds: int) -> Row:
    words = "Il a « changé » d’un coup, et personne ne nous a rien dit. " * 8
    meeting = Meeting(
        family_id,
        datetime(2026, 11, 20, 14, 0),
        minutes=60,
        channel="office",
        passages=tuple(Passage("lives_with", words) for _ in range(5)),
        emotions=(EmotionNote("guilt"), EmotionNote("fear")),
        needs=(NeedNote("support"),),
    )
    plain = sqlite3.connect(folder / f"plain{size}.db", isolation_level=None)
    plain.execute("PRAGMA synchronous = FULL")
    plain.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT) STRICT")

    def commit() -> None:
        plain.execute("INSERT INTO note (text) VALUES (?)", (words * 5,))

    ours, one = in_turns(lambda: office.meetings.save(meeting), commit, rounds * 3)
    plain.close()
    what = f"save a meeting, {size} families"
    return Row(what, "one plain commit", ours, one, "≤ 2×", ours <= 2 * one)


def home(office: Office, rounds: int) -> Row:
    """With its radar; against counting the families."""

    def shown() -> None:
        screen = HomeScreen(office)
        screen.resize(1366, 768)
        screen.grab()

    def plain() -> None:
        office.vault.rows("SELECT count(*) FROM family")

    ours, count = in_turns(shown, plain, rounds)
    what = f"the home of {FAMILIES} families"
    return Row(what, "counting them", ours, count, "≤ 100 ms", ours <= 0.1)


def busy_family(office: Office, rounds: int) -> Row:
    """Its file opened, after so many meetings; against the bare reading of them."""
    family_id = office.families.create(Family("Cinq-Cents"), [Person("Anne", "Cinq-Cents")])
    person_id = office.families.open_file(family_id).people[0].id
    with office.vault.unit() as unit:
        situation = office.vault.row("SELECT id FROM situation ORDER BY id DESC LIMIT 1")
        for number in range(CONTACTS):
            at = datetime(2020, 1, 6, 9) + timedelta(days=5 * number)
            meeting_id = new_id()
            unit.insert(
                "meeting",
                id=meeting_id,
                family_id=family_id,
                situation_id=situation["id"] if situation else "",
                state="held",
                starts_at=at.isoformat(timespec="minutes"),
                channel="office",
                written_by="Zoé Exemple",
                written_at=at.isoformat(),
            )
            unit.insert("meeting_participant", meeting_id=meeting_id, person_id=person_id)
        unit.commit()

    def shown() -> None:
        screen = FamilyScreen(office, family_id)
        screen.resize(1366, 768)
        screen.grab()

    def plain() -> None:
        office.vault.rows("SELECT * FROM meeting WHERE family_id = ?", (family_id,))

    ours, read = in_turns(shown, plain, rounds)
    what = f"a family of {CONTACTS} contacts"
    return Row(what, "its meetings, read", ours, read, "≤ 100 ms", ours <= 0.1)


def typing(office: Office, family_id: str, rounds: int) -> Row:
    """The longest time that the window is deaf, some drafts being stored meanwhile."""
    meeting, bare = MeetingScreen(office, family_id), QPlainTextEdit()
    for widget in (meeting, bare):
        widget.resize(1366, 768)
        widget.show()
        QTest.qWait(SETTLED_MS)
    text = meeting.findChild(QPlainTextEdit, "meeting_text")
    if text is None:
        raise RuntimeError("the meeting has no text")
    pairs = [
        (longest_pause(text, KEYS), longest_pause(bare, KEYS)) for _ in range(max(1, rounds // 3))
    ]
    meeting.flush_draft()
    office.vault.drafts.discard("meeting", f"{family_id}:")
    meeting.close()
    bare.close()
    ours, plain = (statistics.median(pauses) for pauses in zip(*pairs, strict=True))
    return Row("typing, the longest pause", "a bare text", ours, plain, "≤ 16 ms", ours <= 0.016)


def memory(folder: Path) -> Row:
    """Once the home, the list of families and a search were shown."""
    ours, bare = (_resident(program, folder) for program in (OPEN, BARE))
    what = "memory, open on the big vault"
    return Row(what, "a bare window", ours, bare, "+ 150 MB", ours - bare <= 150, "MB")


def _resident(program: str, folder: Path) -> float:
    told = subprocess.run(
        [sys.executable, "-c", f"{program}\n{RESIDENT}", str(folder), PASSPHRASE],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout
    return int(told) * os.sysconf("SC_PAGE_SIZE") / 1e6


def index_turns(office: Office) -> Row:
    """How long the first making of the search's index keeps the vault, at a time."""
    turns: list[float] = []
    more = True
    while more:
        begun = time.perf_counter()
        more = office.search.catch_up()
        turns.append(time.perf_counter() - begun)
    longest = statistics.quantiles(turns, n=100)[-1]
    what, usual = "a turn of the search’s index, p99", statistics.median(turns)
    return Row(what, "a usual turn", longest, usual, "≤ 50 ms", longest <= 0.050)


def family_list(office: Office, rounds: int) -> Row:
    """When its screen is first asked for; against the bare reading of the names."""

    def plain() -> None:
        office.vault.rows("SELECT id, name FROM family")
        office.vault.rows("SELECT family_id, first_name, last_name FROM person")

    ours, bare = in_turns(lambda: FamiliesScreen(office).grab(), plain, rounds)
    what = f"the list of {len(office.families.list())} families"
    return Row(what, "the names, read", ours, bare, "≤ 500 ms", ours <= 0.5)


def search(office: Office, rounds: int) -> Row:
    """p95 of a keystroke in the filter until its rows are drawn."""
    screen = FamiliesScreen(office)
    screen.resize(1366, 768)
    screen.show()
    line = screen.findChild(QLineEdit, "family_filter")
    if line is None:
        raise RuntimeError("the list of families has no filter")
    plain = indexed(office.families.list())
    typed = [name[:size] for name in NAMES for size in range(1, len(name) + 1)]
    ours: list[float] = []
    measure: list[float] = []
    for text in typed * max(1, rounds // 3):
        ours.append(timed(lambda text=text: keystroke(line, screen, text)))
        measure.append(timed(lambda text=text: query(plain, text)))
    screen.close()
    shown, asked = p95(ours), p95(measure)
    size = len(office.families.list())
    goal = "≤ 16 ms (and ≤ 1.5× for the real search, later)"
    return Row(f"a keystroke, {size} families, p95", "FTS5", shown, asked, goal, shown <= 0.016)


def search_everywhere(office: Office, rounds: int) -> Row:
    """p95 of a keystroke in « Chercher » until its rows are drawn, names and notes alike."""
    window = SearchWindow(office)
    window.show()
    plain = indexed_notes(office)
    words = (*NAMES, *fold(WORDS).split())
    typed = [word[:size] for word in words for size in range(1, len(word) + 1)]
    ours: list[float] = []
    measure: list[float] = []
    for text in typed * max(1, rounds // 3):
        ours.append(timed(lambda text=text: keystroke(window.line, window, text)))
        measure.append(timed(lambda text=text: matching(plain, text)))
    window.finish()
    plain.close()
    shown, asked = p95(ours), p95(measure)
    [count] = office.vault.rows("SELECT count(*) FROM passage")
    kept = shown <= min(0.016, 1.5 * asked)
    what = f"a search, {count[0]} notes, p95"
    return Row(what, "FTS5", shown, asked, "≤ 16 ms, ≤ 1.5×", kept)


def indexed_notes(office: Office) -> sqlite3.Connection:
    """The same texts, as SQLite's own FTS5 takes them by default."""
    plain = sqlite3.connect(":memory:")
    plain.execute("CREATE VIRTUAL TABLE note USING fts5 (words)")
    for table in ("SELECT name FROM family", "SELECT first_name || last_name FROM person"):
        texts = [(row[0],) for row in office.vault.rows(table)]
        plain.executemany("INSERT INTO note VALUES (?)", texts)
    said = office.vault.rows(
        "SELECT f.name || ' ' || p.text FROM passage p JOIN meeting m ON m.id = p.meeting_id"
        " JOIN family f ON f.id = m.family_id"
    )
    plain.executemany("INSERT INTO note VALUES (?)", [(row[0],) for row in said])
    return plain


def matching(plain: sqlite3.Connection, text: str) -> list[object]:
    """The latest fifty, with the word in its context."""
    sought = " ".join(f'"{word}"*' for word in fold(text).split())
    return plain.execute(
        "SELECT rowid, snippet(note, 0, '[', ']', '…', 12) FROM note WHERE note MATCH ?"
        " ORDER BY rowid DESC LIMIT 50",
        (sought,),
    ).fetchall()


def keystroke(line: QLineEdit, screen: QWidget, text: str) -> None:
    line.setText(text)
    screen.repaint()
    QApplication.processEvents()


def indexed(families: tuple[FamilySummary, ...]) -> sqlite3.Connection:
    plain = sqlite3.connect(":memory:")
    plain.execute("CREATE VIRTUAL TABLE family USING fts5 (words)")
    plain.executemany("INSERT INTO family VALUES (?)", [(f.haystack,) for f in families])
    return plain


def query(plain: sqlite3.Connection, text: str) -> list[object]:
    sought = f'"{fold(text)}"*'
    return plain.execute(
        "SELECT rowid, words FROM family WHERE family MATCH ?", (sought,)
    ).fetchall()


def p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


def activity(office: Office, rounds: int) -> Row:
    """All figures of the last whole quarter, against the same asked of SQLite by hand."""
    counting = Counting(office.vault, office.vocabulary, office.settings)
    quarter = Period.quarter(2026, 3)
    ours, plain = in_turns(
        lambda: counting.figures(quarter),
        lambda: plain_counts(office.vault, *quarter.bounds),
        rounds * 3,
    )
    [count] = office.vault.rows("SELECT count(*) FROM passage")
    what, kept = f"a quarter’s figures, {count[0]} notes", ours <= min(1, 2 * plain)
    return Row(what, "plain counts", ours, plain, "≤ 2×, ≤ 1 s", kept)


def control(place: Path, rounds: int) -> Row:
    """A year after its four quarters were issued, at forty situations a quarter: counts, and what
    may be printed of them.
    """
    folder = place / "activity.coffre"
    with create_vault(folder, PASSPHRASE, "Zoé Exemple", cost=FLOOR_COST).vault as vault:
        fill_office(vault, families=320, years=2, seed=3, until=datetime(2026, 11, 30).date())
        office = Office.open(vault)
        counting = Counting(vault, office.vocabulary, office.settings)
        year, issues = Period.year(2025), list[Issue]()
        for quarter in year.quarters:
            counted = Counted(counting)
            made = draft(Asked(quarter, Choice(), 5, tuple(issues)), counted)
            reads = counted.count_if_known, counted.who_if_known
            issues.append(Issue(made.report, *(to_keep(made.layouts, read) for read in reads)))
        asked = Asked(year, Choice(), 5, tuple(issues))
        ours, counts = in_turns(
            lambda: draft(asked, Counted(counting)), lambda: counting.figures(year), rounds
        )
    return Row(
        "a year after its quarters, controlled", "its counts", ours, counts, "≤ 2 s", ours <= 2
    )


def preview(office: Office, family_id: str, rounds: int) -> Row:
    """What typing waits for: the gate, the text read, and the whole letter made anew."""
    person = office.families.open_file(family_id).people[0]
    resource = next(r for r in office.directory.list() if r.reveals is not Reveals.YES)
    referral = office.followup.propose(Referral(family_id, resource.id, person.id, ("support",)))
    text = office.documents.compose(referral)

    def shown() -> None:
        if not office.documents.preview(referral, text).pdf:
            raise RuntimeError("the letter was stopped")

    made, bare = in_turns(shown, same_letter.plain, rounds * 3)
    return Row("the preview, with the gate", "reportlab", made, bare, "≤ 100 ms", made <= 0.1)


def report_pages(office: Office, rounds: int) -> Row:
    """Its pages alone, from a report that is ready."""
    period = Period.quarter(2026, 3)
    report = office.activity.plan(period, office.activity.choice(period)).report
    pages = page_count(office.activity.preview(report))
    made, bare = in_turns(lambda: office.activity.preview(report), same_letter.plain, rounds * 3)
    per_six = made * 6 / pages
    what = f"the report's PDF, {pages} pages"
    return Row(what, "reportlab, a letter", made, bare, "6 pages ≤ 300 ms", per_six <= 0.3)


def letter(folder: Path, rounds: int) -> Iterator[Row | str]:
    """Tagged, against others' of the same words."""
    made, bare = in_turns(same_letter.ours, same_letter.plain, rounds * 5)
    kept = made <= 1.3 * bare
    yield Row("a letter, tagged", "reportlab untagged", made, bare, "≤ 1.3×", kept)
    weasyprint, libreoffice = same_letter.weasyprint(), same_letter.libreoffice(folder)
    if weasyprint is None:
        yield "a letter, tagged: WeasyPrint (or its Pango) is not installed, not measured"
    else:
        made, theirs = in_turns(same_letter.ours, weasyprint, rounds)
        yield Row("a letter, tagged", "WeasyPrint", made, theirs, "≤ 1/10", 10 * made <= theirs)
    if libreoffice is None:
        yield "a letter, tagged: LibreOffice is not installed, not measured"
    else:
        made, theirs = in_turns(same_letter.ours, libreoffice, max(1, rounds // 3))
        kept = 50 * made <= theirs
        yield Row("a letter, tagged", "LibreOffice, cold", made, theirs, "≤ 1/50", kept)


def batch(place: Path) -> Row:
    """As many letters as one by one, each shown before it leaves; a vault of their own."""
    with filled(place / "batch.coffre", 2 * BATCH) as (vault, _last):
        office = Office.open(vault)
        new = [f for f in office.families.list() if f.people and f.open][-BATCH:]
        targets = [Target(family.id) for family in new]
        model = "relative_letter.reminder"

        def ours() -> None:
            planned = office.documents.batch.plan(targets, model, Way.HANDED) or ()
            sent = office.documents.batch.issue(ready(planned))
            if len(sent.issued) != BATCH:
                raise RuntimeError("letters of the batch were stopped")

        def single() -> None:
            for family in new:
                person = office.families.open_file(family.id).people[0]
                kind = DocumentKind.RELATIVE_LETTER
                about = Outline(kind, family.id, person.id, way=Way.HANDED, model=model)
                text = office.documents.compose(about)
                office.documents.preview(about, text)
                office.documents.issue(about, text)

        made, alone = in_turns(ours, single, 1)
    return Row(f"a batch of {BATCH} letters", "one by one", made, alone, "≤ 2×", made <= 2 * alone)


def backup(vault: Vault, folder: Path, rounds: int) -> Row:
    numbers = iter(range(rounds + 1))
    copied = folder / "copy.db"

    def ours() -> None:
        vault.backups.write(folder / f"{next(numbers)}.sauvegarde")

    def plain() -> None:
        with (vault.folder / "coffre.db").open("rb") as reading, copied.open("wb") as writing:
            shutil.copyfileobj(reading, writing, 1 << 20)
            writing.flush()
            os.fsync(writing.fileno())
        vault.rows("PRAGMA cipher_integrity_check")
        vault.rows("PRAGMA quick_check")

    made, measure = in_turns(ours, plain, rounds)
    size = (vault.folder / "coffre.db").stat().st_size >> 20
    what = f"a backup, verified, {size} MiB"
    return Row(what, "copy, fsync, check", made, measure, "≤ 1.5×", made <= 1.5 * measure)


@contextmanager
def filled(folder: Path, families: int) -> Generator[tuple[Vault, str]]:
    """A vault some years old: a few families with their story, the others with a file."""
    vault = create_vault(folder, PASSPHRASE, "Zoé Exemple", cost=FLOOR_COST).vault
    until = datetime(2026, 11, 23).date()
    fill_office(vault, families=LIVED_IN, years=1, seed=1, until=until)
    office = Office.open(vault)
    with vault.unit() as unit:
        for number in range(families - LIVED_IN):
            name = f"{NAMES[number % len(NAMES)]}-{NAMES[number // 10 % 10]} {number}"
            office.families.create(Family(name), [Person("Anne", name)], unit=unit)
        last = office.families.create(Family("Bench"), [Person("Anne", "Bench")], unit=unit)
        unit.commit()
    try:
        yield vault, last
    finally:
        vault.close()


def main() -> None:
    """Prints each row as it comes; a goal missed is a finding, no failure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--families", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    application = theme.make_application(sys.argv[:1])
    theme.apply(application, theme.Scheme.LIGHT)
    print(f"{'':<38}{'ours':>12}  {'measure':>12}  {'ratio':>8}   kept goal", flush=True)
    with tempfile.TemporaryDirectory() as place:
        os.environ |= {"XDG_CONFIG_HOME": f"{place}/config", "XDG_DATA_HOME": f"{place}/data"}
        for row in rows(Path(place), options.families, options.rounds):
            print(row, flush=True)


def rows(place: Path, families: int, rounds: int) -> Iterator[Row | str]:
    yield start("the first screen", rounds)
    vault_folder = place / "bench.coffre"
    with filled(vault_folder, families) as (vault, family_id):
        office = Office.open(vault)
        yield save(office, families, family_id, place, rounds)
        yield search(office, rounds)
        yield preview(office, family_id, rounds)
        yield report_pages(office, rounds)
    yield from letter(place, rounds)
    yield batch(place)
    yield control(place, max(1, rounds // 3))
    workstation.remember_vault(vault_folder)
    yield start("the unlock screen", rounds)
    yield unlock(vault_folder, families, rounds)
    yield quick_check(vault_folder, rounds)
    yield full_check(vault_folder, rounds)
    yield from large_rows(place, rounds)


def large_rows(place: Path, rounds: int) -> Iterator[Row]:
    """The same where it is large; a copy, so that what is kept stays as it was made."""
    folder = place / "large.coffre"
    shutil.copytree(big_office(CACHE, lambda words: print(f"  {words}", flush=True)), folder)
    yield unlock(folder, FAMILIES, rounds)
    with open_vault(folder, Passphrase(PASSPHRASE)) as vault:
        office = Office.open(vault)
        newest = max(office.families.list(), key=lambda family: family.id)
        yield save(office, FAMILIES, newest.id, place, rounds)
        yield home(office, rounds)
        yield family_list(office, rounds)
        yield search(office, rounds)
        yield busy_family(office, rounds)
        yield typing(office, newest.id, rounds)
        yield index_turns(office)
        yield search_everywhere(office, rounds)
        yield activity(office, rounds)
        yield backup(vault, place, max(1, rounds // 3))
    yield memory(folder)
    yield quick_check(folder, rounds)
    yield full_check(folder, rounds)


if __name__ == "__main__":
    main()
