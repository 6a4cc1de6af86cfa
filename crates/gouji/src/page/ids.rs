//! The pages of ids: what packs and waivers call sections, tables, rows and columns.

use gouji_report::Lang;
use gouji_report::form::{Form, TableSpec};
use gouji_rules::Linter;

use super::{DocPage, PageBlock, PageInline, PageLine, plain};

/// The ids of every form.
pub(crate) fn all(linter: &Linter) -> DocPage {
    let zh = "规则包的 check、豁免的 cell、JSON 结果的 location.cell 都用这些代号；一格写作 表.行.列，如 requests.total.natural。命令行：gouji explain table:代号。";
    let en = "Packs, the cell of a waiver and location.cell of the JSON output use these words; a cell is table.row.column. On the command line: gouji explain table:ID.";
    let mut blocks = vec![PageBlock::Text(plain(zh)), PageBlock::Text(plain(en))];
    for form in linter.forms() {
        blocks.push(PageBlock::Heading(format!("{} {} · {}", form.id, form.name.zh, form.name.en)));
        if !form.sections.is_empty() {
            let rows = form.sections.iter().map(|it| row(&it.id, &it.title, "")).collect();
            blocks.push(PageBlock::Table { head: head("部分 section"), rows });
        }
        for table in &form.tables {
            blocks.extend(of_table(form, table));
        }
    }
    DocPage {
        title: "表、行、列的代号 · Names of tables, rows and columns".to_owned(), blocks
    }
}

/// The ids of the tables of that id, in every form that has it; none where no form has.
pub(crate) fn table(id: &str, linter: &Linter, lang: Lang) -> Option<DocPage> {
    let tables = linter.forms().filter_map(|form| Some((form, form.table(id)?)));
    let blocks: Vec<PageBlock> = tables.flat_map(|(form, table)| of_table(form, table)).collect();
    let named = lang.choose("行列的代号", "ids of rows and columns");
    (!blocks.is_empty()).then(|| DocPage { title: format!("table:{id} {named}"), blocks })
}

/// The ids of every table, for `did you mean`.
pub(crate) fn tables(linter: &Linter) -> Vec<&str> {
    linter.forms().flat_map(|form| &form.tables).map(|table| &*table.id).collect()
}

fn of_table(form: &Form, table: &TableSpec) -> Vec<PageBlock> {
    let heading = format!("{} · {} {} · {}", form.id, table.id, table.name.zh, table.name.en);
    let rows = table.rows.iter().enumerate();
    let rows = rows.map(|(at, it)| row(&it.id, &table.row_path(at), &it.name.en)).collect();
    let columns = table.columns.iter().map(|it| row(&it.id, &it.name.zh, &it.name.en)).collect();
    vec![
        PageBlock::Heading(heading),
        PageBlock::Table { head: head("行 row"), rows },
        PageBlock::Table { head: head("列 column"), rows: columns },
    ]
}

fn head(what: &'static str) -> Vec<&'static str> {
    vec![what, "", ""]
}

fn row(id: &str, zh: &str, en: &str) -> Vec<PageLine> {
    vec![vec![PageInline::Code(id.to_owned())], plain(zh), plain(en)]
}
