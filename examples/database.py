"""Judge a region whose records lie in PostgreSQL: the database counts, only numbers come back.

``RNMS_POSTGRES="host=… database=… user=…" python examples/database.py`` needs ``ibis-framework[postgres]``;
without it DuckDB in memory stands in, which the extra ``frames`` brings.
"""

import itertools
import os

import duckdb

import rnms
from rnms import testing
from rnms.tables.native import as_arrow

COLLECTIONS = ("persons", "employments", "organizations", "diagnostics", "routes")

# Somebody has filled the tables; here an invented region does.
region = testing.invented_region(staff=300)
records = {name: as_arrow(name, getattr(region, name)) for name in COLLECTIONS}
if "RNMS_POSTGRES" in os.environ:
    import ibis

    said = dict(part.split("=") for part in os.environ["RNMS_POSTGRES"].split())
    database = ibis.postgres.connect(**said)
    found = {name: database.create_table(name, rows, temp=True) for name, rows in records.items()}
else:
    memory = duckdb.connect()
    found = {name: memory.from_arrow(rows) for name, rows in records.items()}

tables = rnms.Tables(
    found,
    system=rnms.RegionalSystem(region="khabarovsk", municipalities=region.municipalities),
)
print(*tables.issues, sep="\n")
report = rnms.evaluate(tables, period=2023, only=("1", "2"))
print(report)
print("не прошли диагностику, первые:", *(one.id for one in itertools.islice(report["1"].who("failed"), 5)))
assert report["1"].value == rnms.evaluate(region, region="khabarovsk", period=2023)["1"].value  # noqa: S101
