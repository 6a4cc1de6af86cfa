//! Steps of a check, counted in debug builds: what is folded, scanned for numbers, or handed out of lists
//! that a document can make long. tests/growth.rs holds that twice the document takes twice the steps.
//!
//! A list or a text that is handed out counts whole, looked at or not: what asks for it once for each of its
//! own items costs the square of them.

use std::cell::Cell;

thread_local! {
    static COUNT: Cell<u64> = const { Cell::new(0) };
}

/// Counts `steps` more on this thread.
#[inline]
pub fn count(steps: usize) {
    if cfg!(debug_assertions) {
        COUNT.set(COUNT.get() + steps as u64);
    }
}

/// Counts a list as it is handed out.
#[inline]
pub fn handed<T>(list: &[T]) -> &[T] {
    count(list.len());
    list
}

/// Counts items as they are taken.
pub fn each<T>(items: impl IntoIterator<Item = T>) -> impl Iterator<Item = T> {
    items.into_iter().inspect(|_| count(1))
}

/// All that were counted on this thread so far; 0 in builds without debug assertions.
pub fn counted() -> u64 {
    COUNT.get()
}
