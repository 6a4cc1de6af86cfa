//! What is undone where a run is interrupted: temporary files, programs that were started.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

/// Whether an interruption lets the run end by itself, with what it has so far.
static PATIENT: AtomicBool = AtomicBool::new(false);
static INTERRUPTED: AtomicBool = AtomicBool::new(false);

type Undo = Box<dyn Fn() + Send>;

static BEGUN: Mutex<BTreeMap<u64, Undo>> = Mutex::new(BTreeMap::new());

/// Something that is undone by Ctrl-C, or by whatever else asks the program to end, as long as this
/// lives.
#[derive(Debug)]
pub(crate) struct Leftover(u64);

impl Leftover {
    /// Does `begin`, which gives what was begun and how it is undone. No interruption comes between.
    pub(crate) fn of<T, E, U: Fn() + Send + 'static>(
        begin: impl FnOnce() -> Result<(T, U), E>,
    ) -> Result<(T, Self), E> {
        install();
        let mut running = lock();
        let (value, undo) = begin()?;
        let id = running.keys().next_back().map_or(0, |last| last + 1);
        running.insert(id, Box::new(undo));
        Ok((value, Self(id)))
    }
}

/// From here on the first interruption is no end: [`is_interrupted`] says that there was one. The second one is.
pub(crate) fn end_by_itself() {
    install();
    PATIENT.store(true, Ordering::Relaxed);
}

/// Whether somebody has asked the program to end.
pub(crate) fn is_interrupted() -> bool {
    INTERRUPTED.load(Ordering::Relaxed)
}

fn install() {
    static INSTALL: Once = Once::new();
    INSTALL.call_once(|| {
        // Where there can be no handler, the system ends the program by itself.
        drop(ctrlc::set_handler(interrupted));
    });
}

impl Drop for Leftover {
    fn drop(&mut self) {
        lock().remove(&self.0);
    }
}

fn lock() -> MutexGuard<'static, BTreeMap<u64, Undo>> {
    BEGUN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The last is undone first; nothing new is begun meanwhile.
#[expect(clippy::exit, reason = "whoever asks the program to end wants it to end here")]
fn interrupted() {
    if PATIENT.load(Ordering::Relaxed) && !INTERRUPTED.swap(true, Ordering::Relaxed) {
        return;
    }
    let begun = lock();
    begun.values().rev().for_each(|undo| undo());
    // What a shell gives for SIGINT.
    std::process::exit(130);
}
