"""The engine over tables: expressions of narwhals, whatever holds the rows."""
