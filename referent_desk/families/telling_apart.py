"""What tells from each other two people of a family who are called exactly alike, in SQL."""


def apart(person: str) -> str:
    """`person` is a row of that table. A link, a year of birth, the end of a number, else a rank.

    « (frère) », « (1960) », « (…56) », « (2) »: the first that none of them shares. Empty for
    nearly everyone: nobody else of the family bears these first and last names.
    """
    others = f"""FROM person o WHERE o.family_id = {person}.family_id
        AND +o.first_name = {person}.first_name COLLATE NOCASE
        AND +o.last_name = {person}.last_name COLLATE NOCASE"""
    namesakes = f"{others} AND o.id <> {person}.id"
    return f"""CASE WHEN EXISTS (SELECT 1 {namesakes}) THEN '\u00a0(' || coalesce(
        (SELECT t.label FROM term t WHERE t.catalogue = 'links' AND t.code = {person}.link
            AND NOT EXISTS (SELECT 1 {namesakes} AND o.link = {person}.link)),
        CASE WHEN NOT EXISTS (SELECT 1 {namesakes} AND o.birth_year = {person}.birth_year)
            THEN {person}.birth_year END,
        (SELECT '…' || substr(c.value, -2) FROM contact_point c
            WHERE c.person_id = {person}.id AND c.kind = 'phone' AND NOT EXISTS (
                SELECT 1 FROM contact_point d WHERE d.kind = 'phone'
                AND substr(d.value, -2) = substr(c.value, -2)
                AND d.person_id IN (SELECT o.id {namesakes}))
            ORDER BY c.position LIMIT 1),
        (SELECT count(*) {others} AND (o.position, o.id) <= ({person}.position, {person}.id))
    ) || ')' ELSE '' END"""  # noqa: S608  (constants only; values are bound)
