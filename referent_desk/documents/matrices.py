"""Where things stand on a page of a PDF."""

from collections.abc import Sequence

Matrix = tuple[float, float, float, float, float, float]
"""a b c d e f, as in a PDF: x' = a·x + c·y + e."""
WHOLE: Matrix = (1, 0, 0, 1, 0, 0)


def matrix_of(given: Sequence[float]) -> Matrix:
    a, b, c, d, e, f = given
    return (a, b, c, d, e, f)


def times(one: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    x, y = placed(e, f, then)
    return (
        a * then[0] + b * then[2],
        a * then[1] + b * then[3],
        c * then[0] + d * then[2],
        c * then[1] + d * then[3],
        x,
        y,
    )


def placed(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def stretch(matrix: Matrix) -> float:
    """How much longer lines become; what is drawn here is scaled alike both ways."""
    a, b, c, d, _e, _f = matrix
    return abs(a * d - b * c) ** 0.5
