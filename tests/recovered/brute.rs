//! The readings of rows that run together, looked for a second time: every way to cut, every sum as the form's
//! notes have it, written down here, and no short cut.

use std::collections::{BTreeMap, BTreeSet, HashSet};

/// Rows by `table.row`, each with its cells as they are written, left to right.
pub(crate) type Rows = BTreeMap<String, Vec<String>>;

/// Sums of columns that are looked through at most; a report with more is left out.
const MOST: usize = 5_000;

/// The rows whose figures all readings agree on, with these; none of a report that takes too long.
pub(crate) fn determined(rows: &Rows) -> Option<BTreeMap<String, Vec<u64>>> {
    let mut found = BTreeMap::new();
    let text = |row: &str| rows.get(row).map(|cells| cells.concat());
    if let Some(text) = text("disputes.count") {
        let ways = groups_of_five(&text);
        found.extend(only(&ways).map(|figures| ("disputes.count".to_owned(), figures)));
    }
    for (row, cells) in rows.iter().filter(|(row, _)| row.starts_with("proactive.")) {
        let text = cells.concat();
        if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            continue;
        }
        let mut ways = cut(&text, cells.len());
        // 现行有效 is not less than 制发 without 废止, on the form of 2021, which has no 其他对外管理服务事项.
        let stock = ["proactive.rules", "proactive.normative"].contains(&&**row);
        if stock && !rows.contains_key("proactive.service") {
            ways.retain(|figures| figures[2] + figures[1] >= figures[0]);
        }
        found.extend(only(&ways).map(|figures| (row.clone(), figures)));
    }
    found.extend(requests(rows)?);
    Some(found)
}

/// The one way, if there is no other.
fn only(ways: &BTreeSet<Vec<u64>>) -> Option<Vec<u64>> {
    ways.first().filter(|_| ways.len() == 1).cloned()
}

/// Every way to cut digits into figures, no more than `columns`; a column without one counts as 0.
fn cut(text: &str, columns: usize) -> BTreeSet<Vec<u64>> {
    let mut ways = BTreeSet::new();
    cut_on(text.as_bytes(), columns, &mut Vec::new(), &mut ways);
    ways
}

fn cut_on(rest: &[u8], columns: usize, begun: &mut Vec<u64>, ways: &mut BTreeSet<Vec<u64>>) {
    if columns == 0 {
        if rest.is_empty() {
            ways.insert(begun.clone());
        }
        return;
    }
    let mut figure = 0;
    for length in 0..=rest.len().min(16) {
        if length > 1 && rest[0] == b'0' {
            break;
        }
        if length > 0 {
            figure = figure * 10 + u64::from(rest[length - 1] - b'0');
        }
        begun.push(figure);
        cut_on(&rest[length..], columns - 1, begun, ways);
        begun.pop();
    }
}

/// The ways to cut digits into groups of five, the last of each the sum of the others.
fn groups_of_five(text: &str) -> BTreeSet<Vec<u64>> {
    let mut before: Vec<BTreeSet<Vec<u64>>> = vec![BTreeSet::new(); text.len() + 1];
    before[0].insert(Vec::new());
    for _ in 0..3 {
        let mut after = vec![BTreeSet::new(); text.len() + 1];
        for start in (0..=text.len()).filter(|&start| !before[start].is_empty()) {
            for end in start..=text.len() {
                let group = cut(&text[start..end], 5);
                let sums = group.iter().filter(|it| it[..4].iter().sum::<u64>() == it[4]);
                for own in sums {
                    after[end].extend(before[start].iter().map(|it| [&it[..], own].concat()));
                }
            }
        }
        before = after;
    }
    before.pop().unwrap()
}

/// Table three: 新收＋上年结转＝总计＋结转下年, the results add up to 总计, and six columns to the seventh.
fn requests(rows: &Rows) -> Option<BTreeMap<String, Vec<u64>>> {
    let own = rows.iter().filter(|(row, _)| row.starts_with("requests."));
    let mut ways: BTreeMap<&str, Vec<Vec<u64>>> = BTreeMap::new();
    for (row, cells) in own {
        let sums = |it: &Vec<u64>| it[..6].iter().sum::<u64>() == it[6];
        ways.insert(row, cut(&cells.concat(), 7).into_iter().filter(sums).collect());
    }
    let mut found = BTreeMap::new();
    if ways.is_empty() {
        return Some(found);
    }
    for row in ways.keys().copied().collect::<Vec<_>>() {
        let mut fit = Vec::new();
        for way in ways[row].clone() {
            let mut fixed = ways.clone();
            fixed.insert(row, vec![way.clone()]);
            if can_hold(&fixed)? {
                fit.push(way);
            }
        }
        if let [only] = &fit[..] {
            found.insert(row.to_owned(), only.clone());
        }
    }
    Some(found)
}

/// Whether the columns add up with some way of each row.
fn can_hold(ways: &BTreeMap<&str, Vec<Vec<u64>>>) -> Option<bool> {
    let flow = ["requests.new", "requests.carried-in", "requests.total", "requests.carried-out"];
    let mut sums: HashSet<Vec<u64>> = [vec![0; 7]].into();
    for (_, own) in ways.iter().filter(|(row, _)| !flow.contains(row)) {
        sums = sums.iter().flat_map(|sum| own.iter().map(|way| add(sum, way))).collect();
        if sums.len() > MOST {
            return None;
        }
    }
    let [new, carried_in, total, carried_out] = flow.map(|row| &ways[row]);
    let pairs = |left: &Vec<Vec<u64>>, right: &[Vec<u64>]| -> HashSet<Vec<u64>> {
        left.iter().flat_map(|left| right.iter().map(|right| add(left, right))).collect()
    };
    let totals: Vec<Vec<u64>> = total.iter().filter(|it| sums.contains(*it)).cloned().collect();
    Some(!pairs(new, carried_in).is_disjoint(&pairs(carried_out, &totals)))
}

fn add(left: &[u64], right: &[u64]) -> Vec<u64> {
    left.iter().zip(right).map(|(left, right)| left + right).collect()
}
