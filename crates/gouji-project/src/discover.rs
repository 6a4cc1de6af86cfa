//! From the paths on the command line to the files to check.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use globset::{Glob, GlobSet, GlobSetBuilder};
use gouji_parser::Format;
use gouji_parser::archive::members;
use gouji_parser::format::{FORMATS, FormatEntry, Handling, InFolder};
use gouji_parser::sniff::sniff;
use ignore::WalkBuilder;

use crate::input::{Input, UnreadFile};
use crate::limited::limited;
use crate::read::PDF;
use crate::shown_path::display_name;
use crate::words;
use gouji_report::Lang;

/// What there is to check, and the places that could not be entered.
#[derive(Debug, Default)]
pub struct FoundInputs {
    /// Sorted by name, each file once.
    pub inputs: Vec<Input>,
    /// Folders that could not be listed.
    pub unread: Vec<UnreadFile>,
    /// Folders that were gone through.
    pub walked: Vec<PathBuf>,
    /// The files in them that may hold a report and were not picked up: ending and canonical path.
    pub passed_over: BTreeSet<(&'static str, PathBuf)>,
}

impl FoundInputs {
    /// What was not picked up, in one line; nothing where that is no document.
    pub fn passed_over(&self, lang: Lang) -> Option<String> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for (ending, _) in &self.passed_over {
            *counts.entry(ending).or_default() += 1;
        }
        let is_there = |entry: &FormatEntry| entry.endings.iter().any(|it| counts.contains_key(it));
        let convert = FORMATS.iter().any(|it| it.handling == Handling::Converted && is_there(it));
        let each: Vec<String> = counts
            .iter()
            .map(|(ending, count)| format!(".{ending} {count}{}", lang.choose(" 个", "")))
            .collect();
        let (total, each) = (self.passed_over.len(), each.join(lang.choose("，", ", ")));
        let mut line = match lang {
            Lang::Zh => {
                format!("文件夹中另有 {total} 个文件没有检查：{each}；其中的年报请检查 .docx 原稿")
            }
            Lang::En => format!(
                "{total} more in the folders not checked: {each}; check the .docx of what is a report"
            ),
        };
        if convert {
            line += lang.choose(
                "（.rtf 可另存为 .docx，或加 --convert）",
                " (save .rtf as .docx, or add --convert)",
            );
        }
        (total > 0).then_some(line)
    }
}

/// The endings of files that are checked where they lie in a folder.
pub fn endings() -> impl Iterator<Item = &'static str> {
    FORMATS.iter().filter(|it| is_checked(it, false)).flat_map(|it| it.endings).copied()
}

/// That there is nothing to check.
pub fn nothing(lang: Lang) -> String {
    let endings: Vec<String> = endings().map(|it| format!(".{it}")).collect();
    let endings = endings.join(" ");
    match lang {
        Lang::Zh => format!("没有可检查的文件（{endings}）"),
        Lang::En => format!("no file to check ({endings})"),
    }
}

/// What is picked up in a folder.
#[derive(Debug, Default)]
pub struct FolderPick {
    /// Whether files that have to be converted are among it.
    pub convert: bool,
    /// Whether archives are gone through; their files can be read and not written.
    pub archives: bool,
    /// Paths, from the folder on, that are left out.
    pub exclude: GlobSet,
}

/// What is picked up where `exclude` names what is not.
pub fn pick(exclude: &[Glob], convert: bool) -> Result<FolderPick, globset::Error> {
    let mut set = GlobSetBuilder::new();
    for glob in exclude {
        set.add(glob.clone());
    }
    let exclude = set.build()?;
    Ok(FolderPick { convert, exclude, archives: false })
}

/// Whether standard input is among `paths`.
pub fn has_stdin(paths: &[PathBuf]) -> bool {
    paths.iter().any(|path| path.as_os_str() == "-")
}

