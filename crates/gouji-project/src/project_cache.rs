//! Projects under several options, for who is asked again and again.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use gouji_report::PackError;

use crate::date::Day;
use crate::input::Input;
use crate::options::ProjectOptions;
use crate::project::Project;
use crate::rules::locked;

/// Projects, of which those that were asked for last keep their rules compiled.
#[derive(Debug)]
pub struct ProjectCache {
    kept: usize,
    /// The newest first.
    known: Mutex<VecDeque<(ProjectOptions, Arc<Project>)>>,
}

impl ProjectCache {
    /// A cache that keeps the rules of so many options.
    pub const fn new(kept: usize) -> Self {
        Self { kept, known: Mutex::new(VecDeque::new()) }
    }

    /// Returns a project for a run of its own under `options`, on the day `today`. Files of settings are read anew.
    ///
    /// # Errors
    ///
    /// Refuses options and files that say what has no meaning.
    pub fn project(&self, options: &ProjectOptions, today: Day) -> Result<Project, Box<PackError>> {
        if let Some(known) = self.find(options) {
            return known.again(today);
        }
        let mut project = Project::new(options, today)?;
        project.settings_of(&Input::here())?;
        project.verify_options()?;
        let again = project.again(today);
        let mut known = locked(&self.known);
        known.push_front((options.clone(), Arc::new(project)));
        known.truncate(self.kept);
        again
    }

    fn find(&self, options: &ProjectOptions) -> Option<Arc<Project>> {
        let mut known = locked(&self.known);
        let at = known.iter().position(|(of, _)| of == options)?;
        let found = known.remove(at)?;
        let project = found.1.clone();
        known.push_front(found);
        Some(project)
    }
}
