"""A view of the record as Parquet: its columns with their nested types, nothing lost. The rows are in no order."""

import shutil
import tempfile
from pathlib import Path
from typing import BinaryIO

from arro3.core import RecordBatchReader

from dateline.exports.choice import condition
from dateline.exports.chosen import Chosen
from dateline.exports.formats import Passed, Written
from dateline.lake import store


def write(chosen: Chosen, stream: BinaryIO, passed: Passed, /, *, table: str) -> Written:
    """The chosen rows of a view; another connection writes them, batch by batch, since the lake's may open nothing."""
    sql = f"SELECT * FROM {table} WHERE {condition(chosen.choice, table, chosen.columns(table))}"
    n_articles = chosen.number("SELECT count(*) FROM chosen_articles")
    with tempfile.TemporaryDirectory(prefix="dateline-") as spare, store.connection() as con:
        made = store.literal(str(Path(spare) / "rows.parquet"))
        with store.reading(chosen.folder):
            rows = RecordBatchReader.from_arrow(chosen.con.sql(sql))  # noqa: F841 - DuckDB finds it by its name
            con.execute(f"COPY (SELECT * FROM rows) TO {made} (FORMAT parquet, COMPRESSION zstd)")
        counted = con.execute(f"SELECT count(*) FROM {made}").fetchone()
        with (Path(spare) / "rows.parquet").open("rb") as file:
            shutil.copyfileobj(file, stream)
    passed(n_articles)
    return Written(counted[0] if counted else 0, f"rows of {table}")