/// Every file that `paths` lead to, those of the current folder where there are none; `-` is standard input under the name `stdin`. A file that is named
/// is taken whatever `pick` says.
pub fn inputs(
    paths: &[PathBuf],
    stdin: Option<&str>,
    pick: &FolderPick,
    lang: Lang,
) -> FoundInputs {
    let mut found = FoundInputs::default();
    let here = [PathBuf::from(".")];
    for path in if paths.is_empty() { &here[..] } else { paths } {
        if path.as_os_str() == "-" {
            found.inputs.push(Input::Stdin { name: stdin.unwrap_or("-").to_owned() });
        } else if path.is_dir() {
            walk(path, pick, lang, &mut found);
            found.walked.push(path.clone());
        } else if !archive(path, Path::new(""), pick, lang, &mut found) {
            found.inputs.push(Input::named(path.clone()));
        }
    }
    // A file keeps the name by which it was first reached, and is named where it is so once.
    let is_named = |input: &&Input| input.is_named();
    let named: HashSet<PathBuf> = found.inputs.iter().filter(is_named).map(identity).collect();
    let mut seen = HashSet::new();
    found.inputs.retain_mut(|input| {
        let identity = identity(input);
        if let Input::File { named: is_named, .. } | Input::Member { named: is_named, .. } = input {
            *is_named = named.contains(&identity);
        }
        seen.insert(identity)
    });
    found.inputs.sort_by(|a, b| a.name().cmp(b.name()));
    found
}

/// Leaves out the files `targets`, however they are spelled.
pub fn leave_out<'p>(found: &mut FoundInputs, targets: impl Iterator<Item = &'p Path>) {
    let targets: HashSet<PathBuf> = targets.filter_map(|it| fs::canonicalize(it).ok()).collect();
    if !targets.is_empty() {
        found.inputs.retain(|input| !targets.contains(&identity(input)));
    }
}

/// The same file, however it was spelled.
fn identity(input: &Input) -> PathBuf {
    match input {
        Input::Stdin { .. } => PathBuf::from("-"),
        Input::Buffer { name, .. } | Input::Member { name, .. } => PathBuf::from(name),
        Input::File { path, .. } => canonical(path),
    }
}

fn canonical(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

fn walk(folder: &Path, pick: &FolderPick, lang: Lang, found: &mut FoundInputs) {
    // Only files that lie in the tree decide what is skipped: a user's global settings would make
    // two machines disagree.
    let walker = WalkBuilder::new(folder)
        .follow_links(false)
        .require_git(false)
        .git_global(false)
        .git_exclude(false)
        .add_custom_ignore_filename(".goujiignore")
        .build();
    for entry in walker {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|it| it.is_file()) => {
                let inside = entry.path().strip_prefix(folder).unwrap_or(entry.path());
                if pick.exclude.is_match(inside) {
                    continue;
                }
                if is_report(entry.path(), pick.convert) {
                    found.inputs.push(Input::met(entry.into_path()));
                } else if archive(entry.path(), inside, pick, lang, found) {
                } else if let Some(ending) = passed_over(entry.path()) {
                    found.passed_over.insert((ending, canonical(entry.path())));
                }
            }
            Ok(_) => {}
            Err(error) => {
                let name = folder_of(&error, folder);
                found.unread.push(UnreadFile::new(name, words::walk(&error, lang)));
            }
        }
    }
}

/// Goes through an archive like a folder; `inside` is its path from the folder on. Says whether it is one that
/// is gone through.
fn archive(
    path: &Path,
    inside: &Path,
    pick: &FolderPick,
    lang: Lang,
    found: &mut FoundInputs,
) -> bool {
    if !pick.archives || among(path, |it| it.handling == Handling::Folder).is_none() {
        return false;
    }
    let Ok(bytes) = fs::File::open(path).and_then(limited) else { return false };
    unpack(path, &bytes, inside, pick, lang, found)
}

/// What there is to check in `bytes`, which go by `name`: themselves, or the files of an archive.
pub fn of_buffer(name: &str, bytes: Vec<u8>, lang: Lang) -> FoundInputs {
    let mut found = FoundInputs::default();
    let (path, pick) = (Path::new(name), FolderPick::default());
    let is_archive = among(path, |it| it.handling == Handling::Folder).is_some();
    if !is_archive || !unpack(path, &bytes, Path::new(""), &pick, lang, &mut found) {
        found.inputs.push(Input::Buffer { name: display_name(path), bytes: bytes.into() });
    }
    found.inputs.sort_by(|a, b| a.name().cmp(b.name()));
    found
}

