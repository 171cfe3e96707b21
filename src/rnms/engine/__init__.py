"""The engines: only they know how data is stored; each answers questions with tallies."""
