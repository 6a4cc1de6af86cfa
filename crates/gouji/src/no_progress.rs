//! In the place of `progress`, where the feature of that name is left out.

pub(crate) struct Progress;

impl Progress {
    pub(crate) fn new(_files: usize, _quiet: bool) -> Self {
        Self
    }

    #[allow(clippy::unused_self, reason = "called as the bar is")]
    pub(crate) fn advance(&self) {}

    #[allow(clippy::unused_self, reason = "called as the bar is")]
    pub(crate) fn is_seen(&self) -> bool {
        false
    }

    #[allow(clippy::unused_self, reason = "called as the bar is")]
    pub(crate) fn beside(&self, work: impl FnOnce()) {
        work();
    }

    #[allow(clippy::unused_self, reason = "called as the bar is")]
    pub(crate) fn finish(&self) {}
}
