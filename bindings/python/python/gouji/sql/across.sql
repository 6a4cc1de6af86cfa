-- Rules over several reports (families Y and R), as views over the Parquet of `gouji extract`. DuckDB.
--
-- fields: its rows.
-- units:  what a units.toml says, one row a unit, none where there is none:
--         organ (as in fields), name, parent (an organ), since, until, merged_into (an organ), reports,
--         aliases (organs).
--
-- Each view is named after its rule in `gouji explain`; `findings` has all of them: code, path, organ, year, cell,
-- last_path (the report of the year before), and both sides of what does not agree. What a blank means is what
-- docs/formulas.md says: some number that was not written down. Rules about the text (Y004, Y005, Y007, R004, R005) need
-- more than figures: `gouji audit` has them.

-- A row a file. A report that does not say its year has that of its path.
CREATE OR REPLACE TEMP TABLE files AS
SELECT path,
       any_value(issuer) AS issuer,
       coalesce(any_value(listed.organ), any_value(fields.organ)) AS organ,
       any_value(standing) AS standing,
       coalesce(
           any_value(year),
           -- The first in the name of the file, else the last in those of its folders.
           try_cast(regexp_extract(path, '(?:^|[^0-9/])(200[89]|20[1-9][0-9])(?:[^0-9][^/]*)?$', 1) AS INTEGER),
           try_cast(regexp_extract_all(path, '(?:^|[^0-9])(200[89]|20[1-9][0-9])(?:[^0-9]|$)', 1)[-1] AS INTEGER)
       ) AS year,
       any_value(kind) AS kind,
       any_value(form) AS form,
       bool_or(coalesce(covers_area, false)) AS covers_area,
       NOT bool_or(state = 'not-read') AS is_report,
       bool_or(address NOT LIKE 'text.%' AND state NOT IN ('table-missing', 'not-read')) AS has_tables
FROM fields
LEFT JOIN (SELECT organ, unnest(aliases) AS alias FROM units) listed ON listed.alias = fields.organ
GROUP BY path;

-- The units: those of the list, and those that some file names.
CREATE OR REPLACE TEMP TABLE organs AS
SELECT organ,
       any_value(standing) AS standing,
       bool_or(covers_area) AS covers_area,
       bool_or(listed) AS listed
FROM (
    SELECT organ, standing, covers_area AND is_report AS covers_area, false AS listed
    FROM files WHERE organ IS NOT NULL AND is_report
    UNION ALL
    SELECT organ, NULL, false, true FROM units
)
GROUP BY organ;

-- Who is below whom: as the list says, else by name below the closest area.
CREATE OR REPLACE TEMP TABLE parents AS
SELECT organ, parent, true AS listed FROM units WHERE parent IS NOT NULL
UNION ALL
SELECT own.organ, arg_max(area.organ, length(area.organ)) AS parent, false AS listed
FROM organs own
JOIN organs area
  ON area.covers_area AND starts_with(own.organ, area.organ) AND length(own.organ) > length(area.organ)
WHERE NOT own.listed AND own.standing IS DISTINCT FROM 'vertical'
GROUP BY own.organ;

-- The files of a unit and year, the one that counts with `place` 1: it has tables, or comes first by path.
CREATE OR REPLACE TEMP TABLE filings AS
SELECT files.*,
       row_number() OVER counting AS place,
       first_value(path) OVER counting AS counts
FROM files
WHERE organ IS NOT NULL AND year IS NOT NULL AND organ IN (SELECT organ FROM organs)
WINDOW counting AS (PARTITION BY organ, year ORDER BY is_report DESC, has_tables DESC, path);

-- The cells of the reports that count. Only `known` values are reckoned with; `blank` is some number.
CREATE OR REPLACE TEMP TABLE cells AS
SELECT filings.organ, filings.year, filings.path, filings.form, filings.kind,
       address[1] AS tab, address[2] AS row, address[3] AS col,
       unit,
       state IN ('blank', 'placeholder') AS blank,
       state = 'number'
           AND (address[3] IN ('amount', 'change') OR value >= 0 AND value = trunc(value)) AS known,
       value
FROM (SELECT * REPLACE (string_split(address, '.') AS address) FROM fields
      WHERE copy = 1 AND address NOT LIKE 'text.%') fields
JOIN filings USING (path)
WHERE filings.place = 1 AND filings.is_report;

