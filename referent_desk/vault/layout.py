"""What stands in a vault's folder, by name."""

HEADER_NAME = "coffre.json"
DATABASE_NAME = "coffre.db"
LOCK_NAME = "coffre.verrou"
RENEWED_NAME = "coffre.neuf.db"
COPIES_BEFORE_MIGRATION = "coffre-avant-migration-*.db"
SUFFIX = ".coffre"
