"""Where a point lies: polygons of districts and villages, plain Python without SQL.

Degrees are WGS 84; inside, everything is in metres on a plane that touches the region, good to
0.1 % over 100 km, so distances and areas mean what they say.
"""
