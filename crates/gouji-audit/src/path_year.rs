//! The year that the name of a file says.

/// The year that a path names: that of the file, else of the closest folder.
pub(crate) fn year_in(path: &str) -> Option<u16> {
    path.rsplit(['/', '\\']).find_map(|part| {
        let digits: Vec<&str> = part.split(|char: char| !char.is_ascii_digit()).collect();
        let years = digits.into_iter().filter(|it| it.len() == 4);
        years.filter_map(|it| it.parse().ok()).find(|year| (2008..2100).contains(year))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_says_its_year_before_the_folder_does() {
        let years = ["2024/水利局.md", "2024/水利局2023年.md", "a/b.md", "20241/1234567.md"];
        assert_eq!(years.map(year_in), [Some(2024), Some(2023), None, None]);
    }
}
