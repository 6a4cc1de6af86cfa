//! Examples of rules: pieces of a report, for which tables are borrowed by name.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use gouji_report::{DataFile, PackError};

/// A table that examples borrow.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StandardTable {
    id: String,
    text: String,
}

/// Whether a file is the list of standard tables.
pub(crate) fn is_list(file: DataFile<'_>) -> bool {
    file.name.ends_with("examples.toml")
}

/// Reads the list of standard tables.
pub(crate) fn load(file: DataFile<'_>) -> Result<Vec<StandardTable>, Box<PackError>> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct ListToml {
        table: Vec<StandardTable>,
    }
    let list: ListToml =
        toml::from_str(file.text).map_err(|error| PackError::toml(file, &error))?;
    Ok(list.table)
}

/// 说明规则的报告片段。 / Pieces of a report that show a rule.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ExampleToml {
    /// 最小的错误片段，规则应当报出。 / A minimal piece that fires it.
    #[schemars(with = "String")]
    pub(super) bad: Spanned<String>,
    /// 改正后的同一片段。 / The same piece put right.
    #[schemars(with = "String")]
    pub(super) good: Spanned<String>,
    /// 与两个片段比较的另一份报告：上一年的，或另一个单位的。 / The report that either piece is compared with: last year's, or
    /// another unit's.
    #[serde(default)]
    pub(super) beside: String,
    /// 接在两个片段之后的标准表格，或只接其中一个；片段里写有一行 {tables} 的，放在那里。 / The standard table that
    /// stands behind either piece, or behind one of them; where a line of a piece is {tables}, it stands there.
    tables: Option<Tables>,
    /// 标准表格里要改的行。 / Lines of the table that are others.
    #[serde(default)]
    change: TableChange,
}

/// The names of standard tables.
#[derive(Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(inline)]
enum Tables {
    Both(String),
    Each { bad: Option<String>, good: Option<String> },
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline)]
struct TableChange {
    /// 错误片段里的：行的开头，和换成的行；换成空的，就是没有这一行。 / Those of the bad piece: how a line begins, and the
    /// line in its place; an empty one takes it out.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, String>")]
    bad: BTreeMap<Spanned<String>, String>,
    /// 正确片段里的。 / Those of the good piece.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, String>")]
    good: BTreeMap<Spanned<String>, String>,
}

impl ExampleToml {
    /// The bad piece and the good one, whole.
    pub(super) fn pieces(
        &self,
        known: &[StandardTable],
        file: DataFile<'_>,
    ) -> Result<[String; 2], Box<PackError>> {
        let (bad, good) = match &self.tables {
            None => (None, None),
            Some(Tables::Both(name)) => (Some(name), Some(name)),
            Some(Tables::Each { bad, good }) => (bad.as_ref(), good.as_ref()),
        };
        let piece = |text: &Spanned<String>, name: Option<&String>, change| {
            whole(text, table(name, text, known, file)?, change, file)
        };
        Ok([piece(&self.bad, bad, &self.change.bad)?, piece(&self.good, good, &self.change.good)?])
    }
}

/// The standard table `name`.
fn table<'k>(
    name: Option<&String>,
    piece: &Spanned<String>,
    known: &'k [StandardTable],
    file: DataFile<'_>,
) -> Result<&'k str, Box<PackError>> {
    let Some(name) = name else { return Ok("") };
    let found = known.iter().find(|table| table.id == *name);
    found.map(|table| &*table.text).ok_or_else(|| {
        let ids: Vec<&str> = known.iter().map(|table| &*table.id).collect();
        PackError::unknown(file, "standard table", name, piece.span(), &ids)
    })
}

/// A piece with its table, in which lines are changed.
fn whole(
    piece: &Spanned<String>,
    table: &str,
    change: &BTreeMap<Spanned<String>, String>,
    file: DataFile<'_>,
) -> Result<String, Box<PackError>> {
    /// Where the table stands.
    const HERE: &str = "{tables}\n";
    let mut lines: Vec<&str> = table.split_inclusive('\n').collect();
    let mut written: Vec<(usize, String)> = Vec::new();
    for (beginning, line) in change {
        let own = |(_, known): &(usize, &&str)| known.starts_with(&**beginning.get_ref());
        let places: Vec<usize> = lines.iter().enumerate().filter(own).map(|(at, _)| at).collect();
        let [at] = places[..] else {
            let message = "没有这一行，或不止一行 / no such line, or several";
            let label = "标准表格里以此开头的行 / lines of the table that begin so";
            return Err(PackError::at(file, message, label, beginning.span(), None));
        };
        let end = if line.is_empty() { "" } else { "\n" };
        written.push((at, format!("{line}{end}")));
    }
    for (at, line) in &written {
        lines[*at] = line;
    }
    let (table, piece) = (lines.concat(), piece.get_ref());
    Ok(if piece.contains(HERE) { piece.replace(HERE, &table) } else { format!("{piece}{table}") })
}