-- A report beside the one of its unit for the year before.
CREATE OR REPLACE TEMP TABLE years AS
SELECT this.organ, this.year, this.path, last.path AS last_path, this.form = last.form AS same_form
FROM filings this
JOIN filings last ON last.organ = this.organ AND last.year = this.year - 1
WHERE this.place = 1 AND last.place = 1 AND this.is_report AND last.is_report AND this.kind = last.kind
  -- Figures of a unit that took another one over do not follow from its own.
  AND NOT EXISTS (SELECT 1 FROM units WHERE merged_into = this.organ AND until = this.year - 1);

-- The reports below one. By name nothing tells whether the figures of a government take in those of governments and zones.
CREATE OR REPLACE TEMP TABLE below AS
SELECT area.organ, area.year, area.path, child.path AS child_path, parents.listed
FROM filings area
JOIN organs ON organs.organ = area.organ AND organs.covers_area
JOIN parents ON parents.parent = area.organ
JOIN filings child ON child.organ = parents.organ AND child.year = area.year
WHERE area.place = 1 AND child.place = 1 AND area.is_report AND child.is_report
  AND (parents.listed OR child.standing NOT IN ('government', 'zone'));

-- Whether all that the list has below a unit have reported, and nobody else is below it.
CREATE OR REPLACE TEMP TABLE complete AS
SELECT area.organ, area.year
FROM filings area
JOIN parents ON parents.parent = area.organ
LEFT JOIN units ON units.organ = parents.organ
LEFT JOIN filings child
  ON child.organ = parents.organ AND child.year = area.year AND child.place = 1 AND child.is_report
WHERE area.place = 1
GROUP BY area.organ, area.year
HAVING bool_and(parents.listed)
   AND bool_and(child.path IS NOT NULL OR NOT (
       units.reports AND coalesce(units.since, 0) <= area.year AND coalesce(units.until, 9999) >= area.year))
   AND count(child.path) > 0;

-- The relations as terms: the sum of factor × value is 0, or with `<=` no more than 0. `*` is each row or column in turn.
CREATE OR REPLACE VIEW terms AS
SELECT *, row_number() OVER () AS ordinal FROM (VALUES
    ('Y001', 1, '=', 'last', 'requests', 'carried-out', '*', 1),
    ('Y001', 1, '=', 'this', 'requests', 'carried-in', '*', -1),
    ('Y002', 1, '=', 'this', 'proactive', '*', 'in-force', 1),
    ('Y002', 1, '=', 'last', 'proactive', '*', 'in-force', -1),
    ('Y002', 1, '=', 'this', 'proactive', '*', 'made', -1),
    ('Y002', 1, '=', 'this', 'proactive', '*', 'repealed', 1),
    ('Y002', 2, '=', 'this', 'proactive', '*', 'in-force', 1),
    ('Y002', 2, '=', 'last', 'proactive', '*', 'in-force', -1),
    ('Y002', 2, '=', 'this', 'proactive', '*', 'published', -1),
    ('Y002', 3, '=', 'this', 'proactive', '*', 'previous', 1),
    ('Y002', 3, '=', 'last', 'proactive', '*', 'previous', -1),
    ('Y002', 3, '=', 'last', 'proactive', '*', 'change', -1),
    ('R001', 1, '<=', 'below', 'requests', 'new', 'sum', 1),
    ('R001', 1, '<=', 'this', 'requests', 'new', 'sum', -1),
    ('R001', 2, '<=', 'below', 'requests', 'total', 'sum', 1),
    ('R001', 2, '<=', 'this', 'requests', 'total', 'sum', -1),
    ('R001', 3, '<=', 'below', 'disputes', 'count', 'review-total', 1),
    ('R001', 3, '<=', 'this', 'disputes', 'count', 'review-total', -1),
    ('R001', 4, '<=', 'below', 'disputes', 'count', 'direct-total', 1),
    ('R001', 4, '<=', 'this', 'disputes', 'count', 'direct-total', -1),
    ('R001', 5, '<=', 'below', 'disputes', 'count', 'after-total', 1),
    ('R001', 5, '<=', 'this', 'disputes', 'count', 'after-total', -1),
    ('R001', 6, '<=', 'below', 'proactive', 'license', 'decisions', 1),
    ('R001', 6, '<=', 'this', 'proactive', 'license', 'decisions', -1),
    ('R001', 7, '<=', 'below', 'proactive', 'penalty', 'decisions', 1),
    ('R001', 7, '<=', 'this', 'proactive', 'penalty', 'decisions', -1),
    ('R001', 8, '<=', 'below', 'proactive', 'compulsion', 'decisions', 1),
    ('R001', 8, '<=', 'this', 'proactive', 'compulsion', 'decisions', -1),
    ('R002', 1, '=', 'this', 'requests', 'new', 'sum', 1),
    ('R002', 1, '=', 'below', 'requests', 'new', 'sum', -1),
    ('R002', 2, '=', 'this', 'requests', 'total', 'sum', 1),
    ('R002', 2, '=', 'below', 'requests', 'total', 'sum', -1)
) AS terms (code, relation, operator, whose, tab, row, col, factor);

