"""What may have been overlooked. Every rule stands here: why it speaks, what it reads, from when.

A line is a reminder, never a judgement: nothing is weighed, added up or ranked.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from referent_desk.meetings import SIBLINGS
from referent_desk.settings import Setting, Settings, declared
from referent_desk.vault import Row, Vault
from referent_desk.vocabulary import Catalogue


@dataclass(frozen=True)
class Rule:
    """`why` is filled with {what} (a word of `words`), {who}, {count} and {day}.

    `sql` gives subject, family_id, family, since, code, who, count, meeting_id; ?1 is the
    threshold (for `in_days`, the day that many days ago), ?2 today.
    """

    code: str
    title: str
    why: str
    sql: str
    threshold: Setting[int] | None = None
    in_days: bool = False
    words: Catalogue | None = None


@dataclass(frozen=True)
class RadarLine:
    """`subject` names it among those of its rule; `meeting_id` is where it was noted, if one is."""

    rule: Rule
    subject: str
    family_id: str
    family: str
    since: date
    code: str = ""
    who: str = ""
    count: int = 0
    meeting_id: str = ""


@dataclass(frozen=True)
class SetAside:
    """A line put aside, with the reason that was given."""

    rule: Rule
    subject: str
    family_id: str
    family: str
    reason: str
    by: str
    on: date


SUPPORT = "support"
EXHAUSTION = "exhaustion"

_NOT_ASIDE = """NOT EXISTS (SELECT 1 FROM radar_dismissal d
    WHERE d.rule = '{rule}' AND d.subject = x.subject)"""
_PERSON = "trim(coalesce(p.first_name || ' ' || p.last_name, ''))"
# CROSS keeps SQLite from turning the order round: few situations are open, notes are many.
_OPEN = """FROM situation s INDEXED BY situation_open
CROSS JOIN family f ON f.id = s.family_id"""
_HELD = """CROSS JOIN meeting m
ON m.family_id = s.family_id AND +m.situation_id = s.id AND +m.state = 'held'"""

# Of constants only; values are bound.
NEED = f"""
SELECT s.id || ':' || n.need AS subject, s.family_id, f.name AS family,
       substr(min(m.starts_at), 1, 10) AS since, n.need AS code, {_PERSON} AS who,
       count(*) AS count, m.id AS meeting_id
{_OPEN} {_HELD}
CROSS JOIN need_note n ON n.meeting_id = m.id AND +n.state IN ('expressed', 'under_way')
LEFT JOIN person p ON p.id = n.person_id
WHERE s.closed_on IS NULL
  AND NOT EXISTS (SELECT 1 FROM action a JOIN need_note an ON an.id = a.need_id
                  JOIN meeting am ON am.id = an.meeting_id
                  WHERE a.family_id = s.family_id AND an.need = n.need
                    AND am.situation_id = s.id)
  AND NOT EXISTS (SELECT 1 FROM referral r JOIN referral_need rn ON rn.referral_id = r.id
                  WHERE r.family_id = s.family_id AND +r.situation_id = s.id AND rn.need = n.need)
GROUP BY s.id, n.need HAVING since <= ?1
"""  # noqa: S608
TIRED = f"""
SELECT s.id || ':' || coalesce(e.person_id, '') || ':' || max(m.starts_at) AS subject,
       s.family_id, f.name AS family, substr(max(m.starts_at), 1, 10) AS since, e.emotion AS code,
       {_PERSON} AS who, count(DISTINCT m.id) AS count, m.id AS meeting_id
{_OPEN} {_HELD}
CROSS JOIN emotion_note e ON e.meeting_id = m.id AND e.emotion = '{EXHAUSTION}'
LEFT JOIN person p ON p.id = e.person_id
WHERE s.closed_on IS NULL
  AND NOT EXISTS (SELECT 1 FROM meeting sm JOIN need_note n ON n.meeting_id = sm.id
                  WHERE sm.family_id = s.family_id AND +sm.situation_id = s.id
                    AND n.need = '{SUPPORT}')
  AND NOT EXISTS (SELECT 1 FROM referral r JOIN referral_need rn ON rn.referral_id = r.id
                  WHERE r.family_id = s.family_id AND +r.situation_id = s.id
                    AND rn.need = '{SUPPORT}')
