//! `gouji fix`: which files, and where the fixed ones go. What is fixed is for the library to say;
//! [`account`] puts it into words.

use std::io::{self, IsTerminal, Write as _};

use gouji_reporter::{fix_account, fix_diff, visible};
use gouji_rules::finding::Safety;
use gouji_rules::fix::{FixError, FixedFile};
use rayon::prelude::*;

use crate::args::FixArgs;
use crate::notices::tell;
use crate::project::{with_settings, without_baseline};
use crate::{input, sink};
use gouji_project::Status;
use gouji_project::discover::{self, FoundInputs};
use gouji_project::is_result;
use gouji_project::read;
use gouji_project::{FileSettings, words};
use gouji_project::{Input, UnreadFile};
use gouji_report::Lang;

mod account;

use account::Totals;

pub(crate) fn run(args: &FixArgs, lang: Lang) -> miette::Result<Status> {
    let mut project = without_baseline(&args.config)?;
    let mut found = find(args, lang)?;
    let inputs = with_settings(&mut project, found.inputs, &mut found.unread, lang)?;
    let most = if args.proposals { Safety::Unsafe } else { Safety::Safe };
    let work = FixWork { args, lang, most };
    let results: Vec<Result<FileOutcome, UnreadFile>> = match &*inputs {
        [(input, settings)] => vec![work.fix(input, settings)],
        inputs => inputs.par_iter().map(|(input, settings)| work.fix(input, settings)).collect(),
    };
    if !args.quiet {
        tell(&project.notices(&[]), lang);
    }
    let mut totals = Totals::default();
    let mut unread = found.unread;
    let mut accounts = String::new();
    let mut out = io::stdout().lock();
    for result in results {
        match result {
            Ok(done) => {
                totals.add(&done.totals);
                accounts += &done.account;
                printed(out.write_all(&done.out))?;
            }
            Err(error) => unread.push(error),
        }
    }
    // Standard output is for the account, unless it has the diff or the fixed text itself.
    let closing = if totals.is_empty() && !(unread.is_empty() && totals.not_checked == 0) {
        String::new()
    } else {
        totals.closing(args.diff, lang)
    };
    let told = accounts + &closing;
    let to_stderr = args.diff || discover::has_stdin(&args.paths);
    if !args.quiet && to_stderr {
        eprint!("{told}");
    } else if !args.quiet {
        printed(out.write_all(told.as_bytes()))?;
    }
    printed(out.flush())?;
    unread.sort_by(|a, b| a.name.cmp(&b.name));
    for it in &unread {
        eprintln!("{it}");
    }
    let left = totals.dropped > 0 || args.diff && totals.places > 0;
    Ok(match (unread.is_empty() && totals.not_checked == 0, left) {
        (false, _) => Status::Failed,
        (true, true) => Status::Findings,
        (true, false) => Status::Clean,
    })
}

/// What comes of an attempt to write to standard output. A reader that hangs up (`gouji fix --diff |
/// head`) is no error.
fn printed(attempt: io::Result<()>) -> miette::Result<()> {
    match attempt {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(miette::miette!("{}", words::unwritten(None, &error)))
        }
        _ => Ok(()),
    }
}

fn find(args: &FixArgs, lang: Lang) -> miette::Result<FoundInputs> {
    let stdin = discover::has_stdin(&args.paths);
    if stdin && args.paths.len() > 1 {
        let message = lang.choose(
            "标准输入（-）改后写到标准输出，不能与其他文件一起处理",
            "standard input (-) is written to standard output and goes with no other file",
        );
        return Err(miette::miette!("{message}"));
    }
    let name = args.stdin_filename.as_deref();
    input::verify_stdin(&args.paths, name, lang)?;
    let pick = input::pick(&args.exclude, false)?;
    Ok(discover::inputs(&args.paths, name, &pick, lang))
}

struct FixWork<'w> {
    args: &'w FixArgs,
    lang: Lang,
    most: Safety,
}

/// What became of a file.
#[derive(Default)]
struct FileOutcome {
    totals: Totals,
    account: String,
    /// For standard output: the diff, or the text that came in by standard input.
    out: Vec<u8>,
}

impl FixWork<'_> {
    fn fix(&self, input: &Input, settings: &FileSettings) -> Result<FileOutcome, UnreadFile> {
        let name = input.name();
        input.with_bytes(self.lang, |bytes| {
            if matches!(input, Input::Member { .. }) && !self.args.diff {
                return Err(words::both(|lang| {
                    let what = "压缩包里的文件不能改写，请先解压";
                    let english = "a file of an archive cannot be rewritten: unpack it";
                    lang.choose(what, english).to_owned()
                }));
            }
            let document = read(bytes, name).map_err(|error| error.to_string())?;
            if is_result(&document) {
                let own =
                    "是 gouji 写的检查结果，没有改动 / a result that gouji wrote, left as it was";
                return if input.is_named() {
                    Err(own.to_owned())
                } else {
                    Ok(FileOutcome::default())
                };
            }
            let bound = settings.bind(&document);
            if !bound.is_report() && settings.fails_on_not_checked(input.is_named()) {
                return Ok(self.not_a_report(input, bytes));
            }
            let fixed = match settings.fix(name, bytes, &bound, self.most)? {
                Ok(fixed) => fixed,
                Err(FixError::Word) if !input.is_named() => {
                    return Ok(FileOutcome { totals: Totals::word(), ..FileOutcome::default() });
                }
                Err(FixError::Pdf) if !input.is_named() => {
                    return Ok(FileOutcome { totals: Totals::pdf(), ..FileOutcome::default() });
                }
                Err(error) => return Err(error.to_string()),
            };
            let changed = fixed.after.is_some();
            let (totals, account) =
                (Totals::of(&fixed), fix_account(name, &fixed, self.args.diff, self.lang));
            let mut out = Vec::new();
            match input {
                _ if self.args.diff => out = diff(name, &fixed),
                Input::Stdin { .. } | Input::Buffer { .. } | Input::Member { .. } => {
                    out = fixed.bytes;
                }
                Input::File { path, .. } if changed => {
                    sink::replace(path, &fixed.bytes).map_err(|error| not_replaced(&error))?;
                }
                Input::File { .. } => {}
            }
            Ok(FileOutcome { totals, account, out })
        })
    }

    /// What becomes of a file of which nothing was checked: it stays as it is.
    fn not_a_report(&self, input: &Input, bytes: &[u8]) -> FileOutcome {
        let through = !self.args.diff && matches!(input, Input::Stdin { .. });
        FileOutcome {
            totals: Totals::not_checked(),
            account: account::not_checked(input.name(), self.lang),
            out: if through { bytes.to_vec() } else { Vec::new() },
        }
    }
}

/// That a file could not be written, and why; in both languages.
fn not_replaced(error: &io::Error) -> String {
    words::both(|lang| {
        let what = lang.choose("不能写入，没有改动", "cannot write, left as it was");
        format!("{what}: {}", words::written(error, lang))
    })
}

/// The changes as a unified diff.
fn diff(name: &str, fixed: &FixedFile) -> Vec<u8> {
    let diff = fix_diff(name, fixed);
    if !io::stdout().is_terminal() {
        return diff.into_bytes();
    }
    // What steers a terminal or hides on it is shown there instead.
    let lines = diff.lines().map(|line| format!("{}\n", visible(line)));
    lines.collect::<String>().into_bytes()
}
