//! A run: settings, then files one after the other, then results in any format.

use std::path::Path;

use gouji_audit::Audit;
use gouji_project::{
    AnnotatedFile, AuditLook, AuditResults, CheckedFile, Day, FileSettings, Input, LastYear,
    NoConversion, Notice, OpenTexts, Project, ProjectOptions, ReadingOptions, Results, UnreadFile,
    audited, canonical, discover, is_jurisdiction, read, words,
};
use gouji_report::{Lang, PackError};
use gouji_reporter::{AuditFormat, Options, OutputFormat, fix_account, fix_diff, fixed_places};
use gouji_rules::finding::{CheckedReport, Safety};
use gouji_rules::fix::FixedFile;

use crate::answers::{
    BuildFacts, KnownPlace, ListedFailure, ListedFile, ListedFixes, ListedNotice, RunList,
    status_word,
};
use crate::request::SessionSettings;

/// A run.
#[derive(Debug)]
pub(crate) struct Session {
    settings: SessionSettings,
    lang: Lang,
    today: Day,
    options: ProjectOptions,
    project: Project,
    /// Everything that was checked, for a comparison with one another.
    inputs: Vec<Input>,
    /// What is not among the results yet.
    checked: Vec<CheckedFile>,
    results: Results,
    /// What is wrong with waivers in the files.
    noticed: Vec<Notice>,
}

impl Session {
    /// Begins a run under `settings`, or says what is wrong with them.
    pub(crate) fn open(settings: SessionSettings) -> Result<Self, String> {
        let lang = Lang::from(settings.language);
        if let Some(code) = settings.jurisdiction.as_deref().filter(|it| !is_jurisdiction(it)) {
            let said = format!(
                "“{code}”不是行政区划代码（2、4 或 6 位数字） / `{code}` is no code of a place (2, 4 or 6 digits)"
            );
            return Err(words::one(&said, lang));
        }
        let texts = settings.config.iter();
        let open: OpenTexts =
            texts.map(|(name, text)| (canonical(Path::new(name)), text.clone())).collect();
        let options = ProjectOptions {
            jurisdiction: settings.jurisdiction.clone(),
            fail_on: settings.fail_on,
            select: settings.select.clone(),
            ignore: settings.ignore.clone(),
            across: settings.last_year,
            open,
            ..ProjectOptions::default()
        };
        let today = Day::at(settings.now);
        let refused = |fault: Box<PackError>| words::refusal(&fault, lang);
        let mut project = Project::new(&options, today).map_err(refused)?;
        // What is wrong with settings is said before any file is read.
        for name in settings.config.keys() {
            let name = Path::new(name).with_file_name("-").to_string_lossy().into_owned();
            project.settings_of(&buffer(&name, &[])).map_err(refused)?;
        }
        project.settings_of(&Input::here()).map_err(refused)?;
        project.verify_options().map_err(refused)?;
        let (inputs, checked, results, noticed) =
            (Vec::new(), Vec::new(), Results::default(), Vec::new());
        Ok(Self { settings, lang, today, options, project, inputs, checked, results, noticed })
    }

    /// Whether a run under `settings` would have the same rules.
    pub(crate) fn is_under(&self, settings: &SessionSettings) -> bool {
        let now = self.settings.now;
        SessionSettings { now, ..settings.clone() } == self.settings
    }

    /// The next run under the same settings, at the time `now`: rules are compiled once.
    pub(crate) fn again(self, now: u64) -> Result<Self, String> {
        let today = Day::at(now);
        let project = self.project.again(today).map_err(|it| words::refusal(&it, self.lang))?;
        let (inputs, checked, results, noticed) =
            (Vec::new(), Vec::new(), Results::default(), Vec::new());
        Ok(Self { today, project, inputs, checked, results, noticed, ..self })
    }

