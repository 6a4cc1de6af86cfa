//! How near two short texts are: for labels with a slip of the pen, and for `did you mean`.

/// Share of characters that two texts have in common, whatever their order: twice the common
/// ones over all of them (the Sørensen–Dice coefficient on characters), in per cent.
pub fn common(left: &str, right: &str) -> u32 {
    let mut rest: Vec<char> = right.chars().collect();
    let total = left.chars().count() + rest.len();
    let mut shared: usize = 0;
    for char in left.chars() {
        if let Some(at) = rest.iter().position(|&other| other == char) {
            rest.swap_remove(at);
            shared += 1;
        }
    }
    (200 * shared).checked_div(total).unwrap_or(100) as u32
}

/// The most that [`common`] can be of two texts that have so many characters.
pub fn most_common(left: usize, right: usize) -> u32 {
    (200 * left.min(right)).checked_div(left + right).unwrap_or(100) as u32
}

/// Edits (insert, delete, replace a character) that turn one text into the other, or `None` as
/// soon as they are more than `limit`.
pub fn edits(left: &str, right: &str, limit: usize) -> Option<usize> {
    // Most texts are further apart than that by their lengths.
    if left.chars().count().abs_diff(right.chars().count()) > limit {
        return None;
    }
    let left: Vec<char> = left.chars().collect();
    let right: Vec<char> = right.chars().collect();
    let mut above: Vec<usize> = (0..=right.len()).collect();
    for (row, char) in left.iter().enumerate() {
        let mut diagonal = above[0];
        above[0] = row + 1;
        for (column, other) in right.iter().enumerate() {
            let replaced = diagonal + usize::from(char != other);
            diagonal = above[column + 1];
            above[column + 1] = replaced.min(diagonal + 1).min(above[column] + 1);
        }
        if above.iter().all(|&cost| cost > limit) {
            return None;
        }
    }
    above.last().copied().filter(|&cost| cost <= limit)
}

/// The candidate that `word` was probably meant to be.
pub fn nearest<'a>(word: &str, candidates: &[&'a str]) -> Option<&'a str> {
    let limit = (word.chars().count() / 3).max(1);
    candidates
        .iter()
        .filter_map(|&candidate| Some((edits(word, candidate, limit)?, candidate)))
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_is_one_edit() {
        assert_eq!(edits("7.属于行政执法案件", "7.属于行政执法案卷", 2), Some(1));
        assert_eq!(edits("本年增/", "本年增/减", 2), Some(1));
        assert_eq!(edits("规章", "规范性文件", 2), None);
    }

    #[test]
    fn titles_share_characters_in_any_order() {
        assert!(common("政府信息依申请公开办理情况", "收到和处理政府信息公开申请情况") >= 60);
        assert!(common("主动公开政府信息情况", "收到和处理政府信息公开申请情况") < 75);
        for (left, right) in [("", ""), ("政府", "政府"), ("政府", "府政信息"), ("", "息")]
        {
            let most = most_common(left.chars().count(), right.chars().count());
            assert_eq!(common(left, right), most, "{left} {right}");
        }
        assert_eq!(
            nearest("carried_in", &["new", "carried-in", "carried-out"]),
            Some("carried-in")
        );
    }
}
