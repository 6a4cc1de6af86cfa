//! Ruled tables: lines that cross make a grid, and a cell grows to the right and down where no line is
//! drawn between.

use super::{Frame, Page, RuledLine};

/// Lines so near to each other are one: borders are drawn twice, or in pieces that do not quite meet.
const NEAR: i32 = 250;
/// Shorter lines rule no cell.
const SHORT: i32 = 400;
/// Lines of a page, joined; a page with more is a drawing.
const RULES: usize = 5_000;
/// Squares of a grid.
const SQUARES: usize = 50_000;

/// A table on one page.
#[derive(Debug)]
pub(super) struct RuledGrid {
    pub(super) frame: Frame,
    pub(super) rows: usize,
    /// By row, then from left to right.
    pub(super) cells: Vec<Area>,
}

/// A cell on one page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Area {
    pub(super) frame: Frame,
    pub(super) row: usize,
    pub(super) row_span: usize,
}

/// The lines of a page by what they are.
#[derive(Debug, Default)]
pub(super) struct SortedLines {
    pub(super) grids: Vec<RuledGrid>,
    /// Where lines cross or run side by side and do not close.
    pub(super) unclosed: Vec<Frame>,
    /// Lines across by themselves: under words, through words, between paragraphs.
    pub(super) alone: Vec<RuledLine>,
}

/// Sorts the lines of a page.
pub(super) fn find(page: &Page) -> SortedLines {
    let lines = joined(&page.rules);
    let mut ruled = SortedLines::default();
    if lines.len() > RULES {
        ruled.unclosed.push(Frame { left: 0, top: 0, right: page.width, bottom: page.height });
        return ruled;
    }
    let mut down = Vec::new();
    for group in crossing(&lines) {
        let downward = group.iter().filter(|rule| !rule.across).count();
        match (group.len() - downward, downward) {
            (_, 0) => ruled.alone.extend(group),
            (0, _) => down.extend(group),
            // a box around text is no table
            (across, downward) => {
                let (walls, ends) = group.iter().partition::<Vec<_>, _>(|it| is_wall(it, &group));
                match close(&walls) {
                    Some(grid) if grid.cells.len() > 1 => ruled.grids.push(grid),
                    None if across + downward > 3 => ruled.unclosed.extend(frame(&group)),
                    _ => {}
                }
                ruled.alone.extend(ends.into_iter().filter(|rule| rule.across));
            }
        }
    }
    ruled.unclosed.extend(side_by_side(&down));
    ruled.grids.sort_by_key(|grid| (grid.frame.top, grid.frame.left));
    ruled
}

/// Lines without those too short, pieces of one line joined.
fn joined(rules: &[RuledLine]) -> Vec<RuledLine> {
    let mut sorted = rules.to_vec();
    sorted.sort_by_key(|rule| (rule.across, rule.at, rule.from));
    // pieces whose distance from the edge differs by a hair come in one order again
    let mut first = None;
    for rule in &mut sorted {
        match first {
            Some((across, at)) if across == rule.across && rule.at - at <= NEAR / 2 => rule.at = at,
            _ => first = Some((rule.across, rule.at)),
        }
    }
    sorted.sort_by_key(|rule| (rule.across, rule.at, rule.from));
    let mut joined: Vec<RuledLine> = Vec::new();
    for rule in sorted {
        match joined.last_mut() {
            Some(last)
                if (last.across, last.at) == (rule.across, rule.at)
                    && rule.from <= last.to + NEAR =>
            {
                last.to = last.to.max(rule.to);
            }
            _ => joined.push(rule),
        }
    }
    joined.retain(|rule| rule.to - rule.from >= SHORT);
    joined
}

/// Lines in groups that touch each other.
fn crossing(rules: &[RuledLine]) -> Vec<Vec<RuledLine>> {
    let mut sets = UnionFind::new(rules.len());
    // those down come first
    let (down, across) = rules.split_at(rules.partition_point(|rule| !rule.across));
    for (at, line) in (down.len()..).zip(across) {
        let first = down.partition_point(|it| it.at < line.from - NEAR);
        let touched = down[first..].iter().take_while(|it| it.at <= line.to + NEAR);
        for (other, it) in (first..).zip(touched) {
            if it.from - NEAR <= line.at && line.at <= it.to + NEAR {
                sets.join(at, other);
            }
        }
    }
    sets.groups().into_iter().map(|group| group.into_iter().map(|at| rules[at]).collect()).collect()
}

/// Whether a line ends at lines of the other direction, as one through or under a word does not.
fn is_wall(rule: &RuledLine, group: &[RuledLine]) -> bool {
    let (down, across) = group.split_at(group.partition_point(|rule| !rule.across));
    let others = if rule.across { down } else { across };
    let ends = |end: i32| {
        let first = others.partition_point(|other| other.at < end - NEAR);
        let mut near = others[first..].iter().take_while(|other| other.at <= end + NEAR);
        near.any(|other| other.from - NEAR <= rule.at && rule.at <= other.to + NEAR)
    };
    ends(rule.from) && ends(rule.to)
}

