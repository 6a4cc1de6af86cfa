"""Checks the reports of a folder or an object storage with Spark.

    spark-submit check_reports.py s3a://bucket/年报 s3a://bucket/结果

Writes Parquet, `fields` (the figures) and `findings`, by place and year. A second run checks what is not in `fields` yet.
"""

import sys

from pyspark.errors import AnalysisException
from pyspark.sql import SparkSession
from pyspark.sql.functions import broadcast
from pyspark.sql.pandas.types import from_arrow_schema

# Reports of one batch: 200 of 60 KB are 12 MB.
BATCH = "200"
FORMATS = "*.{docx,doc,odt,html,htm,pdf,md,txt,xlsx}"


def rows_of(function):
    """Makes a function over names and contents into one over Arrow batches."""

    def mapped(batches):
        import gouji
        import pyarrow as pa

        for batch in batches:
            rows = getattr(gouji, function)(batch["path"], batch["content"], threads=1)
            yield from pa.RecordBatchReader.from_stream(rows)

    return mapped


def schema_of(function):
    """The columns that the function gives, in Spark's terms."""
    import gouji
    import pyarrow as pa

    return from_arrow_schema(pa.RecordBatchReader.from_stream(getattr(gouji, function)([], [])).schema)


def main(reports, results):
    spark = SparkSession.builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", BATCH).getOrCreate()
    files = spark.read.format("binaryFile").option("recursiveFileLookup", "true")
    files = files.option("pathGlobFilter", FORMATS).load(reports).select("path", "content")
    try:
        # `fields` comes last and has a row for every file, so what is in it is done.
        done = spark.read.parquet(f"{results}/fields").select("path").distinct()
        files = files.join(broadcast(done), "path", "left_anti")
    except AnalysisException:
        pass  # the first run
    for table, function, place in [("findings", "check_many", "jurisdiction"), ("fields", "extract_many", "code")]:
        rows = files.mapInArrow(rows_of(function), schema_of(function))
        rows.write.mode("append").partitionBy(place, "year").parquet(f"{results}/{table}")
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
