"""Whether something is a dataframe, told without importing any library of them."""

from __future__ import annotations

__all__ = ["is_frame"]

_LIBRARIES = (
    "cudf",
    "dask",
    "duckdb",
    "_duckdb",
    "ibis",
    "modin",
    "narwhals",
    "pandas",
    "polars",
    "pyarrow",
    "pyspark",
    "sqlframe",
)
_FRAMES = ("DataFrame", "LazyFrame", "Table", "DuckDBPyRelation", "RecordBatch", "RecordBatchReader")


def is_frame(data: object) -> bool:
    """Whether it is a table of one of the libraries of dataframes, or hands one over as an Arrow stream."""
    cls = type(data)
    if cls.__module__.partition(".")[0] in _LIBRARIES:
        return cls.__name__ in _FRAMES
    return hasattr(data, "__arrow_c_stream__")
