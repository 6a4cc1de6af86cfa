//! The layouts that one report is met in, and a writer for each.

mod docx;
mod html;
mod markdown;
mod text;

use super::arrangement::Arrangement;
use super::model::Model;

/// A layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Each cell on a line led by a TAB, an empty line after each row.
    WordDump,
    /// A row a line, TABs between the cells.
    Tsv,
    /// Each cell on a line; blank cells leave no trace.
    CellLines,
    /// The same with empty lines between the cells.
    SpacedCellLines,
    /// Each cell on a line with a bar behind it; the bars that pad a short row on a line of their own.
    CellBars,
    /// The same with a bar alone above each row.
    LedCellBars,
    /// Each cell on a line and a bar on the next; the bars that pad a short row on a line of their own.
    BarLines,
    /// The same without the bars that pad.
    BareBarLines,
    /// A bar at the end of each line, and the cell behind it on the next.
    BrokenBars,
    /// A flip-book: labels cut over lines, those of groups printed upright beside them, marks of pages between.
    FlipBook,
    /// A row a line between pipes; more pipes pad a short one.
    PaddedPipes,
    /// The same without an outer frame, long labels cut over two lines above their figures.
    CutLabels,
    /// Pipes as GFM has them, merged cells repeated.
    Pipes,
    /// Pipes without an outer frame, merged cells once.
    RaggedPipes,
    /// A tidy page.
    Html,
    /// Everything on one line, cells full of paragraphs, spans and `&nbsp;`.
    HtmlSoup,
    /// The tidy page in GB18030.
    HtmlGb18030,
    /// Word.
    Docx,
}

impl Layout {
    /// Every layout.
    pub const ALL: [Self; 18] = [
        Self::WordDump,
        Self::Tsv,
        Self::CellLines,
        Self::SpacedCellLines,
        Self::CellBars,
        Self::LedCellBars,
        Self::BarLines,
        Self::BareBarLines,
        Self::BrokenBars,
        Self::FlipBook,
        Self::PaddedPipes,
        Self::CutLabels,
        Self::Pipes,
        Self::RaggedPipes,
        Self::Html,
        Self::HtmlSoup,
        Self::HtmlGb18030,
        Self::Docx,
    ];

    /// A name for a file of this layout.
    pub fn file(self) -> &'static str {
        match self {
            Self::WordDump
            | Self::Tsv
            | Self::CellLines
            | Self::SpacedCellLines
            | Self::CellBars
            | Self::LedCellBars
            | Self::BarLines
            | Self::BareBarLines
            | Self::BrokenBars
            | Self::FlipBook
            | Self::PaddedPipes => "report.txt",
            Self::CutLabels | Self::Pipes | Self::RaggedPipes => "report.md",
            Self::Html | Self::HtmlSoup | Self::HtmlGb18030 => "report.html",
            Self::Docx => "report.docx",
        }
    }

    /// The format that it is a layout of: `text`, `md`, `html`, `docx`.
    pub fn format(self) -> &'static str {
        match self.file().rsplit_once('.') {
            Some((_, "txt")) => "text",
            Some((_, ending)) => ending,
            None => "",
        }
    }

    /// Whether a blank cell leaves a trace in it that leaves no doubt.
    pub fn keeps_blanks(self) -> bool {
        !matches!(self, Self::CellLines | Self::SpacedCellLines | Self::FlipBook | Self::CutLabels)
    }

    /// Whether tables in this arrangement can be told in it. In a flip-book words above several small tables are no
    /// heads of columns; where a bar stands before each row, two tables below each other have no width in common.
    pub fn keeps(self, arrangement: &Arrangement) -> bool {
        match arrangement {
            Arrangement::DisputesInRows | Arrangement::RequestsByGroup { .. } => {
                self != Self::FlipBook
            }
            Arrangement::DisputesInTwo | Arrangement::DisputesTurned => {
                !matches!(self, Self::LedCellBars | Self::BrokenBars)
            }
            _ => true,
        }
    }

    /// Whether it is a text whose lines can be changed without telling the content.
    pub fn is_text(self) -> bool {
        !matches!(self, Self::HtmlGb18030 | Self::Docx)
    }

    /// The report as a file.
    pub fn write(self, model: &Model) -> Vec<u8> {
        match self {
            Self::WordDump => text::document(model, text::word_dump).into(),
            Self::Tsv => text::document(model, text::tsv).into(),
            Self::CellLines => text::document(model, |grid| text::cell_lines(grid, "")).into(),
            Self::SpacedCellLines => {
                text::document(model, |grid| text::cell_lines(grid, "\n")).into()
            }
            Self::CellBars => text::document(model, |grid| text::CELL_BARS.write(grid)).into(),
            Self::LedCellBars => {
                text::document(model, |grid| text::LED_CELL_BARS.write(grid)).into()
            }
            Self::BarLines => text::document(model, |grid| text::BAR_LINES.write(grid)).into(),
            Self::BareBarLines => {
                text::document(model, |grid| text::BARE_BAR_LINES.write(grid)).into()
            }
            Self::BrokenBars => text::document(model, |grid| text::BROKEN_BARS.write(grid)).into(),
            Self::FlipBook => text::document(model, text::flip_book).into(),
            Self::PaddedPipes => {
                text::document(model, |grid| text::PADDED_PIPES.write(grid)).into()
            }
            Self::CutLabels => markdown::document(model, markdown::cut_labels).into(),
            Self::Pipes => markdown::document(model, markdown::pipes).into(),
            Self::RaggedPipes => markdown::document(model, markdown::ragged).into(),
            Self::Html => html::tidy(model, "utf-8").into(),
            Self::HtmlSoup => html::soup(model).into(),
            Self::HtmlGb18030 => gb18030(&html::tidy(model, "gb2312")),
            Self::Docx => docx::document(model),
        }
    }

    /// The same, every other text in GB18030, every other of those with CRLF.
    pub fn encode(self, model: &Model, seed: u64) -> Vec<u8> {
        let bytes = self.write(model);
        let text = matches!(self, Self::WordDump | Self::Tsv | Self::Pipes);
        if !text || seed.is_multiple_of(2) {
            return bytes;
        }
        let text = String::from_utf8(bytes).expect("these layouts are UTF-8");
        gb18030(&if seed % 4 == 1 { text.replace('\n', "\r\n") } else { text })
    }
}

/// The report as scrapers leave it: everything on one line, and nothing between its cells. It is none of
/// [`Layout::ALL`], since what it says cannot be read back with certainty.
pub fn fused(model: &Model) -> String {
    text::document(model, |grid| text::cell_lines(grid, "")).replace('\n', "")
}

/// The report with a row a line and blanks between what is written in it; blank cells leave no trace.
pub fn words(model: &Model) -> String {
    text::document(model, text::words)
}

/// A Word file with this body, which is not compressed: what compresses too well is refused.
pub(crate) fn word_file(body: &str) -> Vec<u8> {
    docx::file(body, zip::CompressionMethod::Stored)
}

fn gb18030(text: &str) -> Vec<u8> {
    let (bytes, _, lost) = encoding_rs::GB18030.encode(text);
    assert!(!lost, "GB18030 has every character");
    bytes.into_owned()
}
