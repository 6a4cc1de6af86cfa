//! The project that options of the command line speak of.

use std::path::Path;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use gouji_project::{
    Day, FileSettings, Input, Project, ProjectOptions, UnreadFile, read_toml, words,
};
use gouji_report::{Lang, PackError};
use gouji_reporter::visible;
use gouji_rules::Linter;
use gouji_rules::settings::{Layer, SettingsFile};

use crate::args::ConfigArgs;

/// Returns the project under the options `args`; `baseline` is what `--baseline` names.
pub(crate) fn project(args: &ConfigArgs, baseline: Option<&Path>) -> miette::Result<Project> {
    refused(Project::new(&options(args, baseline), today()?))
}

/// Returns the same for reports that are compared with one another.
pub(crate) fn project_across(
    args: &ConfigArgs,
    baseline: Option<&Path>,
) -> miette::Result<Project> {
    let options = ProjectOptions { across: true, ..options(args, baseline) };
    refused(Project::new(&options, today()?))
}

/// Returns the same without any baseline.
pub(crate) fn without_baseline(args: &ConfigArgs) -> miette::Result<Project> {
    refused(Project::without_baseline(&options(args, None), today()?))
}

/// Returns what checks a file of the current folder.
pub(crate) fn linter_here() -> miette::Result<Arc<Linter>> {
    refused(project(&ConfigArgs::default(), None)?.linter_here())
}

/// Returns the forms of the configuration of the current folder, as a layer that says nothing else.
pub(crate) fn forms_here() -> miette::Result<Layer> {
    let mut project = project(&ConfigArgs::default(), None)?;
    let settings = refused(project.settings_of(&Input::here()))?;
    let mut layer = Layer::new(Arc::default());
    layer.forms = settings.effective.settings.iter().flat_map(|it| it.forms.clone()).collect();
    Ok(layer)
}

/// Returns `inputs` with the settings that hold for each. Those whose settings are refused go to `unread`;
/// what is wrong is told here.
pub(crate) fn with_settings(
    project: &mut Project,
    inputs: Vec<Input>,
    unread: &mut Vec<UnreadFile>,
    lang: Lang,
) -> miette::Result<Vec<(Input, FileSettings)>> {
    let with = refused(project.with_settings(inputs))?;
    unread.extend(with.unread(lang));
    for fault in with.faults {
        eprint!("{:?}", miette::Report::new(*fault));
    }
    Ok(with.files)
}

/// Reads a TOML file that an option names.
pub(crate) fn read_named(path: &Path) -> miette::Result<SettingsFile> {
    read_toml(path).map_err(|error| {
        miette::miette!(
            "{}",
            words::both(|lang| {
                format!("{}: {}", visible(&path.display().to_string()), words::one(&error, lang))
            })
        )
    })
}

/// Turns what the library refuses into an error of the command.
pub(crate) fn refused<T>(result: Result<T, Box<PackError>>) -> miette::Result<T> {
    result.map_err(|error| miette::Report::new(*error))
}

/// Returns what the options of the command line set.
pub(crate) fn options(args: &ConfigArgs, baseline: Option<&Path>) -> ProjectOptions {
    ProjectOptions {
        config: args.config.clone(),
        isolated: args.isolated,
        select: args.select.clone(),
        ignore: args.ignore.clone(),
        fail_on: args.fail_on,
        not_checked: args.not_checked,
        jurisdiction: args.jurisdiction.clone(),
        baseline: baseline.map(Path::to_owned),
        ..ProjectOptions::default()
    }
}

/// Returns the day in Beijing, or what `GOUJI_TODAY` says: the one place that looks at a clock.
pub(crate) fn today() -> miette::Result<Day> {
    match std::env::var("GOUJI_TODAY") {
        Ok(text) if !text.is_empty() => Day::parse(&text).ok_or_else(|| {
            miette::miette!(
                "GOUJI_TODAY 应为日期，如 2026-12-31，不能写作“{text}” / GOUJI_TODAY is a date, as 2026-12-31, not `{text}`"
            )
        }),
        _ => {
            let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            Ok(Day::at(now.as_secs()))
        }
    }
}
