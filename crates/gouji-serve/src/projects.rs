//! The settings that hold for requests.

use std::path::Path;

use gouji_project::{Day, FILE_NAME, Project, ProjectCache, ProjectOptions};
use gouji_report::PackError;
use gouji_rules::rule::Rule;

use crate::http_error::HttpError;
use crate::options::ServeOptions;
use crate::query::RequestSettings;

/// How many sets of parameters have their rules kept compiled.
const KEPT: usize = 16;

/// The settings that hold for requests.
#[derive(Debug)]
pub(crate) struct Projects {
    options: ProjectOptions,
    today: fn() -> Day,
    cache: ProjectCache,
}

impl Projects {
    /// Reads the settings of the server.
    ///
    /// # Errors
    ///
    /// Refuses options and files that say what has no meaning.
    pub(crate) fn new(told: &ServeOptions) -> Result<Self, Box<PackError>> {
        let mut options = told.project.clone();
        let names_one = options.config.iter().any(|it| Path::new(it).is_file());
        if !names_one && !options.isolated {
            options.config.extend(closest(&told.folder));
        }
        let projects = Self { options, today: told.today, cache: ProjectCache::new(KEPT) };
        projects.cache.project(&projects.options, (projects.today)())?;
        Ok(projects)
    }

    /// The project of one request.
    pub(crate) fn of(&self, settings: &RequestSettings) -> Result<Project, HttpError> {
        let made = self.cache.project(&settings.over(&self.options), (self.today)());
        made.map_err(|error| HttpError::refused(&error))
    }

    /// Every rule of the server's settings, those of some places and over several reports among them.
    pub(crate) fn rules(&self) -> Result<Vec<Rule>, Box<PackError>> {
        let mut project = self.cache.project(&self.options, (self.today)())?;
        Ok(project.linter_here()?.rules().to_vec())
    }
}

/// The gouji.toml of `folder`, or the closest one above it.
fn closest(folder: &Path) -> Option<String> {
    let mut paths = folder.ancestors().map(|it| it.join(FILE_NAME));
    let path = paths.find(|it| it.symlink_metadata().is_ok())?;
    Some(path.to_string_lossy().into_owned())
}
