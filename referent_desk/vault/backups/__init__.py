"""Backups: one verified file a day, rotated; and the way back from one. Vault's own room."""
