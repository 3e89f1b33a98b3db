"""What the lists call a person, in SQL: as `Person.short` does, but for those without civility."""

from referent_desk.families import apart


def short_name(person: str) -> str:
    """`person` is a row of that table: « Mme Lacroix », with the first name beside a namesake."""
    return f"""(trim({person}.civility || ' ' ||
       CASE WHEN {person}.civility <> '' AND {person}.last_name <> '' AND NOT EXISTS (
                SELECT 1 FROM person namesake
                WHERE namesake.family_id = {person}.family_id AND namesake.id <> {person}.id
                  AND +namesake.civility = {person}.civility
                  AND +namesake.last_name = {person}.last_name)
            THEN {person}.last_name
            ELSE {person}.first_name || ' ' || {person}.last_name END) || {apart(person)})"""  # noqa: S608  (constants only; values are bound)


def full_name(person: str) -> str:
    """« Claire Lacroix », told from one called exactly alike."""
    return f"(trim({person}.first_name || ' ' || {person}.last_name) || {apart(person)})"