/// The grid that crossing lines make, if every square of it is closed.
fn close(rules: &[RuledLine]) -> Option<RuledGrid> {
    let xs = edges(rules, false);
    let ys = edges(rules, true);
    let (columns, rows) = (xs.len().checked_sub(1)?, ys.len().checked_sub(1)?);
    if columns == 0 || rows == 0 || columns.saturating_mul(rows) > SQUARES {
        return None;
    }
    // Whether a line is drawn left of each square, and above it.
    let wide = columns + 1;
    let mut left = vec![false; wide * (rows + 1)];
    let mut above = left.clone();
    for rule in rules {
        let (walls, own, along) =
            if rule.across { (&mut above, &ys, &xs) } else { (&mut left, &xs, &ys) };
        let line = index(own, rule.at)?;
        let from = along.partition_point(|&edge| edge < rule.from - NEAR);
        let to = along.partition_point(|&edge| edge <= rule.to + NEAR);
        for square in from..to.saturating_sub(1) {
            let (row, column) = if rule.across { (line, square) } else { (square, line) };
            walls[row * wide + column] = true;
        }
    }
    let mut sets = UnionFind::new(columns * rows);
    for row in 0..rows {
        for column in 0..columns {
            let square = row * columns + column;
            let outer = [left[row * wide], left[row * wide + columns], above[column]];
            if outer.contains(&false) || !above[rows * wide + column] {
                return None;
            }
            if column > 0 && !left[row * wide + column] {
                sets.join(square - 1, square);
            }
            if row > 0 && !above[row * wide + column] {
                sets.join(square - columns, square);
            }
        }
    }
    let cells = sets.groups().into_iter().map(|squares| {
        let (first, last) = (*squares.first()?, *squares.last()?);
        let (row, column) = (first / columns, first % columns);
        let (last_row, last_column) = (last / columns, last % columns);
        let full = (last_row + 1 - row) * (last_column + 1).checked_sub(column)?;
        let within = |square: &usize| (column..=last_column).contains(&(square % columns));
        (squares.len() == full && squares.iter().all(within)).then(|| Area {
            frame: Frame {
                left: xs[column],
                top: ys[row],
                right: xs[last_column + 1],
                bottom: ys[last_row + 1],
            },
            row,
            row_span: last_row + 1 - row,
        })
    });
    let frame = Frame { left: xs[0], top: ys[0], right: xs[columns], bottom: ys[rows] };
    let mut cells = cells.collect::<Option<Vec<_>>>()?;
    cells.sort_by_key(|cell| (cell.row, cell.frame.left));
    Some(RuledGrid { frame, rows, cells })
}

/// The places of the lines of one direction, those near to each other once.
fn edges(rules: &[RuledLine], across: bool) -> Vec<i32> {
    let mut edges: Vec<i32> =
        rules.iter().filter(|rule| rule.across == across).map(|rule| rule.at).collect();
    edges.sort_unstable();
    edges.dedup_by(|next, last| *next - *last <= NEAR);
    edges
}

/// The edge that a line at `at` is one of.
pub(super) fn index(edges: &[i32], at: i32) -> Option<usize> {
    edges.partition_point(|&edge| edge <= at).checked_sub(1)
}

/// What runs down the page side by side: columns whose rows are not ruled.
fn side_by_side(down: &[RuledLine]) -> Vec<Frame> {
    let mut frames: Vec<(Frame, usize)> = Vec::new();
    let mut sorted = down.to_vec();
    sorted.sort_by_key(|rule| rule.from);
    for rule in sorted {
        let own = Frame { left: rule.at, top: rule.from, right: rule.at, bottom: rule.to };
        match frames.last_mut() {
            Some((frame, count)) if own.top <= frame.bottom => {
                *frame = frame.join(own);
                *count += 1;
            }
            _ => frames.push((own, 1)),
        }
    }
    frames.into_iter().filter(|&(_, count)| count > 1).map(|(frame, _)| frame).collect()
}

fn frame(rules: &[RuledLine]) -> Option<Frame> {
    let frames = rules.iter().map(|rule| {
        if rule.across {
            Frame { left: rule.from, top: rule.at, right: rule.to, bottom: rule.at }
        } else {
            Frame { left: rule.at, top: rule.from, right: rule.at, bottom: rule.to }
        }
    });
    frames.reduce(Frame::join)
}

/// Things that are joined two by two.
struct UnionFind(Vec<usize>);

impl UnionFind {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn root(&mut self, mut it: usize) -> usize {
        while self.0[it] != it {
            self.0[it] = self.0[self.0[it]];
            it = self.0[it];
        }
        it
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        self.0[one.max(other)] = one.min(other);
    }

    /// The groups, by their first; each in ascending order.
    fn groups(mut self) -> Vec<Vec<usize>> {
        let mut groups = vec![Vec::new(); self.0.len()];
        for it in 0..self.0.len() {
            let root = self.root(it);
            groups[root].push(it);
        }
        groups.retain(|group| !group.is_empty());
        groups
    }
}
