//! The queue and the threads that check.

use std::sync::Arc;

use gouji_project::guarded;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::{JoinHandle, spawn_blocking};

use crate::http_error::{HttpError, HttpErrorCode};

/// Who may wait for the threads that check.
#[derive(Debug)]
pub(crate) struct Pool {
    queue: Arc<Semaphore>,
}

/// A place in the queue, held until it is dropped.
#[derive(Debug)]
pub(crate) struct Place {
    _permit: OwnedSemaphorePermit,
}

/// Work that is not begun any more once nobody waits for it.
struct Awaited<T>(JoinHandle<T>);

impl<T> Drop for Awaited<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Pool {
    /// A pool for which as many as `queue` requests may wait, those that are worked on among them.
    pub(crate) fn new(queue: usize) -> Self {
        Self { queue: Arc::new(Semaphore::new(queue)) }
    }

    /// Takes a place in the queue.
    pub(crate) fn enter(&self) -> Result<Place, HttpError> {
        match self.queue.clone().try_acquire_owned() {
            Ok(permit) => Ok(Place { _permit: permit }),
            Err(_) => Err(HttpError::new(HttpErrorCode::Busy, HttpErrorCode::Busy.title())),
        }
    }

    /// Does `work` on a thread of the pool when it is its turn; whoever is in the queue has each piece done in turn. A
    /// panic is the problem of this request alone.
    pub(crate) async fn run<T: Send + 'static>(
        _: &Place,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, HttpError> {
        let mut awaited = Awaited(spawn_blocking(|| guarded(work)));
        match (&mut awaited.0).await {
            Ok(done) => done.map_err(|panic| HttpError::internal(&panic)),
            Err(error) => Err(HttpError::internal(&error.to_string())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_runtime<T>(work: impl Future<Output = T>) -> T {
        tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(work)
    }

    #[test]
    fn a_panic_is_the_problem_of_its_request() {
        in_runtime(async {
            let pool = Pool::new(2);
            let place = pool.enter().unwrap();
            let problem = Pool::run(&place, || -> u8 { panic!("row {}", 7) }).await.unwrap_err();
            assert_eq!(problem.code(), HttpErrorCode::Internal);
            let said = serde_json::to_value(&problem).unwrap();
            assert_eq!(said["status"], 500);
            let detail = said["detail"].as_str().unwrap();
            assert!(detail.starts_with("gouji 内部错误，请报告: row 7 ("), "{detail}");
            assert!(detail.contains(" / internal error, please report it: row 7 ("), "{detail}");
            assert_eq!(Pool::run(&place, || 5).await.unwrap(), 5);
        });
    }

    #[test]
    fn who_finds_the_queue_full_is_told_to_come_again() {
        let pool = Pool::new(1);
        let place = pool.enter().unwrap();
        assert_eq!(pool.enter().unwrap_err().code(), HttpErrorCode::Busy);
        drop(place);
        pool.enter().unwrap();
    }
}
