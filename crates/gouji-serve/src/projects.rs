//! The settings that hold for requests.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use gouji_project::{Day, FILE_NAME, Input, Project, ProjectOptions};
use gouji_report::PackError;
use gouji_rules::rule::Rule;

use crate::http_error::HttpError;
use crate::options::ServeOptions;
use crate::query::RequestSettings;

/// How many sets of parameters have their rules kept compiled.
const KEPT: usize = 16;

/// The settings that hold for requests; rules that were made for the newest sets of parameters are kept.
#[derive(Debug)]
pub(crate) struct Projects {
    options: ProjectOptions,
    today: fn() -> Day,
    /// The newest first.
    known: Mutex<VecDeque<(RequestSettings, Arc<Project>)>>,
}

impl Projects {
    /// Reads the settings of the server.
    ///
    /// # Errors
    ///
    /// Refuses options and files that say what has no meaning.
    pub(crate) fn new(options: &ServeOptions) -> Result<Self, Box<PackError>> {
        let mut project = options.project.clone();
        let names_one = project.config.iter().any(|it| Path::new(it).is_file());
        if !names_one && !project.isolated {
            project.config.extend(closest(&options.folder));
        }
        let projects =
            Self { options: project, today: options.today, known: Mutex::new(VecDeque::new()) };
        projects.made(&RequestSettings::default())?;
        Ok(projects)
    }

    /// The project of one request.
    pub(crate) fn of(&self, settings: &RequestSettings) -> Result<Project, HttpError> {
        let made = self.made(settings).and_then(|it| it.again((self.today)()));
        made.map_err(|error| HttpError::refused(&error))
    }

    /// Every rule of the server's settings, those of some places and over several reports among them.
    pub(crate) fn rules(&self) -> Result<Vec<Rule>, Box<PackError>> {
        let mut project = self.made(&RequestSettings::default())?.again((self.today)())?;
        Ok(project.linter_here()?.rules().to_vec())
    }

    /// The project whose rules those of requests with these settings share.
    fn made(&self, settings: &RequestSettings) -> Result<Arc<Project>, Box<PackError>> {
        if let Some(known) = self.find(settings) {
            return Ok(known);
        }
        let mut project = Project::new(&settings.over(&self.options), (self.today)())?;
        project.settings_of(&Input::here())?;
        project.verify_options()?;
        let project = Arc::new(project);
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.push_front((settings.clone(), project.clone()));
        known.truncate(KEPT);
        Ok(project)
    }

    fn find(&self, settings: &RequestSettings) -> Option<Arc<Project>> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let at = known.iter().position(|(of, _)| of == settings)?;
        let found = known.remove(at)?;
        let project = found.1.clone();
        known.push_front(found);
        Some(project)
    }
}

/// The gouji.toml of `folder`, or the closest one above it.
fn closest(folder: &Path) -> Option<String> {
    let mut paths = folder.ancestors().map(|it| it.join(FILE_NAME));
    let path = paths.find(|it| it.symlink_metadata().is_ok())?;
    Some(path.to_string_lossy().into_owned())
}
