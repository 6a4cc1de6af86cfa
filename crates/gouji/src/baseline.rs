//! `gouji baseline`: what was there before, written, pruned, compared.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use gouji_rules::finding::Extent;

use crate::args::{BaselineArgs, BaselineCommand, BaselineRunArgs};
use crate::check::{check_each, tell_own};
use crate::convert::Conversion;
use crate::notices::tell;
use crate::project::{refused, with_settings, without_baseline};
use crate::sink;
use crate::target::{self, WriteTarget};
use gouji_project::ReadingOptions;
use gouji_project::Status;
use gouji_project::baseline::{self, Baseline, BaselineEntry};
use gouji_project::discover::{self, FolderPick};
use gouji_project::words;
use gouji_project::{CheckedFile, Input, OwnFiles, Project};
use gouji_report::Lang;

pub(crate) fn run(args: &BaselineArgs, lang: Lang) -> miette::Result<Status> {
    match &args.command {
        BaselineCommand::Write(args) => write(args, lang),
        BaselineCommand::Prune(args) => prune(args, lang),
        BaselineCommand::Diff(args) => diff(args, lang),
    }
}

/// What is found in a file, as entries of a baseline.
struct FileEntries {
    name: String,
    /// As the baseline names it.
    path: String,
    entries: Vec<(BaselineEntry, BaselineEntry)>,
    is_checked: bool,
    failed: bool,
}

impl FileEntries {
    fn of(file: &CheckedFile, path: &str) -> Self {
        let entry = |finding| {
            let entry = BaselineEntry::new(path, finding);
            let former = entry.formerly(finding);
            (entry, former)
        };
        Self {
            name: file.name.clone(),
            path: path.to_owned(),
            entries: file.checked.findings.iter().map(entry).collect(),
            is_checked: file.checked.not_checked.iter().all(|it| it.what != Extent::File),
            failed: file.status() == Status::Failed,
        }
    }
}

/// What a run finds, as entries of a baseline.
#[derive(Default)]
struct CurrentEntries {
    /// Each with the entry that gouji 0.1.0 made of the same finding.
    entries: BTreeMap<BaselineEntry, BaselineEntry>,
    /// The files that were checked, as the baseline names them.
    paths: BTreeSet<String>,
    /// The files that were met and not checked.
    unchecked: BTreeSet<String>,
    /// Whether something was not checked that should have been.
    failed: bool,
}

impl CurrentEntries {
    fn of(args: &BaselineRunArgs, lang: Lang) -> miette::Result<Self> {
        let mut project = without_baseline(&args.config)?;
        let here = [PathBuf::from(".")];
        let paths = if args.paths.is_empty() { &here[..] } else { &args.paths };
        let mut found = discover::inputs(
            paths,
            None,
            &FolderPick { archives: true, ..FolderPick::default() },
            lang,
        );
        let named =
            |input: &Input| (input.name().to_owned(), Project::name_in(&args.baseline, input));
        let path_of: HashMap<String, String> = found.inputs.iter().map(named).collect();
        let reading = ReadingOptions {
            convert: &Conversion::NotAsked,
            tables: false,
            statements: false,
            lang,
        };
        let inputs = with_settings(&mut project, found.inputs, &mut found.unread, lang)?;
        let made =
            |file: CheckedFile| (file.origin(), FileEntries::of(&file, &path_of[&file.name]));
        let (mut files, mut unread) = (OwnFiles::default(), found.unread);
        check_each(&inputs, &reading, None, false, made, |result, _| match result {
            Ok((origin, entries)) => files.push(origin, entries),
            Err(error) => unread.push(error),
        });
        unread.sort_by(|a, b| a.name.cmp(&b.name));
        let (mut now, mut own, mut any) = (Self::default(), Vec::new(), false);
        while let Some((file, is_own)) = files.pop_last() {
            if is_own {
                own.push(file.name);
            } else {
                any = true;
                now.add(file);
            }
        }
        tell_own(&own, lang);
        tell(&project.notices(&[]), lang);
        for it in &unread {
            eprintln!("{it}");
        }
        let nothing = !any && unread.is_empty() && refused(project.fails_on_nothing())?;
        if nothing {
            eprintln!("{}", discover::nothing(lang));
        }
        now.unchecked.extend(unread.iter().filter_map(|it| path_of.get(&it.name).cloned()));
        now.failed |= nothing || !unread.is_empty();
        Ok(now)
    }

