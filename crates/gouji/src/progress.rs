//! A progress bar on standard error, for people, and only when the work is long.

use std::io::IsTerminal;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

const MANY_FILES: usize = 200;
const PATIENCE: Duration = Duration::from_secs(1);

/// A bar that appears at once for many files, and for few only once they have taken a second.
pub(crate) struct Progress {
    bar: ProgressBar,
    started: Instant,
    shown: AtomicBool,
    wanted: bool,
}

impl Progress {
    pub(crate) fn new(files: usize, quiet: bool) -> Self {
        let wanted = !quiet && std::io::stderr().is_terminal();
        let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::hidden());
        let style =
            ProgressStyle::with_template("{bar:30} {pos}/{len} {per_sec} {elapsed} / {eta}")
                .expect("the template is well-formed");
        bar.set_style(style);
        let progress = Self { bar, started: Instant::now(), shown: AtomicBool::new(false), wanted };
        if files > MANY_FILES {
            progress.show();
        }
        progress
    }

    /// One more file is done.
    pub(crate) fn advance(&self) {
        self.bar.inc(1);
        if self.started.elapsed() > PATIENCE {
            self.show();
        }
    }

    /// Whether somebody sees the bar, or would.
    pub(crate) fn is_seen(&self) -> bool {
        self.wanted
    }

    /// Does something that prints, with the bar off the screen.
    pub(crate) fn beside(&self, work: impl FnOnce()) {
        self.bar.suspend(work);
    }

    /// Takes the bar off the screen.
    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }

    fn show(&self) {
        if self.wanted && !self.shown.swap(true, Ordering::Relaxed) {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }
}
