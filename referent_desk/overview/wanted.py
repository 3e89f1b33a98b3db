"""What a relative looks for: the needs noted, where they live, what they speak."""

from dataclasses import dataclass

from referent_desk.vault import Vault


@dataclass(frozen=True)
class Wanted:
    """`needs` are codes, the aspect where one was noted; `language` is a code too."""

    needs: tuple[str, ...] = ()
    postcode: str = ""
    language: str = ""


# What was noted for nobody in particular is everybody’s.
_NEEDS = """
SELECT CASE WHEN n.aspect <> '' THEN n.aspect ELSE n.need END AS code, min(m.starts_at) AS since
FROM meeting m CROSS JOIN need_note n ON n.meeting_id = m.id
WHERE m.family_id = ?1 AND +n.state IN ('expressed', 'under_way')
  AND coalesce(n.person_id, ?2) = ?2
GROUP BY code ORDER BY since, code
"""
_PERSON = """
SELECT p.language, coalesce((SELECT c.postcode FROM contact_point c
    WHERE c.person_id = p.id AND c.postcode <> '' ORDER BY c.id LIMIT 1), '') AS postcode
FROM person p WHERE p.id = ? AND p.family_id = ?
"""


def wanted(vault: Vault, family_id: str, person_id: str) -> Wanted:
    person = vault.row(_PERSON, (person_id, family_id))
    if person is None:
        return Wanted()
    needs = tuple(row["code"] for row in vault.rows(_NEEDS, (family_id, person_id)))
    return Wanted(needs, person["postcode"], person["language"])
