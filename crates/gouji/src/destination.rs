//! Which format is written where: `--format NAME` and `--format NAME=FILE`.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValue, PossibleValuesParser, StringValueParser, TypedValueParser};
use gouji_reporter::OutputFormat;

use crate::target::{self, WriteTarget, is_same};
use gouji_report::Lang;

/// A format and where it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Destination {
    pub format: OutputFormat,
    /// None is standard output.
    pub file: Option<PathBuf>,
}

/// Reads `NAME` and `NAME=FILE`. The names are those of the reporter.
#[derive(Clone, Debug)]
pub(crate) struct DestinationParser;

impl TypedValueParser for DestinationParser {
    type Value = Destination;

    fn parse_ref(
        &self,
        cmd: &clap::Command,
        arg: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<Destination, clap::Error> {
        let parts = |text: String| match text.split_once('=') {
            Some((_, "")) => Err("= 后面要写文件名 / a file name is missing after ="),
            Some((name, file)) => Ok((name.to_owned(), Some(PathBuf::from(file)))),
            None => Ok((text, None)),
        };
        let (name, file) = StringValueParser::new().try_map(parts).parse_ref(cmd, arg, value)?;
        let known = PossibleValuesParser::new(OutputFormat::ALL.iter().map(|it| it.name()));
        let name = known.parse_ref(cmd, arg, OsStr::new(&name))?;
        let format = OutputFormat::ALL.iter().copied().find(|it| it.name() == name);
        Ok(Destination { format: format.expect("the name is one of the list"), file })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let values = OutputFormat::ALL.iter().map(|format| {
            let (zh, en) = format.purpose();
            PossibleValue::new(format.name()).help(format!("{zh}（{en}）"))
        });
        Some(Box::new(values))
    }
}

/// Where everything goes, or why that cannot be: at most one format goes to standard output, or to
/// `output_file` in its stead, and no two to one file.
pub(crate) fn plan(
    formats: &[Destination],
    output_file: Option<&Path>,
    lang: Lang,
) -> miette::Result<Vec<Destination>> {
    let names = |of: &[&Destination]| -> String {
        of.iter().map(|it| it.format.name()).collect::<Vec<_>>().join(lang.choose("、", ", "))
    };
    let (to_files, mut to_stdout): (Vec<_>, Vec<_>) =
        formats.iter().partition(|it| it.file.as_deref().is_some_and(|file| !is_stdout(file)));
    to_stdout.dedup_by_key(|it| it.format);
    if let [_, second, ..] = &*to_stdout {
        let (names, second) = (names(&to_stdout), second.format.name());
        return Err(match lang {
            Lang::Zh => miette::miette!(
                help = format!("其余的写入文件：--format {second}=文件名"),
                "只有一种格式能写到标准输出或 --output-file，现有 {names}"
            ),
            Lang::En => miette::miette!(
                help = format!("write the others to files: --format {second}=FILE"),
                "only one format can go to standard output or --output-file, not {names}"
            ),
        });
    }
    let rest = to_stdout.first().map(|it| Destination {
        format: it.format,
        file: output_file.filter(|file| !is_stdout(file)).map(Path::to_owned),
    });
    if rest.is_none() && output_file.is_some() {
        let message = lang.choose(
            "--output-file 没有可写的：每个 --format 都已写明文件",
            "--output-file has nothing to hold: every --format names a file of its own",
        );
        return Err(miette::miette!("{message}"));
    }
    let all: Vec<Destination> = to_files.into_iter().cloned().chain(rest).collect();
    if let Some((one, other)) = clash(&all) {
        let file = other.file.as_deref().unwrap_or(Path::new("-")).display();
        let names = names(&[one, other]);
        return Err(match lang {
            Lang::Zh => miette::miette!("{names} 不能写入同一个文件 {file}"),
            Lang::En => miette::miette!("{names} cannot go to one file {file}"),
        });
    }
    Ok(all)
}

/// Refuses to write results over anything but results.
pub(crate) fn verify(destinations: &[Destination], reports: &[PathBuf]) -> miette::Result<()> {
    let mut files = destinations.iter().filter_map(|it| it.file.as_deref());
    files.try_for_each(|file| target::verify(WriteTarget::Result, file, reports))
}

/// The first two that go to one file.
fn clash(all: &[Destination]) -> Option<(&Destination, &Destination)> {
    all.iter().enumerate().find_map(|(at, other)| {
        let same = |one: &&Destination| {
            one.file.as_deref().zip(other.file.as_deref()).is_some_and(|(a, b)| is_same(a, b))
        };
        Some((all[..at].iter().find(same)?, other))
    })
}

fn is_stdout(file: &Path) -> bool {
    file == Path::new("-") || file == Path::new("/dev/stdout")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where `formats` go, as `name>file`; or the words of the refusal.
    fn check(formats: &[&str], output_file: Option<&str>) -> Result<Vec<String>, String> {
        let command = clap::Command::new("gouji");
        let parse = |text: &&str| {
            DestinationParser.parse_ref(&command, None, OsStr::new(text)).map_err(|e| e.to_string())
        };
        let formats: Vec<_> = formats.iter().map(parse).collect::<Result<_, _>>()?;
        let all = plan(&formats, output_file.map(Path::new), Lang::En);
        let shown = |it: Destination| {
            let file = it.file.map_or_else(|| "-".to_owned(), |file| file.display().to_string());
            format!("{}>{file}", it.format.name())
        };
        all.map(|all| all.into_iter().map(shown).collect()).map_err(|error| error.to_string())
    }

    #[track_caller]
    fn refused(formats: &[&str], output_file: Option<&str>, words: &str) {
        let refusal = check(formats, output_file).unwrap_err();
        assert!(refusal.contains(words), "{refusal}");
    }

    #[test]
    fn each_format_goes_where_it_is_told() {
        let goes = |formats: &[&str], output_file, expected: &[&str]| {
            assert_eq!(check(formats, output_file).unwrap(), expected);
        };
        goes(&["human"], None, &["human>-"]);
        goes(&["json"], Some("a.json"), &["json>a.json"]);
        goes(&["json=a=b.json"], None, &["json>a=b.json"]);
        goes(&["human", "sarif=a", "json=b"], None, &["sarif>a", "json>b", "human>-"]);
        goes(&["sarif=a", "json"], Some("b"), &["sarif>a", "json>b"]);
        goes(&["sarif=a", "sarif=b"], None, &["sarif>a", "sarif>b"]);
        goes(&["json=-"], None, &["json>-"]);
        goes(&["json=/dev/stdout"], Some("-"), &["json>-"]);
        goes(&["json", "json"], None, &["json>-"]);
    }

    #[test]
    fn what_would_clash_is_refused() {
        refused(&["human", "json"], None, "not human, json");
        refused(&["human", "json=-", "sarif=a"], Some("b"), "not human, json");
        refused(&["sarif=a"], Some("b"), "nothing to hold");
        refused(&["sarif=a", "json=./a"], None, "sarif, json cannot go to one file ./a");
        refused(&["sarif=a", "json"], Some("a"), "sarif, json cannot go to one file a");
        refused(&["sarif="], None, "a file name is missing");
        refused(&["xml=a"], None, "invalid value 'xml'");
    }
}
