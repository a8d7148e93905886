"""The machine face: catalogue, apply, track, tasks and verify as JSON over HTTP."""
