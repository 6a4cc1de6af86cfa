"""Checks the reports of a folder or an object storage with Spark.

    spark-submit check_reports.py s3a://bucket/年报 s3a://bucket/结果

Writes two tables of Parquet, `fields` (the figures) and `findings`, partitioned by place and year. A file that cannot be read is
a row that says why. A second run checks only files that are not in `fields` yet.
"""

import sys

from pyspark.sql import SparkSession, functions as F

# Rows of one batch that a worker gets: 200 reports of 60 KB are 12 MB.
BATCH = "200"
FORMATS = "*.{docx,doc,odt,html,htm,pdf,md,txt,xlsx}"
PARTITIONS = ["code", "year"]


def rows_of(function):
    """Makes a function over names and contents into one over Arrow batches."""

    def mapped(batches):
        import gouji
        import pyarrow as pa

        for batch in batches:
            stream = getattr(gouji, function)(batch["path"].to_pylist(), batch["content"].to_pylist())
            yield from pa.RecordBatchReader.from_stream(stream)

    return mapped


def schema_of(function):
    """The columns that the function gives, in Spark's terms."""
    import gouji
    import pyarrow as pa
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(pa.RecordBatchReader.from_stream(getattr(gouji, function)([], [])).schema)


def main(reports, results):
    spark = SparkSession.builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", BATCH).getOrCreate()
    files = spark.read.format("binaryFile").option("recursiveFileLookup", "true")
    files = files.option("pathGlobFilter", FORMATS).load(reports).select("path", "content")
    for table, function in [("findings", "check_many"), ("fields", "extract_many")]:
        todo = files
        try:
            # `fields` comes last and has a row for every file, so what is in it is done.
            done = spark.read.parquet(f"{results}/fields").select("path").distinct()
            todo = files.join(done, "path", "left_anti")
        except Exception:  # nothing was written before
            pass
        rows = todo.repartition(spark.sparkContext.defaultParallelism * 4)
        rows = rows.mapInArrow(rows_of(function), schema_of(function))
        rows = rows.withColumn("code", F.coalesce("code", F.lit("unknown")))
        rows.write.mode("append").partitionBy(*PARTITIONS).parquet(f"{results}/{table}")
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
