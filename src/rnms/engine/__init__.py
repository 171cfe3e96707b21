"""The engines: only they know how data is stored; each answers questions with tallies.

Begin at ``engine.py``: ``Engine.answer`` is what everything else asks. It hands a question to
``combined.py``, which asks two engines, and believes records where they are complete:

* Records: ``record_engine.py`` says what every engine over records answers. ``records.py`` is the one in
  pure Python, in which ``interpreter.py`` reads predicates over ``columns.py`` and ``masks.py``; the one over
  tables lies in ``rnms.tables``.
* Figures: ``figures.py`` answers from ``numbers.py`` (how many there are, and how many pass) and
  ``load_statistics.py``. ``exclusions.py`` finds figures that exclude each other, ``contradictions.py`` keeps
  those that are not believed.

Why an answer is open ``reasons.py`` says of records, ``figure_reasons.py`` of figures.
"""