    fn add(&mut self, file: FileEntries) {
        self.failed |= file.failed;
        let paths = if file.is_checked { &mut self.paths } else { &mut self.unchecked };
        paths.insert(file.path);
        self.entries.extend(file.entries);
    }

    /// All entries, today's and former ones.
    fn names(&self) -> BTreeSet<BaselineEntry> {
        self.entries.iter().flat_map(|(entry, former)| [entry.clone(), former.clone()]).collect()
    }

    fn status(&self) -> Status {
        if self.failed { Status::Failed } else { Status::Clean }
    }
}

fn write(args: &BaselineRunArgs, lang: Lang) -> miette::Result<Status> {
    target::verify(WriteTarget::Baseline, &args.baseline, &args.paths)?;
    let now = CurrentEntries::of(args, lang)?;
    let status = now.status();
    let mut entries: BTreeSet<BaselineEntry> = now.entries.into_keys().collect();
    // What is known of a file that could not be checked stays known.
    let old = Baseline::read(&args.baseline).unwrap_or_default();
    entries.extend(old.findings.into_iter().filter(|it| now.unchecked.contains(&it.path)));
    let count = entries.len();
    save(&args.baseline, &Baseline::of(entries))?;
    let name = args.baseline.display();
    match lang {
        Lang::Zh => {
            println!("{name}：记下 {count} 个问题；只看新的，用 gouji check --baseline {name}");
        }
        Lang::En => {
            println!("{name}: {count} findings; gouji check --baseline {name} shows what is new");
        }
    }
    Ok(status)
}

/// Keeps what still occurs, and what speaks of files that were not looked at.
fn prune(args: &BaselineRunArgs, lang: Lang) -> miette::Result<Status> {
    let old = read(&args.baseline)?;
    let now = CurrentEntries::of(args, lang)?;
    let folder = args.baseline.parent().unwrap_or(Path::new(""));
    let names = now.names();
    let gone = |entry: &BaselineEntry| {
        !entry.is_among(&names)
            && (now.paths.contains(&entry.path) || !folder.join(&entry.path).exists())
    };
    let (before, kept): (usize, Vec<BaselineEntry>) =
        (old.findings.len(), old.findings.iter().filter(|it| !gone(it)).cloned().collect());
    let dropped = before - kept.len();
    save(&args.baseline, &Baseline::of(kept))?;
    let name = args.baseline.display();
    match lang {
        Lang::Zh => println!("{name}：去掉 {dropped} 个，留下 {} 个", before - dropped),
        Lang::En => println!("{name}: {dropped} dropped, {} kept", before - dropped),
    }
    Ok(now.status())
}

/// New findings with `+`, gone ones with `-`.
fn diff(args: &BaselineRunArgs, lang: Lang) -> miette::Result<Status> {
    let old = read(&args.baseline)?;
    let now = CurrentEntries::of(args, lang)?;
    let mut text = String::new();
    let mut lines = |sign: char, entries: Vec<&BaselineEntry>| {
        for BaselineEntry { path, code, message, .. } in entries {
            let line = format!("{sign} {path}: {code} {message}");
            let _ = writeln!(text, "{}", gouji_reporter::visible(&line));
        }
    };
    let names = now.names();
    let gone = old
        .findings
        .iter()
        .filter(|entry| now.paths.contains(&entry.path) && !entry.is_among(&names));
    lines('-', gone.collect());
    let known = |entry: &BaselineEntry| entry.is_among(&old.findings);
    let new = now.entries.iter().filter(|(entry, former)| !known(entry) && !known(former));
    let new: Vec<&BaselineEntry> = new.map(|(entry, _)| entry).collect();
    let found = if new.is_empty() { Status::Clean } else { Status::Findings };
    lines('+', new);
    sink::print(|out| out.write_all(text.as_bytes()))?;
    Ok(now.status().max(found))
}

fn read(path: &Path) -> miette::Result<Baseline> {
    Baseline::read(path).map_err(|why| {
        let name = path.display();
        let said = words::both(|lang| {
            let why = words::one(&why, lang);
            match lang {
                Lang::Zh => format!("基线 {name} 不能读取：{why}"),
                Lang::En => format!("the baseline {name} cannot be read: {why}"),
            }
        });
        miette::miette!(help = baseline::HELP, "{said}")
    })
}

fn save(path: &Path, baseline: &Baseline) -> miette::Result<()> {
    sink::write(Some(path), |out| out.write_all(baseline.text().as_bytes()))
        .map_err(|error| miette::miette!("{}", words::unwritten(Some(path), &error)))
}
