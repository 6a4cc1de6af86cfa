//! A panic in one file must not end the run: it becomes that file's error.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
    static CAUGHT: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Runs `work`; a panic in it comes back as its message and place, and prints nothing.
pub fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    static INSTALL: Once = Once::new();
    INSTALL.call_once(install_hook);
    let outer = GUARDED.replace(true);
    // Nothing that `work` was changing is looked at after a panic: its result is thrown away.
    let result = catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(outer);
    result.map_err(|_| CAUGHT.take().unwrap_or_default())
}

/// The message and place of the panic that ended the process, where a panic ends it: of WebAssembly the memory can
/// still be looked at.
pub fn last_panic() -> Option<String> {
    CAUGHT.take()
}

/// Panics outside of [`guarded`] go on to the hook that was there before.
fn install_hook() {
    let before = take_hook();
    set_hook(Box::new(move |info| {
        if GUARDED.get() {
            CAUGHT.set(Some(describe(info)));
        } else {
            before(info);
        }
    }));
}

fn describe(info: &PanicHookInfo<'_>) -> String {
    let payload = info.payload();
    let message = match payload.downcast_ref::<String>() {
        Some(message) => message,
        None => payload.downcast_ref::<&str>().copied().unwrap_or("panic"),
    };
    match info.location() {
        Some(place) => format!("{message} ({}:{})", place.file(), place.line()),
        None => message.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_message_with_its_place() {
        let caught = guarded(|| -> u8 { panic!("row {}", 7) }).unwrap_err();
        assert!(caught.starts_with("row 7 ("), "{caught}");
        assert!(caught.contains("guard.rs:"), "{caught}");
        assert_eq!(guarded(|| 5), Ok(5));
    }

    #[test]
    fn each_thread_keeps_its_own_panic() {
        let spawn = |n: usize| std::thread::spawn(move || guarded(|| panic!("{n}")));
        for (n, thread) in (0..8).map(spawn).enumerate().collect::<Vec<_>>() {
            let caught: Result<(), String> = thread.join().unwrap();
            assert!(caught.unwrap_err().starts_with(&format!("{n} (")));
        }
    }
}