    pub(crate) fn about(&self) -> Result<BuildFacts, String> {
        let named = |(code, name): (&str, &gouji_report::Localized)| KnownPlace {
            code: code.to_owned(),
            name: self.lang.pick(name).to_owned(),
        };
        let places = self.project.places().map_err(|it| words::refusal(&it, self.lang))?;
        Ok(BuildFacts {
            version: env!("CARGO_PKG_VERSION"),
            endings: discover::endings().collect(),
            places: places.into_iter().map(named).collect(),
        })
    }

    fn reading(&self) -> ReadingOptions<'static> {
        ReadingOptions { convert: &NoConversion, tables: true, statements: true, lang: self.lang }
    }

    fn settings_of(&mut self, input: &Input) -> Result<FileSettings, UnreadFile> {
        let lang = self.lang;
        self.project.settings_of(input).map_err(|fault| UnreadFile::refused(input, &fault, lang))
    }

    pub(crate) fn read_last_year(&mut self, name: &str, bytes: &[u8]) -> Result<(), String> {
        let input = buffer(name, bytes);
        let settings = self.settings_of(&input).map_err(|it| it.to_string())?;
        let read = LastYear::read(&input, &settings, &self.reading());
        self.results.last_year = Some(read.map_err(|it| it.to_string())?);
        Ok(())
    }

    /// Checks a file, or those in it where it is an archive. Whatever goes wrong is the file's own error.
    pub(crate) fn check(&mut self, name: &str, bytes: &[u8], met: bool) {
        let found = discover::of_buffer(name, bytes.to_vec(), self.lang);
        self.results.unread.extend(found.unread);
        for input in found.inputs {
            match self.checked(&input, met) {
                Ok(mut file) => {
                    file.named &= !met;
                    self.checked.push(file);
                    self.inputs.push(input);
                }
                Err(unread) => self.results.unread.push(unread),
            }
        }
    }

    fn checked(&mut self, input: &Input, met: bool) -> Result<CheckedFile, UnreadFile> {
        let settings = self.settings_of(input)?;
        let mut file =
            CheckedFile::new(input, &settings, &self.reading(), self.results.last_year.as_ref())?;
        if met {
            file.not_checked_fails = settings.fails_on_not_checked(false);
        }
        Ok(file)
    }

    pub(crate) fn fail(&mut self, name: &str, panic: &str) {
        self.results.unread.push(UnreadFile::panicked(name, panic, self.lang));
    }

    /// Puts the results together in the order in which they are shown.
    fn settle(&mut self) -> Result<(), String> {
        let Results { files, last_year, unread, .. } = std::mem::take(&mut self.results);
        let mut files: Vec<CheckedFile> = files.into_iter().chain(self.checked.drain(..)).collect();
        files.sort_by(|a, b| a.name.cmp(&b.name));
        (self.results, _) = Results::of(files.into_iter().map(Ok).collect(), unread, last_year);
        self.noticed.append(&mut self.results.notices);
        self.results.notice(self.noticed.clone());
        self.results.notice(self.project.notices(&[]));
        self.results.verify_years().map_err(|it| words::one(&it, self.lang))
    }

    pub(crate) fn list(&mut self) -> Result<RunList, String> {
        self.settle()?;
        let results = &self.results;
        Ok(RunList {
            status: status_word(results.status()),
            files: results.files.iter().map(ListedFile::of).collect(),
            unread: results.unread.iter().map(ListedFailure::from).collect(),
            notices: results.notices.iter().map(|it| ListedNotice::of(it, self.lang)).collect(),
        })
    }

    pub(crate) fn write(&mut self, format: &str) -> Result<Vec<u8>, String> {
        let mut formats = OutputFormat::ALL.iter().copied();
        let format = formats.find(|it| it.name() == format).ok_or_else(|| no_format(format))?;
        self.settle()?;
        let rules = self.project.rules().map_err(|it| words::refusal(&it, self.lang))?;
        let mut out = Vec::new();
        gouji_project::write(&self.results, &rules, None, format, &self.look(), &mut out)
            .map_err(|it| words::io(&it, self.lang))?;
        Ok(out)
    }

    fn look(&self) -> Options {
        Options { language: self.lang, ..Options::default() }
    }

    /// Compares the files of the run with one another.
    pub(crate) fn audit(&mut self, format: &str) -> Result<Vec<u8>, String> {
        let mut formats = AuditFormat::ALL.into_iter();
        let format = formats.find(|it| it.name() == format).ok_or_else(|| no_format(format))?;
        let lang = self.lang;
        let refused = |fault: Box<PackError>| words::refusal(&fault, lang);
        let options = ProjectOptions { across: true, ..self.options.clone() };
        let mut project = Project::new(&options, self.today).map_err(refused)?;
        let linter = project.linter_here().map_err(refused)?;
        let reading = ReadingOptions { statements: false, ..self.reading() };
        let (mut inputs, mut filed) = (Vec::new(), Vec::new());
        let mut unread = self.results.unread.clone();
        self.inputs.sort_by(|a, b| a.name().cmp(b.name()));
        for input in &self.inputs {
            let settings = project.settings_of(input).map_err(refused)?;
            match audited::keep(input, &settings, &reading) {
                Ok(Some((report, _))) => {
                    filed.push(report);
                    inputs.push((input.clone(), settings));
                }
                Ok(None) => {}
                Err(it) => unread.push(it),
            }
        }
        let audit = Audit::new(filed, None, linter.places());
        let checked: Vec<CheckedReport> =
            (0..audit.filed().len()).map(|index| audit.check(index)).collect();
        let missing = audit.missing(&linter);
        let mut results = AuditResults {
            audit,
            inputs,
            unread,
            partial: None,
            checked,
            parts: Vec::new(),
            units: None,
            missing,
        };
        let (rules, options) = (project.rules().map_err(refused)?, self.look());
        let look = AuditLook { rules: &rules, format, options: &options };
        let named = results.named();
        let again = named.iter().map(|&index| (index, results.read_again(index, &reading)));
        let (again, mut out) = (again.collect(), Vec::new());
        let shown = results.show(&named, again, &look);
        shown
            .and_then(|_| results.write(&look, None, &mut out))
            .map_err(|it| words::io(&it, lang))?;
        Ok(out)
    }

    pub(crate) fn annotate(&mut self, name: &str, bytes: &[u8]) -> Result<Vec<u8>, String> {
        let input = buffer(name, bytes);
        let settings = self.settings_of(&input).map_err(|it| it.message)?;
        let annotated = AnnotatedFile::new(&input, &settings, None, self.lang);
        annotated.map(|it| it.bytes).map_err(|it| it.message)
    }

    pub(crate) fn fixes(
        &mut self,
        name: &str,
        bytes: &[u8],
        proposals: bool,
    ) -> Result<ListedFixes, String> {
        let fixed = self.fixed(name, bytes, proposals)?;
        Ok(ListedFixes {
            places: fixed_places(&fixed.applied),
            account: fix_account(name, &fixed, true, self.lang),
            diff: fix_diff(name, &fixed),
        })
    }

    pub(crate) fn fix(
        &mut self,
        name: &str,
        bytes: &[u8],
        proposals: bool,
    ) -> Result<Vec<u8>, String> {
        self.fixed(name, bytes, proposals).map(|fixed| fixed.bytes)
    }

    fn fixed(&mut self, name: &str, bytes: &[u8], proposals: bool) -> Result<FixedFile, String> {
        let input = buffer(name, bytes);
        let settings = self.settings_of(&input).map_err(|it| it.message)?;
        let most = if proposals { Safety::Unsafe } else { Safety::Safe };
        let fixed = input.with_bytes(self.lang, |bytes| {
            let document = read(bytes, name).map_err(|error| error.to_string())?;
            let report = settings.bind(&document);
            settings.fix(name, bytes, &report, most)?.map_err(|error| error.to_string())
        });
        fixed.map_err(|it| it.message)
    }
}

fn buffer(name: &str, bytes: &[u8]) -> Input {
    Input::Buffer { name: name.to_owned(), bytes: bytes.into() }
}

fn no_format(name: &str) -> String {
    format!("没有这种格式：{name} / no such format: {name}")
}
