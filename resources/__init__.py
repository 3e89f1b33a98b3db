"""Data only: catalogues, directory, letters, fonts, icons, manual."""
