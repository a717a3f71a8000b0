"""Articles as tables: nine of them, with one declared schema, joined by ``article_id``.

`write_csv` needs no extra. `to_arrow`, `batches`, `schema` and `write_parquet` need ``arrow``, `to_pandas`
needs ``pandas``, `to_polars` needs ``polars``; without it they raise `newsextract.MissingExtraError`.

What is given may be one article, any iterable of articles, or what `newsextract.extract_many` yields with
``on_error="record"``: an input that could not be read is a row of ``articles`` whose ``error`` says why.
"""

from .columns import TABLES, Column
from .convert import batches, schema, to_arrow, to_pandas, to_polars
from .rows import Articles
from .write import write_csv, write_parquet

__all__ = [
    "TABLES",
    "Articles",
    "Column",
    "batches",
    "schema",
    "to_arrow",
    "to_pandas",
    "to_polars",
    "write_csv",
    "write_parquet",
]
