"""Open311 GeoReport v2: applications of others file reports and follow them."""
