"""Judge tables that lie in Spark: the cluster counts, only numbers come back."""

from pyspark.sql import SparkSession

import rnms
from rnms import testing
from rnms.tables.native import as_arrow

spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
region = testing.invented_region(staff=300, seed=1)  # your tables, wherever they lie
names = ("persons", "employments", "organizations", "diagnostics")
found = {name: spark.createDataFrame(as_arrow(name, getattr(region, name)).to_pandas()) for name in names}

tables = rnms.Tables(found, system=rnms.RegionalSystem(region="khabarovsk"))
result = rnms.evaluate(tables, period=2023, only="1")["1"]
print(result.value, result.verdict.value)
spark.stop()
