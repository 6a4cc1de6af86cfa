//! The open files and the settings that hold for them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use gen_lsp_types::Uri;
use gouji_project::{
    Day, Input, LastYear, NoConversion, OpenTexts, Project, ProjectOptions, ReadingOptions,
    canonical, words,
};
use gouji_report::{Lang, PackError};

use crate::checked_text::CheckedText;
use crate::explanation::explained;
use crate::open_file::OpenFile;
use crate::options::ServerOptions;
use crate::position::ColumnUnit;
use crate::uri;

/// The open files and what they are checked with.
#[derive(Debug)]
pub(crate) struct Workspace {
    pub(crate) lang: Lang,
    pub(crate) unit: ColumnUnit,
    /// The folder that is open.
    pub(crate) root: Option<PathBuf>,
    options: ServerOptions,
    today: Day,
    /// By URI.
    files: BTreeMap<String, OpenFile>,
    /// The last settings that were not refused.
    project: Option<Project>,
    /// Reports of years before, by path, as they were when settings were last read.
    last_years: BTreeMap<PathBuf, Result<LastYear, String>>,
    /// Why the settings as they stand now are refused: those before hold on.
    pub(crate) refused: Option<Box<PackError>>,
}

impl Workspace {
    pub(crate) fn new(
        options: ServerOptions,
        lang: Lang,
        unit: ColumnUnit,
        root: Option<PathBuf>,
        today: Day,
    ) -> Self {
        let mut workspace = Self {
            lang,
            unit,
            root,
            options,
            today,
            files: BTreeMap::new(),
            project: None,
            last_years: BTreeMap::new(),
            refused: None,
        };
        workspace.read_settings();
        workspace
    }

    /// Opens a file.
    pub(crate) fn open(&mut self, uri: Uri, language: &str, version: i32, text: String) {
        let file = OpenFile::new(uri.clone(), language, version, text, self.unit);
        let is_settings = file.is_settings();
        self.files.insert(uri.0, file);
        if is_settings {
            self.read_settings();
        }
    }

    /// Takes another text of an open file.
    pub(crate) fn change(&mut self, uri: &Uri, version: i32, text: String) {
        let Some(file) = self.files.get_mut(&uri.0) else { return };
        file.set(version, text, self.unit);
        if file.is_settings() {
            self.read_settings();
        }
    }

    /// Closes a file.
    pub(crate) fn close(&mut self, uri: &Uri) {
        if self.files.remove(&uri.0).is_some_and(|file| file.is_settings()) {
            self.read_settings();
        }
    }

    /// The URIs of the open files, in order.
    pub(crate) fn uris(&self) -> Vec<Uri> {
        self.files.keys().map(|uri| Uri(uri.clone())).collect()
    }

    /// An open file.
    pub(crate) fn file(&self, uri: &Uri) -> Option<&OpenFile> {
        self.files.get(&uri.0)
    }

    /// Reads the settings anew, and lets go of what was found with those before. Where they are refused, those
    /// before hold on.
    pub(crate) fn read_settings(&mut self) {
        let texts = self.files.values().filter(|file| file.is_settings()).filter_map(|file| {
            let path = canonical(file.path.as_deref()?);
            Some((path, file.text.clone()))
        });
        let open: OpenTexts = texts.collect();
        let across = !self.options.last_year.is_empty();
        let options = ProjectOptions { across, open, ..ProjectOptions::default() };
        let tried = Project::new(&options, self.today).and_then(|mut project| {
            let folders = self.folders();
            folders
                .iter()
                .try_for_each(|folder| project.settings_of(&any_file(folder)).map(drop))?;
            Ok(project)
        });
        match tried {
            Ok(project) => (self.project, self.refused) = (Some(project), None),
            Err(fault) => self.refused = Some(fault),
        }
        self.last_years.clear();
        for file in self.files.values_mut() {
            file.checked = None;
        }
    }

    /// The folders whose settings hold for some open file.
    fn folders(&self) -> Vec<PathBuf> {
        let paths = self.files.values().filter_map(|file| file.path.as_deref());
        let mut folders: Vec<PathBuf> =
            paths.filter_map(Path::parent).map(Path::to_owned).collect();
        folders.extend(self.root.clone());
        folders.sort();
        folders.dedup();
        folders
    }

