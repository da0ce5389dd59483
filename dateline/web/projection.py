"""The projection of Dateline's map: Equal Earth (Šavrič, Patterson and Jenny 2018), which keeps areas true."""

import math

WIDTH, HEIGHT = 1000.0, 487.0
"""The map in its own units."""
_A = (1.340264, -0.081106, 0.000893, 0.003796)
_ROOT = math.sqrt(3) / 2
_SCALE = WIDTH / 2 / (2 * math.sqrt(3) * math.pi / (3 * _A[0]))


def project(lon: float, lat: float) -> tuple[float, float]:
    """Degrees (WGS 84) as x and y on the map, from its upper left corner."""
    theta = math.asin(_ROOT * math.sin(math.radians(lat)))
    a1, a2, a3, a4 = _A
    below = 9 * a4 * theta**8 + 7 * a3 * theta**6 + 3 * a2 * theta**2 + a1
    x = 2 * math.sqrt(3) * math.radians(lon) * math.cos(theta) / (3 * below)
    y = theta * (a1 + a2 * theta**2 + a3 * theta**6 + a4 * theta**8)
    return round(WIDTH / 2 + x * _SCALE, 1), round(HEIGHT / 2 - y * _SCALE, 1)
