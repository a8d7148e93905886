"""Settings, routes, wiring: the top of the house, the only room that knows them all."""
