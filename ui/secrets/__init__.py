"""Secrets as they are typed, chosen and shown, before the vault is open and in it."""