    /// Makes sure that an open report was checked as it stands.
    pub(crate) fn check(&mut self, uri: &Uri) {
        let Some(mut file) = self.files.remove(&uri.0) else { return };
        if file.checked.is_none() && !file.is_settings() {
            file.checked = Some(self.checked(&file));
        }
        self.files.insert(uri.0.clone(), file);
    }

    fn checked(&mut self, file: &OpenFile) -> CheckedText {
        let refused = |why: String| CheckedText { unread: Some(why), ..CheckedText::default() };
        // Tables and statements are asked for by themselves.
        let (tables, statements) = (false, false);
        let reading =
            ReadingOptions { convert: &NoConversion, tables, statements, lang: self.lang };
        let name = match (&file.path, &self.root) {
            (None, Some(root)) => root.join(&file.name).to_string_lossy().into_owned(),
            _ => file.name.clone(),
        };
        let Some(project) = &mut self.project else {
            return refused(
                self.refused.as_ref().map_or_else(String::new, |it| it.message.clone()),
            );
        };
        let input = Input::Buffer { name: name.clone(), bytes: [].into() };
        let settings = match project.settings_of(&input) {
            Ok(settings) => settings,
            Err(fault) => return refused(words::one(&fault.message, self.lang)),
        };
        let last = self.last_path(file);
        if let Some(path) = &last {
            self.read_last_year(path, &reading);
        }
        let last = last.and_then(|path| self.last_years.get(&path)?.as_ref().ok());
        CheckedText::new(&name, &file.text, &settings, &reading, last)
    }

    /// The path of the report of the year before that `file` is compared with.
    fn last_path(&self, file: &OpenFile) -> Option<PathBuf> {
        let root = self.root.as_deref()?;
        let path = canonical(file.path.as_deref()?);
        let mut pairs = self.options.last_year.iter();
        let (_, last) = pairs.find(|(this, _)| canonical(&root.join(this)) == path)?;
        Some(canonical(&root.join(last)))
    }

    /// Reads the report at `path` as that of the year before, once.
    fn read_last_year(&mut self, path: &Path, reading: &ReadingOptions<'_>) {
        let Some(project) = &mut self.project else { return };
        if !self.last_years.contains_key(path) {
            let input = Input::named(path.to_owned());
            let read = match project.settings_of(&input) {
                Ok(settings) => LastYear::read(&input, &settings, reading).map_err(|it| it.message),
                Err(fault) => Err(fault.message.clone()),
            };
            self.last_years.insert(path.to_owned(), read);
        }
    }

    /// The report of the year before an open file, with its URI.
    pub(crate) fn last_year(&self, file: &OpenFile) -> Option<(Uri, &LastYear)> {
        let path = self.last_path(file)?;
        let read = self.last_years.get(&path)?.as_ref().ok()?;
        Some((uri::of(&path), read))
    }

    /// The page of a rule of those that are shipped or that some settings bring.
    pub(crate) fn explained(&self, code: &str) -> Option<String> {
        let rules = self.project.as_ref()?.rules().ok()?;
        let rule = rules.iter().find(|rule| rule.is_named_by(code))?;
        Some(explained(rule, self.lang))
    }

    /// What the settings that hold are to blame for.
    pub(crate) fn notices(&self) -> Vec<gouji_project::Notice> {
        self.project.as_ref().map(|project| project.notices(&[])).unwrap_or_default()
    }

    /// The gouji.toml that a waiver for `file` belongs in: the closest from its folder upwards, else a new one in the
    /// folder that is open or that of the file; and its text, where there is one.
    pub(crate) fn settings_for(&self, file: &OpenFile) -> Option<(PathBuf, Option<String>)> {
        let folder = file.path.as_deref()?.parent()?;
        for folder in folder.ancestors() {
            let path = folder.join(gouji_project::FILE_NAME);
            let open = self.files.values().find(|it| it.path.as_deref() == Some(&path));
            let text = open.map(|it| it.text.clone());
            if let Some(text) = text.or_else(|| std::fs::read_to_string(&path).ok()) {
                return Some((path, Some(text)));
            }
        }
        let root = self.root.as_deref().filter(|root| folder.starts_with(root));
        Some((root.unwrap_or(folder).join(gouji_project::FILE_NAME), None))
    }
}

/// What stands for some report of a folder.
fn any_file(folder: &Path) -> Input {
    let name = folder.join("年报.txt").to_string_lossy().into_owned();
    Input::Buffer { name, bytes: [].into() }
}