GROUP BY s.id, e.person_id HAVING count(DISTINCT m.id) >= ?1
"""  # noqa: S608
UNHEARD = f"""
SELECT s.id || ':' || p.id AS subject, s.family_id, f.name AS family,
       substr(min(m.starts_at), 1, 10) AS since, p.link AS code, {_PERSON} AS who,
       count(*) AS count, '' AS meeting_id
{_OPEN}
CROSS JOIN person p ON p.family_id = s.family_id
     AND (p.minor = 1 OR p.link IN ({", ".join(f"'{link}'" for link in sorted(SIBLINGS))}))
{_HELD}
WHERE s.closed_on IS NULL
  AND NOT EXISTS (SELECT 1 FROM meeting hm
      WHERE hm.family_id = s.family_id AND +hm.situation_id = s.id AND +hm.state = 'held'
        AND (EXISTS (SELECT 1 FROM meeting_participant mp
                     WHERE mp.meeting_id = hm.id AND mp.person_id = p.id)
             OR EXISTS (SELECT 1 FROM passage pa
                        WHERE pa.meeting_id = hm.id AND pa.said_by = p.id)))
GROUP BY s.id, p.id HAVING count(*) >= ?1
"""  # noqa: S608
SAFETY = f"""
SELECT e.id AS subject, m.family_id, f.name AS family, substr(m.starts_at, 1, 10) AS since,
       e.kind AS code, {_PERSON} AS who, 1 AS count, m.id AS meeting_id
FROM safety_event e JOIN meeting m ON m.id = e.meeting_id JOIN family f ON f.id = m.family_id
LEFT JOIN person p ON p.id = e.said_by
WHERE e.closed_on IS NULL AND (e.follow_up = '' OR e.follow_up_on < ?2)
"""  # noqa: S608
SILENCE = """
SELECT s.id || ':' || s.last AS subject, s.family_id, f.name AS family, s.last AS since,
       '' AS code, '' AS who, 1 AS count, '' AS meeting_id
FROM (SELECT o.id, o.family_id, substr(max(
        o.opened_on,
        coalesce((SELECT max(+received_at) FROM request WHERE family_id = o.family_id), ''),
        coalesce((SELECT max(starts_at) FROM meeting
                  WHERE family_id = o.family_id AND +state IN ('held', 'planned')), ''),
        coalesce((SELECT max(+done_on) FROM action WHERE family_id = o.family_id), ''),
        coalesce((SELECT max(max(created_on, state_on)) FROM referral
                  WHERE family_id = o.family_id), ''),
        coalesce((SELECT max(done_on) FROM indirect_work WHERE family_id = o.family_id), '')
      ), 1, 10) AS last
      FROM situation o INDEXED BY situation_open WHERE o.closed_on IS NULL) s
JOIN family f ON f.id = s.family_id
WHERE s.last <= ?1
  AND NOT EXISTS (SELECT 1 FROM request w WHERE w.family_id = s.family_id AND +w.state = 'waiting')
