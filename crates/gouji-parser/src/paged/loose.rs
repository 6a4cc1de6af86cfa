//! What stands on a page from top to bottom, and what of it is not read: columns without ruled lines.

use super::{
    Frame,
    grid::Area,
    line::{LinedPage, TextLine},
};
use crate::{NoteKind, Unread, heading};

/// Characters of a section's heading at least; the label of a row is broken before.
const HEADING: usize = 8;

const OPEN: Unread = Unread {
    zh: "这里的表格没有框线，或框线不闭合，认不准行和列，没有读：请检查生成它的 .docx 原稿",
    en: "the table here has no ruled lines, or lines that do not close, and was not read: check the .docx that it was made from",
};
const SCAN: Unread = Unread {
    zh: "这一页是扫描的图片，没有读：请检查生成它的 .docx 原稿",
    en: "this page is a scanned picture and was not read: check the .docx that it was made from",
};
const TURNED: Unread = Unread {
    zh: "这一页有横着或倒着的文字，没有读：请检查生成它的 .docx 原稿",
    en: "text on this page runs up or down, or stands on its head, and was not read: check the .docx that it was made from",
};

/// Something on a page.
#[derive(Debug)]
pub(super) enum PagePart {
    Line(TextLine),
    Table(RuledTable),
    Note(NoteKind),
}

/// A table on one page.
#[derive(Debug)]
pub(super) struct RuledTable {
    pub(super) frame: Frame,
    pub(super) rows: usize,
    pub(super) cells: Vec<RuledCell>,
}

/// A cell with its lines.
#[derive(Debug)]
pub(super) struct RuledCell {
    pub(super) area: Area,
    pub(super) lines: Vec<TextLine>,
    /// Whether a picture is all that it has.
    pub(super) picture: bool,
}

/// What stands on a page, in reading order.
#[derive(Debug)]
pub(super) struct PageParts {
    /// The page's width.
    pub(super) width: i32,
    pub(super) parts: Vec<PagePart>,
}

/// Puts a page in order.
pub(super) fn parts(sheet: LinedPage) -> PageParts {
    let LinedPage { width, height, grids, unclosed, pictures, is_picture, turned, body, cells } =
        sheet;
    let mut open: Vec<(i32, i32)> = unclosed.iter().map(|it| (it.top, it.bottom)).collect();
    let mut placed: Vec<(i32, PagePart)> = Vec::new();
    if is_picture {
        placed.push((0, PagePart::Note(NoteKind::Unread(SCAN))));
    }
    if turned {
        placed.push((0, PagePart::Note(NoteKind::Unread(TURNED))));
    }
    open.extend(columns(&body));
    open.sort_unstable();
    open.dedup_by(|next, last| {
        let joined = next.0 <= last.1;
        last.1 = last.1.max(if joined { next.1 } else { last.1 });
        joined
    });
    placed.extend(open.iter().map(|&(top, _)| (top, PagePart::Note(NoteKind::Unread(OPEN)))));
    let is_open = |line: &TextLine| {
        open.iter().any(|&(top, end)| top <= line.baseline && line.baseline <= end)
    };
    placed.extend(
        body.into_iter()
            .filter(|line| !is_open(line))
            .map(|line| (line.baseline - line.size, PagePart::Line(line))),
    );
    let within = |frame: Frame| {
        move |it: &&Frame| {
            frame.holds(i32::midpoint(it.left, it.right), i32::midpoint(it.top, it.bottom))
        }
    };
    for (grid, cells) in grids.into_iter().zip(cells) {
        let cells = grid.cells.into_iter().zip(cells).map(|(area, lines)| {
            let picture = lines.is_empty() && pictures.iter().any(|it| within(area.frame)(&it));
            RuledCell { area, lines, picture }
        });
        let table = RuledTable { frame: grid.frame, rows: grid.rows, cells: cells.collect() };
        // ruled around, and between rows at most
        let parted =
            table.cells.iter().filter(|cell| cell.lines.iter().any(TextLine::is_row)).count();
        let part = if parted > 1 {
            PagePart::Note(NoteKind::Unread(OPEN))
        } else {
            PagePart::Table(table)
        };
        placed.push((grid.frame.top, part));
    }
    let page = Frame { left: 0, top: 0, right: width, bottom: height };
    placed.extend(
        pictures
            .iter()
            .filter(|it| !is_picture && within(page)(it))
            .map(|picture| (picture.top, PagePart::Note(NoteKind::Image))),
    );
    placed.sort_by_key(|&(top, _)| top);
    PageParts { width, parts: placed.into_iter().map(|(_, part)| part).collect() }
}

/// Where lines stand in columns that no line rules, from the first baseline to the last.
fn columns(body: &[TextLine]) -> Vec<(i32, i32)> {
    let widest = body.iter().map(|line| line.right - line.left).max().unwrap_or(0);
    let prose: Vec<bool> = body.iter().map(|line| is_prose(line, widest)).collect();
    let runs = prose.chunk_by(|one, next| !one && !next);
    let mut areas = Vec::new();
    let mut start = 0;
    for run in runs {
        let lines = &body[start..start + run.len()];
        start += run.len();
        let parted = lines.iter().filter(|line| line.pieces.len() > 1).count();
        if parted > 1 && lines.iter().any(TextLine::is_row) {
            areas.push((lines[0].baseline, lines[lines.len() - 1].baseline));
        }
    }
    areas
}

/// Whether a line is running text or the heading of a section, and no part of a table.
fn is_prose(line: &TextLine, widest: i32) -> bool {
    let heading = heading::shaped(&line.text).is_some_and(|it| it.level == 1);
    let is_heading = heading && line.text.chars().count() >= HEADING;
    line.pieces.len() == 1 && (line.right - line.left > widest / 2 || is_heading)
}
