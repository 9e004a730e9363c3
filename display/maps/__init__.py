"""Maps of the twenty regions and their districts that ask no network for anything.

Regions are shown twice: as outlines in projected kilometres, and as a grid of tiles in which small cities are as large
as regions. Both are schematic and share one scale (scale.py) with its legend.
"""

from display.maps.districts import candidates, districts, name_column
from display.maps.districts import said as districts_said
from display.maps.regions import leaders, outline, said, tiles
from display.maps.scale import legend

__all__ = ["candidates", "districts", "districts_said", "leaders", "legend", "name_column", "outline", "said", "tiles"]
