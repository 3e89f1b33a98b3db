"""The window of Referent Desk (Qt)."""