/// Takes the files out of the archive `bytes` that is at `path`. Says whether it is one.
fn unpack(
    path: &Path,
    bytes: &[u8],
    inside: &Path,
    pick: &FolderPick,
    lang: Lang,
    found: &mut FoundInputs,
) -> bool {
    // Another file under this ending is read as what it is.
    if sniff(bytes) != Format::Zip {
        return false;
    }
    let name = display_name(path);
    let wanted = |member: &str| {
        let hidden = member.split('/').any(|step| step.starts_with('.') || step == "__MACOSX");
        let picked = is_report(Path::new(member), pick.convert);
        picked && !hidden && !pick.exclude.is_match(inside.join(member))
    };
    let members = match members(bytes, wanted) {
        Ok(members) if !members.is_empty() => members,
        read => {
            let message = match read {
                Ok(_) => {
                    "压缩包里没有可以检查的文件 / no file in the archive can be checked".to_owned()
                }
                Err(error) => error.to_string(),
            };
            found.unread.push(UnreadFile::new(name, words::one(&message, lang)));
            return true;
        }
    };
    for (member, bytes) in members {
        let name = format!("{name}!/{member}");
        match bytes {
            Ok(bytes) => found.inputs.push(Input::Member {
                archive: path.to_owned(),
                name,
                bytes: Ok(bytes.into()),
                named: false,
            }),
            Err(error) => {
                let message = words::one(&error.to_string(), lang);
                found.unread.push(UnreadFile::new(name, message));
            }
        }
    }
    true
}

/// Whether files of a format that lie in a folder are checked, by this build, where files are converted or not.
fn is_checked(entry: &FormatEntry, convert: bool) -> bool {
    let read = entry.in_folder == InFolder::Checked && (PDF || entry.format != Format::Pdf);
    read || convert && entry.handling == Handling::Converted
}

fn is_report(path: &Path, convert: bool) -> bool {
    among(path, |it| is_checked(it, convert)).is_some()
}

/// The ending of a file that may hold a report, though it is not picked up.
fn passed_over(path: &Path) -> Option<&'static str> {
    among(path, |it| it.in_folder != InFolder::PassedOver)
}

/// Which ending of the formats that `is_one` admits the file has.
fn among(path: &Path, is_one: impl Fn(&FormatEntry) -> bool) -> Option<&'static str> {
    // `~$report.docx` is the lock that Word leaves beside a document that is open.
    let lock = path.file_name().is_some_and(|it| it.as_encoded_bytes().starts_with(b"~$"));
    let ending = path.extension().and_then(OsStr::to_str).unwrap_or_default();
    let mut endings = FORMATS.iter().filter(|it| is_one(it)).flat_map(|it| it.endings);
    let known = endings.find(|it| it.eq_ignore_ascii_case(ending)).copied();
    known.filter(|_| !lock)
}

fn folder_of(error: &ignore::Error, root: &Path) -> String {
    let path = match error {
        ignore::Error::WithPath { path, .. } => path,
        ignore::Error::WithDepth { err, .. } => return folder_of(err, root),
        _ => root,
    };
    display_name(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_are_known_by_their_ending() {
        for yes in
            ["a.txt", "a.TXT", "年报.docx", "a.doc", "年报.WPS", "a.odt", "x/y.htm", "a.b.markdown"]
        {
            assert!(is_report(Path::new(yes), false), "{yes}");
        }
        for no in ["a.rtf", "a.ofd", "txt", "a.txt~", "~$年报.docx", ".docx"] {
            assert!(!is_report(Path::new(no), false), "{no}");
        }
        for converted in ["a.doc", "a.RTF", "a.docx"] {
            assert!(is_report(Path::new(converted), true), "{converted}");
        }
        assert!(!is_report(Path::new("a.ofd"), true));
        assert_eq!(is_report(Path::new("a.pdf"), false), PDF);
    }
}