-- Which reports each report is held against.
CREATE OR REPLACE VIEW beside AS
SELECT 'last' AS whose, path, last_path AS other, same_form, true AS listed, true AS complete FROM years
UNION ALL
SELECT 'below', below.path, below.child_path, true, below.listed, complete.organ IS NOT NULL
FROM below LEFT JOIN complete ON complete.organ = below.organ AND complete.year = below.year;

-- Every relation with its cells added up. A blank counts as 0, and may be more.
CREATE OR REPLACE TEMP TABLE relations AS
WITH given AS (
    SELECT terms.*, cells.path AS path, NULL AS other,
           CASE WHEN terms.row = '*' THEN cells.row WHEN terms.col = '*' THEN cells.col END AS over,
           cells.row AS own_row, cells.col AS own_col, cells.blank, cells.known, cells.value
    FROM terms JOIN cells ON cells.tab = terms.tab
        AND (terms.row IN (cells.row, '*')) AND (terms.col IN (cells.col, '*'))
    WHERE terms.whose = 'this'
    UNION ALL
    SELECT terms.*, beside.path, beside.other,
           CASE WHEN terms.row = '*' THEN cells.row WHEN terms.col = '*' THEN cells.col END,
           cells.row, cells.col,
           -- An organ below whose figure was not read makes no sum smaller.
           cells.blank OR terms.whose = 'below' AND terms.operator = '<=' AND NOT cells.known, cells.known, cells.value
    FROM terms
    JOIN beside ON beside.whose = terms.whose
    JOIN cells ON cells.path = beside.other AND cells.tab = terms.tab
        AND (terms.row IN (cells.row, '*')) AND (terms.col IN (cells.col, '*'))
    WHERE (terms.code <> 'Y002' OR beside.same_form) AND (terms.code <> 'R002' OR beside.complete)
),
summed AS (
    SELECT code, relation, operator, path, over, max(other) AS last_path,
           count(DISTINCT (whose, row, col)) AS terms,
           max(tab) || '.' || arg_min(own_row, ordinal) FILTER (whose = 'this')
               || '.' || arg_min(own_col, ordinal) FILTER (whose = 'this') AS cell,
           arg_min(own_col, ordinal) FILTER (whose = 'this') AS own_col,
           sum(value * factor) FILTER (known) AS known_difference,
           sum(value) FILTER (known AND factor > 0) AS left_value,
           sum(value) FILTER (known AND factor < 0) AS right_value,
           bool_or(NOT known AND NOT blank) AS unread,
           bool_and(blank) AS vacuous,
           bool_or(blank AND factor > 0) AS raised,
           bool_or(blank AND factor < 0) AS lowered
    FROM given
    GROUP BY code, relation, operator, path, over
)
SELECT summed.* EXCLUDE (known_difference), coalesce(known_difference, 0) AS difference,
       CASE
           WHEN unread THEN 'suspended'
           WHEN vacuous THEN 'vacuous'
           WHEN coalesce(known_difference, 0) = 0 OR operator = '<=' AND known_difference < 0 THEN 'pass'
           WHEN known_difference > 0 AND lowered OR operator = '=' AND known_difference < 0 AND raised THEN 'open'
           ELSE 'violated'
       END AS verdict
FROM summed
JOIN (SELECT code, relation, count(*) AS wanted FROM terms GROUP BY ALL) USING (code, relation)
WHERE terms = wanted;

-- Y001: the columns of a report together, the total first.
CREATE OR REPLACE VIEW y001 AS
SELECT code, path, arg_min(cell, own_col <> 'sum') AS cell, any_value(last_path) AS last_path,
       arg_min(left_value, own_col <> 'sum') AS left_value, arg_min(right_value, own_col <> 'sum') AS right_value
FROM relations WHERE code = 'Y001' AND verdict = 'violated'
GROUP BY code, path;

CREATE OR REPLACE VIEW y002 AS
SELECT code, path, cell, last_path, left_value, right_value
FROM relations WHERE code = 'Y002' AND verdict = 'violated';