"""
REVIEW = f"""
SELECT s.id || ':' || s.agreement_review_on AS subject, s.family_id, f.name AS family,
       s.agreement_review_on AS since, s.agreement AS code, '' AS who, 1 AS count,
       '' AS meeting_id
{_OPEN}
WHERE s.closed_on IS NULL AND s.agreement_review_on <= ?2
"""

RULES = (
    Rule(
        "safety",
        "Sécurité, sans suite notée",
        "{what}, entendu le {day}\u00a0: la suite n’est pas encore notée.",
        SAFETY,
        words=Catalogue.SAFETY_KINDS,
    ),
    Rule(
        "exhaustion",
        "Épuisement",
        "L’épuisement a été noté {count} fois, la dernière le {day}\u00a0: aucun soutien proposé.",
        TIRED,
        declared.RADAR_EXHAUSTION_TIMES,
        words=Catalogue.EMOTIONS,
    ),
    Rule(
        "unheard",
        "À entendre encore",
        "{who} ({what}) n’a pris part à aucun des {count} entretiens depuis le {day}.",
        UNHEARD,
        declared.RADAR_UNHEARD_MEETINGS,
        words=Catalogue.LINKS,
    ),
    Rule(
        "need",
        "Besoins sans suite",
        "Besoin noté le {day}\u00a0: {what}. Aucune suite ni orientation ne s’y rattache.",
        NEED,
        declared.RADAR_NEED_DAYS,
        in_days=True,
        words=Catalogue.NEEDS,
    ),
    Rule(
        "silence",
        "Sans nouvelles",
        "Rien depuis le {day}\u00a0: ni entretien, ni appel, ni suite, ni orientation.",
        SILENCE,
        declared.RADAR_SILENT_DAYS,
        in_days=True,
    ),
    Rule(
        "agreement",
        "Accord du patient à revoir",
        "L’accord ou le refus du patient est à revoir depuis le {day}.",
        REVIEW,
    ),
)
_BY_CODE = {rule.code: rule for rule in RULES}


def radar(vault: Vault, settings: Settings, today: date) -> tuple[RadarLine, ...]:
    """All that stands, rule after rule, the oldest first; what was put aside is left out."""
    return tuple(line for rule in RULES for line in _lines(vault, settings, today, rule))


def set_aside(vault: Vault) -> tuple[SetAside, ...]:
    """What was put aside, the latest first."""
    rows = vault.rows(
        "SELECT d.*, f.name AS family FROM radar_dismissal d JOIN family f ON f.id = d.family_id"
        " ORDER BY d.dismissed_at DESC"
    )
    return tuple(
        SetAside(
            _BY_CODE[row["rule"]],
            row["subject"],
            row["family_id"],
            row["family"],
            row["reason"],
            row["dismissed_by"],
            date.fromisoformat(row["dismissed_at"][:10]),
        )
        for row in rows
        if row["rule"] in _BY_CODE
    )


def why(line: RadarLine, word: str) -> str:
    """The sentence of its rule, its title for a discreet line; `word` is the label of its code."""
    if not line.count:
        return line.rule.title
    what = word[:1].upper() + word[1:] if line.rule.why.startswith("{what}") else word
    day = line.since.strftime("%d/%m/%Y")
    said = line.rule.why.format(what=what, who=line.who, count=line.count, day=day)
    return said.replace(" ()", "")


def query(rule: Rule) -> str:
    """What is asked of the vault for this rule; the values are `threshold` and today."""
    aside = _NOT_ASIDE.format(rule=rule.code)
    return f"SELECT x.* FROM ({rule.sql}) x WHERE {aside} AND ?2 > '' ORDER BY x.since, x.subject"  # noqa: S608


def _lines(vault: Vault, settings: Settings, today: date, rule: Rule) -> list[RadarLine]:
    rows = vault.rows(query(rule), (_threshold(settings, today, rule), today.isoformat()))
    return [_line(rule, row) for row in rows]


def _threshold(settings: Settings, today: date, rule: Rule) -> str | int:
    value = settings.get(rule.threshold) if rule.threshold else 0
    return (today - timedelta(days=value)).isoformat() if rule.in_days else value


def _line(rule: Rule, row: Row) -> RadarLine:
    return RadarLine(
        rule,
        row["subject"],
        row["family_id"],
        row["family"],
        date.fromisoformat(row["since"]),
        row["code"],
        row["who"],
        row["count"],
        row["meeting_id"],
    )
