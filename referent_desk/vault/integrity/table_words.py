"""Tables of the schema by the words that the user knows."""

_WORDS = {
    "meta": "Les repères du coffre",
    "drafts": "Les brouillons",
    "journal": "Le journal des accès",
    "setting": "Les réglages",
    "term": "Les catalogues de mots",
    "family": "Les familles",
    "person": "Les proches",
    "contact_point": "Les téléphones et adresses",
    "situation": "Les situations",
    "meeting": "Les entretiens",
    "meeting_participant": "Les participants aux entretiens",
    "request": "Les demandes",
    "passage": "Les passages d’entretien",
    "passage_restriction": "Les passages à ne pas rapporter",
    "emotion_note": "Les émotions notées",
    "need_note": "Les besoins notés",
    "safety_event": "Les événements de sécurité",
    "resource": "L’annuaire",
    "referral": "Les orientations",
    "referral_need": "Les besoins des orientations",
    "action": "Les suites à donner",
    "document": "Les lettres remises",
    "need_step": "Les étapes des besoins",
    "recovery_note": "Les notes de rétablissement",
    "agreement": "Les accords de la famille",
    "disclosure": "Ce qui a été transmis",
    "group_session": "Les séances de groupe",
    "meeting_professional": "Les professionnels aux entretiens",
    "email": "Les courriels",
    "indirect_work": "Le travail indirect",
    "network_member": "Les membres des réseaux",
    "network_link": "Les liens des réseaux",
    "radar_dismissal": "Les rappels écartés",
    "lesson": "Ce que les familles nous apprennent",
    "term_wording": "Les anciens mots des catalogues",
    "saved_filter": "Les recherches gardées",
    "reversal": "Ce qui peut être annulé",
    "salvaged_row": "Les fiches mises de côté",
    "sqlite_schema": "Le plan de la base",
}


def words_for(table: str) -> str:
    """A table that came later is told by its own name."""
    return _WORDS.get(table, f"La table «\u00a0{table}\u00a0»")
