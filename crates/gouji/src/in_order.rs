//! Work on many files at once, whose results are handed on in the order of the files.

use rayon::prelude::*;

/// How many files are worked on before what came of them is handed on: all that is held at a time.
pub(crate) const WINDOW: usize = 256;

/// Does `work` for each item, on whichever thread is free, and gives what came of it to `take`, one after another in
/// the order of the items.
pub(crate) fn in_order<T, R, E>(
    items: impl IntoIterator<Item = T>,
    work: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(T, R) -> Result<(), E>,
) -> Result<(), E>
where
    T: Send + Sync,
    R: Send,
{
    let mut items = items.into_iter();
    loop {
        let window: Vec<T> = items.by_ref().take(WINDOW).collect();
        let done = match &*window {
            [] => return Ok(()),
            // One file is the common case, and starting threads for it costs more than checking it.
            [item] => vec![work(item)],
            _ => window.par_iter().map(&work).collect(),
        };
        window.into_iter().zip(done).try_for_each(|(item, done)| take(item, done))?;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn the_order_is_that_of_the_items_and_few_are_ahead() {
        let (begun, mut taken) = (AtomicUsize::new(0), Vec::new());
        let items = 0..3 * WINDOW + 1;
        let work = |item: &usize| {
            begun.fetch_add(1, Ordering::Relaxed);
            item * 2
        };
        let done = in_order(items.clone(), work, |item, double| {
            assert!(begun.load(Ordering::Relaxed) - taken.len() <= WINDOW);
            assert_eq!(double, item * 2);
            taken.push(item);
            Ok::<_, ()>(())
        });
        assert_eq!(done, Ok(()));
        assert_eq!(taken, items.collect::<Vec<_>>());
    }

    #[test]
    fn whoever_takes_can_end_it() {
        let mut taken = 0;
        let ended = in_order(
            0..WINDOW,
            |item| *item,
            |item, _| {
                taken += 1;
                if item == 3 { Err("enough") } else { Ok(()) }
            },
        );
        assert_eq!((ended, taken), (Err("enough"), 4));
    }
}
