//! Where a finding stands in words: the page, and for a cell of a drawn table the table, row and column that
//! its author sees on the screen.

use gouji_parser::DrawnCells;
use gouji_report::Label;

use crate::{
    site::{Sites, cell_view},
    visible::visible,
    whereabouts,
};
use gouji_report::Lang;

/// `表三 （七）总计·自然人（第 3 个表格第 24 行第 4 列）`; none where the label is in no drawn
/// table of a file without pages.
pub(crate) fn native(label: &Label, sites: &Sites<'_>, language: Lang) -> Option<String> {
    counted(label, sites.file(label).drawn, language)
}

/// The same in the file that has the cells `drawn`.
pub(crate) fn counted(label: &Label, drawn: &DrawnCells, language: Lang) -> Option<String> {
    let counted = whereabouts::native(label, drawn, language)?;
    let name = name(label, language).unwrap_or_default();
    Some(match language {
        Lang::Zh => format!("{name}（{counted}）"),
        Lang::En if name.is_empty() => format!("({counted})"),
        Lang::En => format!("{name} ({counted})"),
    })
}

/// The cell in the words of the form.
fn name(label: &Label, language: Lang) -> Option<String> {
    let (row, column) = (label.row.as_deref()?, cell_view(label)?);
    let [table, column] = [&row.table, &column.name].map(|name| visible(language.pick(name)));
    let label = visible(&row.label);
    Some(match language {
        Lang::Zh => format!("{table} {label}·{column}"),
        Lang::En => format!("{table}, {label}, {column}"),
    })
}

#[cfg(test)]
mod tests {
    use gouji_parser::{
        Block, Cell, Document, DrawnCells, Format, Layout, Row, Source, Span, Table, Text,
    };
    use gouji_report::Localized;
    use gouji_rules::finding::Severity;

    use super::*;
    use crate::{
        FileResult, Options, OutputFormat, Verbosity,
        tests::samples::{self, file, finding, row, run_output},
    };

    /// A Word file of a heading and a table of one row.
    fn word() -> Document {
        let text = "三、申请情况\n（七）总计\t62\t4\t0\t0\t1\t0\t31\n";
        let start = text.find("（七）").expect("the row");
        let mut at = start;
        let cells: Vec<Cell> = (0..)
            .zip(text[start..].trim_end().split('\t'))
            .map(|(column, cell)| {
                let span = Span::new(at..at + cell.len());
                at += cell.len() + 1;
                Cell::new(Text::plain(span), column)
            })
            .collect();
        let span = Span::new(start..text.len() - 1);
        let table = Table { span, layout: Layout::Grid, rows: vec![Row { span, cells }] };
        let source = Source::new(Format::Docx, text.to_owned(), 0);
        Document {
            source,
            blocks: vec![Block::Table(table)],
            notes: Vec::new(),
            comments: Vec::new(),
        }
    }

    /// What a person sees of a finding on a figure of [`word`]'s table.
    fn shown(language: Lang, width: usize) -> String {
        let document = word();
        let total = row(&document.source, "（七）总计", '\t');
        let label = samples::cell(&total, "total", "natural", "应为 26");
        let checked = samples::checked(vec![finding("E001", Severity::Error, "不平", label)]);
        let drawn = DrawnCells::of(&document);
        let source = &document.source;
        let files = [FileResult { drawn: &drawn, ..file("年报.docx", source, &checked) }];
        let verbosity = Verbosity::Quiet;
        let options = Options { language, width, verbosity, ..Options::default() };
        run_output(&files, &[], OutputFormat::Human, &options)
    }

    #[test]
    fn a_cell_of_a_word_file_is_named_as_its_author_sees_it() {
        insta::assert_snapshot!(shown(Lang::Zh, 100), @r"
        错误[E001]: 不平
          ┌─ 年报.docx:2:7 表三 （七）总计·自然人（第 1 个表格第 1 行第 2 列）
          │            │ 自然人 │ 商业企业 │ 科研机构 │ 社会公益组织 │ 法律服务机构 │ 其他 │ 总计 │
        2 │ （七）总计 │     62 │        4 │        0 │            0 │            1 │    0 │   31 │
          │                  ^^ 应为 26
          = 详情：gouji explain E001
        ");
    }

    #[test]
    fn a_place_too_long_for_its_line_has_one_of_its_own() {
        let shown = shown(Lang::En, 60);
        let lines: Vec<&str> = shown.lines().skip(1).take(3).collect();
        insta::assert_snapshot!(lines.join("\n"), @r"
        ┌─ 年报.docx:2:7
        │ table 3, （七）总计, natural persons (table 1 of the
        │ file, row 1, column 2)
        ");
    }

    #[test]
    fn a_place_outside_of_the_form_is_counted_only() {
        let document = word();
        let drawn = DrawnCells::of(&document);
        let place = |needle| {
            let label = Label::new(samples::place(&document.source, needle), Localized::default());
            counted(&label, &drawn, Lang::Zh)
        };
        assert_eq!(place("（七）总计").as_deref(), Some("（第 1 个表格第 1 行第 1 列）"));
        assert_eq!(place("申请"), None);
    }
}
