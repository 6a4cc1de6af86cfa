//! The text state: where the characters of a string stand.

use gouji_parser::{
    ReadError,
    paged::{Glyph, Page},
};
use hayro_font::{
    Font,
    kurbo::{Affine, Point, Vec2},
};

use crate::{fonts::characters, limits::Budget, path::hundredths};

/// The parameters of text.
#[derive(Clone)]
pub(crate) struct TextState<'a> {
    pub(crate) font: Option<Font<'a>>,
    pub(crate) size: f64,
    pub(crate) char_space: f64,
    pub(crate) word_space: f64,
    /// 1 where glyphs are as wide as drawn.
    pub(crate) scale: f64,
    pub(crate) leading: f64,
    pub(crate) rise: f64,
    /// Whether characters are drawn at all.
    pub(crate) visible: bool,
    matrix: Affine,
    line: Affine,
}

impl Default for TextState<'_> {
    fn default() -> Self {
        Self {
            font: None,
            size: 1.0,
            char_space: 0.0,
            word_space: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
            visible: true,
            matrix: Affine::IDENTITY,
            line: Affine::IDENTITY,
        }
    }
}

impl TextState<'_> {
    pub(crate) fn set_matrix(&mut self, matrix: Affine) {
        self.line = matrix;
        self.matrix = matrix;
    }

    pub(crate) fn next_line(&mut self, x: f64, y: f64) {
        self.set_matrix(self.line * Affine::translate((x, y)));
    }

    /// The number of a `TJ` between its strings.
    pub(crate) fn adjust(&mut self, thousandths: f64) {
        let by = -thousandths / 1000.0 * self.size;
        self.advance(if self.is_horizontal() {
            Vec2::new(by * self.scale, 0.0)
        } else {
            Vec2::new(0.0, by)
        });
    }

    /// Puts the characters of a string on the page, unless they are `hidden`.
    pub(crate) fn show(
        &mut self,
        string: &[u8],
        to_page: Affine,
        hidden: bool,
        page: &mut Page,
        budget: &mut Budget,
    ) -> Result<(), ReadError> {
        let Some(font) = self.font.clone() else {
            // The font is broken: how many characters there are is not known, but that there are.
            if let (false, true, false) = (hidden, self.visible, string.is_empty()) {
                budget.step()?;
                place(None, to_page * self.matrix * self.scaled(), 0.0, 1.0, page);
            }
            return Ok(());
        };
        let mut at = 0;
        while at < string.len() {
            budget.step()?;
            let (code, length) = font.read_code(string, at);
            at += length.max(1);
            let advance = font.code_advance(code) / 1000.0;
            if !hidden && self.visible {
                let origin = Affine::translate(font.origin_displacement(code) / 1000.0);
                let transform = to_page * self.matrix * self.scaled() * origin;
                let chars = characters(&font, code);
                let width = if font.is_horizontal() { advance.x } else { 1.0 };
                // of a ligature, each character takes its share
                let share = width / f64::from(chars.len() as u32);
                for (part, char) in (0_u32..).zip(chars) {
                    place(char, transform, share * f64::from(part), share, page);
                }
            }
            let space =
                self.char_space + if code == 32 && length == 1 { self.word_space } else { 0.0 };
            self.advance(if font.is_horizontal() {
                Vec2::new((advance.x * self.size + space) * self.scale, 0.0)
            } else {
                Vec2::new(0.0, advance.y * self.size + space)
            });
        }
        Ok(())
    }

    fn is_horizontal(&self) -> bool {
        self.font.as_ref().is_none_or(Font::is_horizontal)
    }

    fn advance(&mut self, by: Vec2) {
        self.matrix *= Affine::translate(by);
    }

    fn scaled(&self) -> Affine {
        Affine::new([self.size * self.scale, 0.0, 0.0, self.size, 0.0, self.rise])
    }
}

/// Puts a character on the page: `transform` leads from a square of one em, in which it begins at `from`
/// and is `width` wide.
fn place(char: Option<char>, transform: Affine, from: f64, width: f64, page: &mut Page) {
    let [a, b, c, d, ..] = transform.as_coeffs();
    let origin = transform * Point::new(from, 0.0);
    let (left, baseline) = (hundredths(origin.x), hundredths(origin.y));
    if !(0..=page.width).contains(&left) || !(0..=page.height).contains(&baseline) {
        return;
    }
    let size = c.hypot(d);
    if a <= 0.0 || d >= 0.0 || b.abs() > a * 0.05 || c.abs() > size * 0.5 {
        // along an edge of the page it may be a label; aslant it is a watermark
        let upended = a.abs() < b.abs() * 0.05 || b.abs() < a.abs() * 0.05;
        page.turned |= upended && char.is_none_or(|char| !char.is_whitespace());
        return;
    }
    page.glyphs.push(Glyph {
        char,
        left,
        baseline,
        width: hundredths(width * a),
        size: hundredths(size).max(1),
    });
}
