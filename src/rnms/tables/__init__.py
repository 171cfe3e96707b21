"""Data frames, databases and Spark instead of records: ``Tables`` and the engine over them.

Needs the frames extra. Nothing imports it before a user asks for ``Tables``.
"""

from rnms.errors import extra

with extra("frames"):
    import narwhals as narwhals

from rnms.tables.tables import Tables

__all__ = ["Tables"]
