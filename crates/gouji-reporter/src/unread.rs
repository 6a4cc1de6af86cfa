//! Rows that were not read, and what was recovered of them, in words.

use gouji_report::{CellView, Lang, view::RowState};

/// Returns why a row shows no values.
pub fn unread(state: RowState, language: Lang) -> String {
    match (state, language) {
        (RowState::Unaligned { found, expected }, Lang::Zh) => {
            format!("应有 {expected} 个数，读到 {found} 个，对不上列")
        }
        (RowState::Unaligned { found, expected }, Lang::En) => {
            format!("{found} values for {expected} columns: not aligned")
        }
        (RowState::Fused, _) => {
            language.choose("数字连在一起，分不开", "the values run together").to_owned()
        }
        (RowState::Absent, _) => {
            language.choose("报告中没有这一行", "the report lacks this row").to_owned()
        }
        (RowState::Aligned, _) => String::new(),
    }
}

/// A recovered cell as it is shown: 3?, or 空? for a blank one.
pub fn recovered(cell: &CellView, language: Lang) -> String {
    match &*cell.text {
        "" => language.choose("空?", "blank?").to_owned(),
        text => format!("{text}?"),
    }
}

/// Returns what the mark of recovered cells means.
pub fn recovered_means(language: Lang) -> &'static str {
    language.choose(
        "带 ? 的数是推得的：这一行的格子连在一起或丢了，只有这一种读法合乎勾稽关系，仅供参考，不作为查错的依据。",
        "Figures with ? are recovered: the cells of the row ran together or were lost, and one reading alone satisfies \
         the equations. No finding rests on them.",
    )
}
