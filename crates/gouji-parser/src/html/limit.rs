//! Limits on hostile pages. A page that reaches one is read up to there, and a note names it; one
//! of too many bytes is refused.

use crate::{Limit, limits::TEXT_LIMIT};

/// Bytes of a page. A report's page has some 100,000; pictures inside the page can make it
/// many millions.
pub(crate) const BYTES: usize = 16 << 20;
/// Stretches of characters with markup between them. Word-processor output reaches some
/// thousands.
pub(super) const PIECES: (usize, Limit) = (400_000, Limit::new("文字片段数", "pieces of text"));
/// Bytes of characters, markup left out.
pub(super) const TEXT: (usize, Limit) = (TEXT_LIMIT, Limit::new("正文长度", "length of the text"));
/// Pictures that are noted. Further ones go without a note.
pub(super) const IMAGES: usize = 1000;
/// Grid slots (rows × columns) of all tables together. The three statutory tables have 450.
pub(super) const SLOTS: (usize, Limit) = (200_000, Limit::new("表格格数", "table cells"));
/// Tables within tables.
pub(super) const DEPTH: (usize, Limit) = (32, Limit::new("表格嵌套层数", "nested tables"));
