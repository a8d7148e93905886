"""Applications in flight: drafts, cases, tasks, clocks, opinions, licences."""
