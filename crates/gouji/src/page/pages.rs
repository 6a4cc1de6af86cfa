//! Every page about rules, as files.

use std::path::{Path, PathBuf};

use super::book::Book;
use super::{DocPage, family as list, ids, kind, markdown, place, rule as about};
use crate::sink;
use crate::target::{self, WriteTarget};
use gouji_project::words;
use gouji_report::Lang;

/// Writes every page into `folder`: `rules.md`, `check-kinds.md`, `fields.md`, `places.md`, and a folder `rules` of
/// pages in each language.
/// A file that is none of these stays as it is.
pub(crate) fn write(book: &Book, folder: &Path) -> miette::Result<usize> {
    let pages = pages(book);
    let pages: Vec<(PathBuf, String)> =
        pages.iter().map(|(path, page)| (folder.join(path), markdown::render(page))).collect();
    for (path, text) in &pages {
        let first = text.lines().next().unwrap_or_default();
        target::verify(WriteTarget::Page(first), path, &[])?;
    }
    for (path, text) in &pages {
        let written = path
            .parent()
            .map_or(Ok(()), std::fs::create_dir_all)
            .and_then(|()| sink::write(Some(path), |out| out.write_all(text.as_bytes())));
        written.map_err(|error| miette::miette!("{}", words::unwritten(Some(path), &error)))?;
    }
    Ok(pages.len())
}

fn pages(book: &Book) -> Vec<(PathBuf, DocPage)> {
    let mut pages = vec![
        (PathBuf::from("rules.md"), list::overview(book)),
        (PathBuf::from("check-kinds.md"), kind::all(book, Lang::Zh)),
        (PathBuf::from("fields.md"), ids::all(&book.linter)),
        (PathBuf::from("places.md"), place::all(book)),
    ];
    for lang in [Lang::Zh, Lang::En] {
        let folder = Path::new("rules").join(lang.code());
        pages.push((folder.join("README.md"), list::index(book, lang)));
        for rule in book.linter.rules() {
            pages.push((folder.join(format!("{}.md", rule.code)), about::page(rule, book, lang)));
        }
    }
    pages
}
