//! A page as it is drawn: characters at places, and ruled lines.

/// A page: what is drawn on it, in the order in which it is drawn. Lengths are hundredths of a point,
/// from the left and the top, and at most ten million.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Its width.
    pub width: i32,
    /// Its height.
    pub height: i32,
    /// Characters that stand upright.
    pub glyphs: Vec<Glyph>,
    /// Straight lines along its edges.
    pub rules: Vec<RuledLine>,
    /// Pictures.
    pub pictures: Vec<Frame>,
    /// Whether it has characters that run up or down it, or stand on their heads.
    pub turned: bool,
}

impl Page {
    /// A page with nothing on it.
    pub fn new(width: i32, height: i32) -> Self {
        Self { width, height, ..Self::default() }
    }

    /// Whether it is a picture and no more: a scan, in one piece or in strips.
    pub fn is_picture(&self) -> bool {
        self.glyphs.is_empty() && self.is_filled(&self.pictures)
    }

    /// Whether `pictures` take up most of it.
    pub fn is_filled(&self, pictures: &[Frame]) -> bool {
        let area = |width: i32, height: i32| i64::from(width) * i64::from(height);
        let areas = pictures.iter().map(|it| area(it.right - it.left, it.bottom - it.top));
        areas.sum::<i64>() * 5 > area(self.width, self.height) * 3
    }
}

/// A character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph {
    /// Which; none where the file draws a shape and does not say what it means.
    pub char: Option<char>,
    /// Where it begins.
    pub left: i32,
    /// The line that it stands on.
    pub baseline: i32,
    /// How far the next character stands from it, spacing not counted.
    pub width: i32,
    /// The size of its font.
    pub size: i32,
}

/// A straight line along an edge of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuledLine {
    /// Whether it runs from left to right, and not from top to bottom.
    pub(super) across: bool,
    /// How far down it is, or how far to the right.
    pub(super) at: i32,
    pub(super) from: i32,
    pub(super) to: i32,
}

impl RuledLine {
    /// A line from left to right, `at` so far down.
    pub fn across(at: i32, from: i32, to: i32) -> Self {
        Self { across: true, at, from: from.min(to), to: from.max(to) }
    }

    /// A line from top to bottom, `at` so far to the right.
    pub fn down(at: i32, from: i32, to: i32) -> Self {
        Self { across: false, ..Self::across(at, from, to) }
    }
}

/// A rectangle on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Its left edge.
    pub left: i32,
    /// Its upper edge.
    pub top: i32,
    /// Its right edge.
    pub right: i32,
    /// Its lower edge.
    pub bottom: i32,
}

impl Frame {
    pub(super) fn holds(self, x: i32, y: i32) -> bool {
        self.left <= x && x < self.right && self.top <= y && y < self.bottom
    }

    pub(super) fn join(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }
}

/// Cells of all tables.
pub(super) const CELLS: usize = 200_000;

/// Lines of all pages.
pub(super) const RULES: usize = 300_000;