-- Y003: all figures of a table are last year's, six of them other than 0 and sums.
CREATE OR REPLACE VIEW y003 AS
SELECT 'Y003' AS code, years.path, min(this.tab) || '.*.*' AS cell, any_value(years.last_path) AS last_path,
       count(*) FILTER (is_figure) AS left_value, count(*) FILTER (is_figure) AS right_value
FROM years
JOIN (SELECT *, coalesce(value, 0) <> 0 AND known AND row <> 'total' AND col <> 'sum' AS is_figure FROM cells) this
  ON this.path = years.path
JOIN cells last ON last.path = years.last_path
    AND last.tab = this.tab AND last.row = this.row AND last.col = this.col
WHERE years.same_form AND this.tab IN ('proactive', 'requests')
GROUP BY years.path, this.tab
HAVING bool_and(
        CASE WHEN this.known THEN this.value WHEN this.blank THEN 0 END
        IS NOT DISTINCT FROM CASE WHEN last.known THEN last.value WHEN last.blank THEN 0 END)
   AND count(*) FILTER (is_figure) >= 6;

-- Y006: a figure above 20 is five times last year's or a fifth of it; money also ten thousand times.
CREATE OR REPLACE VIEW y006 AS
SELECT 'Y006' AS code, path, cell, last_path, before AS left_value, now AS right_value
FROM (
    SELECT years.path, years.last_path, this.tab || '.' || this.row || '.' || this.col AS cell,
           this.col = 'amount' AS money, this.value AS now, last.value AS before,
           least(this.value, last.value) AS low, greatest(this.value, last.value) AS high
    FROM years
    JOIN cells this ON this.path = years.path
    JOIN cells last ON last.path = years.last_path
        AND last.tab = this.tab AND last.row = this.row AND last.col = this.col
    WHERE this.known AND last.known AND this.unit IS NOT DISTINCT FROM last.unit
      -- The columns of table 2 mean something else in another form.
      AND (this.tab = 'proactive' AND years.same_form OR this.tab = 'requests' AND this.col = 'sum')
)
WHERE low > 0 AND (low > 20 AND high >= 5 * low
                   OR money AND high BETWEEN low * 5000 AND low * 20000);

CREATE OR REPLACE VIEW r001 AS
SELECT code, path, cell, NULL AS last_path, left_value, right_value
FROM relations WHERE code = 'R001' AND verdict = 'violated';

CREATE OR REPLACE VIEW r002 AS
SELECT code, path, cell, NULL AS last_path, left_value, right_value
FROM relations WHERE code = 'R002' AND verdict = 'violated';

-- R003: a unit of the list has no report for a year for which there is any.
CREATE OR REPLACE VIEW r003 AS
SELECT 'R003' AS code, units.organ, units.name, all_years.year
FROM units
CROSS JOIN (SELECT DISTINCT year FROM filings) all_years
LEFT JOIN filings ON filings.organ = units.organ AND filings.year = all_years.year
WHERE units.reports AND filings.path IS NULL
  AND coalesce(units.since, 0) <= all_years.year AND coalesce(units.until, 9999) >= all_years.year;

-- R008: another file counts for the unit and year; left_value is in how many cells the two differ.
CREATE OR REPLACE VIEW r008 AS
SELECT 'R008' AS code, filings.path, filings.counts AS last_path, NULL AS cell,
       (SELECT count(*) FROM (
           (SELECT address, copy, value, state FROM fields WHERE path = filings.path AND address NOT LIKE 'text.%'
            EXCEPT SELECT address, copy, value, state FROM fields WHERE path = filings.counts)))
       AS left_value, NULL AS right_value
FROM filings WHERE place > 1;

-- R010: what is there for the unit and year is no report.
CREATE OR REPLACE VIEW r010 AS
SELECT 'R010' AS code, path, NULL AS cell, NULL AS last_path, NULL AS left_value, NULL AS right_value
FROM filings WHERE place = 1 AND NOT is_report;

CREATE OR REPLACE VIEW findings AS
SELECT found.code, found.path, files.organ, files.year, found.cell, found.last_path,
       found.left_value, found.right_value
FROM (
    SELECT code, path, cell, last_path, left_value, right_value FROM y001
    UNION ALL BY NAME SELECT * FROM y002
    UNION ALL BY NAME SELECT * FROM y003
    UNION ALL BY NAME SELECT * FROM y006
    UNION ALL BY NAME SELECT * FROM r001
    UNION ALL BY NAME SELECT * FROM r002
    UNION ALL BY NAME SELECT * FROM r008
    UNION ALL BY NAME SELECT * FROM r010
) found
JOIN files USING (path)
UNION ALL BY NAME
SELECT code, organ, year FROM r003
ORDER BY ALL;
