"""The activity of a quarter. So far, what its figures may tell: see `activity.control`."""
