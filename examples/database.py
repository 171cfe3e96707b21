"""Judge a region whose records lie in PostgreSQL: the database counts, only numbers come back.

``RNMS_POSTGRES="host=… database=… user=…" python examples/database.py``; without it a database of DuckDB in
memory stands in, through the same Ibis. Needs the extra ``frames`` and ``ibis-framework[postgres]``.
"""

import itertools
import os

import ibis

import rnms
from rnms import testing
from rnms.io import as_arrow

COLLECTIONS = ("persons", "employments", "organizations", "diagnostics", "routes")

said = dict(part.split("=") for part in os.environ.get("RNMS_POSTGRES", "").split())
database = ibis.postgres.connect(**said) if said else None

# Somebody has filled the tables; here an invented region does.
region = testing.invented_region(staff=300)
records = {name: as_arrow(name, getattr(region, name)) for name in COLLECTIONS}
if database is not None:
    found = {name: database.create_table(name, rows, temp=True) for name, rows in records.items()}
else:
    found = {name: ibis.memtable(rows) for name, rows in records.items()}

tables = rnms.Tables(
    found,
    system=rnms.RegionalSystem(region="khabarovsk", municipalities=region.municipalities),
)
print(*tables.issues, sep="\n")
report = rnms.evaluate(tables, period=2023, only=("1", "2"))
print(report)
print("не прошли диагностику, первые:", *(one.id for one in itertools.islice(report["1"].who("failed"), 5)))
