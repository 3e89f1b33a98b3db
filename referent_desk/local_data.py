"""Where this program keeps its files for this user, outside any synchronised folder."""

import platformdirs

DIRS = platformdirs.PlatformDirs("referent-desk", appauthor=False)
