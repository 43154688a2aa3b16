"""Pictures that some members of the demo show instead of their initials: drawn, so that nobody's
face stands for an invented person."""

from io import BytesIO

from PIL import Image, ImageDraw

from connect.members.portraits import AVATAR_SIDE
from connect.pictures import square_webp

DRAWN_SIDE = 1024
HORIZON = 640
SUN = (640, 180, 840, 380)
SKIES = {"sea": "#f4cf9a", "hills": "#bfd9e6", "roofs": "#f0b79b", "trees": "#e7dfb8"}
SUNS = {"sea": "#e8743b", "hills": "#fbf1c7", "roofs": "#fff3d6", "trees": "#e9a13b"}
LAYERS: dict[str, list[tuple[str, list[tuple[int, int]]]]] = {
    "sea": [
        ("#3b7f96", [(0, HORIZON), (1024, HORIZON), (1024, 1024), (0, 1024)]),
        ("#fdf8ec", [(380, 330), (380, 690), (170, 690)]),
        ("#f4e6cc", [(410, 400), (560, 690), (410, 690)]),
        ("#6b3f2a", [(130, 715), (600, 715), (530, 790), (200, 790)]),
    ],
    "hills": [
        ("#8fb08a", [(0, 620), (330, 400), (700, 640), (1024, 480), (1024, 1024), (0, 1024)]),
        ("#5c8a5f", [(0, 800), (420, 600), (1024, 830), (1024, 1024), (0, 1024)]),
        ("#35604a", [(0, 930), (560, 840), (1024, 940), (1024, 1024), (0, 1024)]),
    ],
    "roofs": [
        ("#a8533b", [(40, 1024), (40, 600), (190, 430), (340, 600), (340, 1024)]),
        ("#54627d", [(330, 1024), (330, 480), (500, 250), (670, 480), (670, 1024)]),
        ("#c98a4b", [(660, 1024), (660, 640), (820, 470), (980, 640), (980, 1024)]),
        ("#fbe9b7", [(450, 560), (550, 560), (550, 700), (450, 700)]),
    ],
    "trees": [
        ("#8c9a5b", [(0, 820), (1024, 760), (1024, 1024), (0, 1024)]),
        ("#4d6b45", [(130, 840), (330, 250), (530, 840)]),
        ("#375a45", [(440, 850), (680, 380), (920, 850)]),
    ],
}


def webp(name: str) -> bytes:
    """One of the four, as a member's picture is kept."""
    image = Image.new("RGB", (DRAWN_SIDE, DRAWN_SIDE), SKIES[name])
    draw = ImageDraw.Draw(image)
    draw.ellipse(SUN, fill=SUNS[name])
    for colour, corners in LAYERS[name]:
        draw.polygon(corners, fill=colour)
    file = BytesIO()
    image.save(file, "PNG")
    file.seek(0)
    return square_webp(file, AVATAR_SIDE)
