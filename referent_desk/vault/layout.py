"""What stands in a vault's folder, by name."""

HEADER_NAME = "coffre.json"
DATABASE_NAME = "coffre.db"
LOCK_NAME = "coffre.verrou"
SUFFIX = ".coffre"
