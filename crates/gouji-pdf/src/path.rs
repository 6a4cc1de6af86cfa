//! Lines on a page: thin boxes that are filled, straight strokes that run along an edge of the page.

use gouji_parser::paged::{Page, RuledLine};
use hayro_font::kurbo::{Affine, Point};

/// How thick a rule is at most, and how far a stroke may be off the straight, in points.
const THICK: f64 = 3.0;
const SKEW: f64 = 0.5;

/// The path under construction, in points from the top left of the page.
#[derive(Default)]
pub(crate) struct Path {
    subpaths: Vec<Vec<Point>>,
}

impl Path {
    pub(crate) fn move_to(&mut self, point: Point) {
        self.subpaths.push(vec![point]);
    }

    pub(crate) fn line_to(&mut self, point: Point) {
        match self.subpaths.last_mut() {
            Some(subpath) => subpath.push(point),
            None => self.move_to(point),
        }
    }

    /// A curve is no rule: what follows begins anew at its end.
    pub(crate) fn curve_to(&mut self, point: Point) {
        self.move_to(point);
    }

    pub(crate) fn close(&mut self) {
        if let Some(subpath) = self.subpaths.last_mut() {
            subpath.extend(subpath.first().copied());
        }
    }

    pub(crate) fn rectangle(&mut self, transform: Affine, [x, y, width, height]: [f64; 4]) {
        let corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)];
        self.subpaths.push(corners.map(|corner| transform * Point::from(corner)).to_vec());
    }

    /// The end of the path: its rules go to `page`.
    pub(crate) fn paint(&mut self, fill: bool, stroke: Option<f64>, page: &mut Page) {
        for subpath in self.subpaths.drain(..) {
            if fill {
                page.rules.extend(thin(&subpath));
            }
            if stroke.is_some_and(|width| width <= THICK) {
                page.rules.extend(subpath.windows(2).filter_map(|ends| straight(ends[0], ends[1])));
            }
        }
    }

    /// The end of a path that is not painted.
    pub(crate) fn drop(&mut self) {
        self.subpaths.clear();
    }
}

/// A filled outline that is as thin as a line.
fn thin(outline: &[Point]) -> Option<RuledLine> {
    let first = *outline.first()?;
    let (min, max) = outline.iter().fold((first, first), |(min, max), point| {
        (
            Point::new(min.x.min(point.x), min.y.min(point.y)),
            Point::new(max.x.max(point.x), max.y.max(point.y)),
        )
    });
    let (width, height) = (max.x - min.x, max.y - min.y);
    let middle = min.midpoint(max);
    if height <= THICK && height < width {
        straight(Point::new(min.x, middle.y), Point::new(max.x, middle.y))
    } else if width <= THICK {
        straight(Point::new(middle.x, min.y), Point::new(middle.x, max.y))
    } else {
        None
    }
}

/// A straight piece that runs along an edge of the page.
fn straight(start: Point, end: Point) -> Option<RuledLine> {
    let (across, along) = ((end.x - start.x).abs(), (end.y - start.y).abs());
    let rule = if along <= SKEW && across > along {
        RuledLine::across(hundredths(start.y), hundredths(start.x), hundredths(end.x))
    } else if across <= SKEW && along > across {
        RuledLine::down(hundredths(start.x), hundredths(start.y), hundredths(end.y))
    } else {
        return None;
    };
    Some(rule)
}

/// A length in the unit of pages.
#[allow(
    clippy::cast_possible_truncation,
    reason = "what is off every page saturates, and is left out"
)]
pub(crate) fn hundredths(points: f64) -> i32 {
    (points * 100.0).round().clamp(-1e7, 1e7) as i32
}
