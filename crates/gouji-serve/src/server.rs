//! Connections: accepted, served, and ended in good order.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use gouji_report::PackError;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpStream;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::time::{sleep, timeout};

use crate::options::{ServeOptions, TimeLimits};
use crate::router::router;
use crate::service::Service;

/// Connections at a time; others wait until one ends.
const CONNECTIONS: usize = 512;

/// Why a server does not serve.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Its settings are refused.
    #[error("{0}")]
    Settings(Box<PackError>),
    /// It cannot listen there.
    #[error("不能在 {0} 上监听：{1} / cannot listen on {0}: {1}")]
    Address(SocketAddr, io::Error),
    /// The system does not let it run.
    #[error("服务不能运行：{0} / the service cannot run: {0}")]
    System(#[from] io::Error),
}

/// Stops a server, from whatever thread.
#[derive(Clone, Debug)]
pub struct Stop(Arc<watch::Sender<bool>>);

impl Default for Stop {
    fn default() -> Self {
        Self(Arc::new(watch::Sender::new(false)))
    }
}

impl Stop {
    /// Takes no more connections; requests that are under way have [`TimeLimits::stop`] to end.
    pub fn stop(&self) {
        self.0.send_replace(true);
    }
}

/// A server that has its address.
#[derive(Debug)]
pub struct HttpServer {
    listener: TcpListener,
    service: Arc<Service>,
    threads: usize,
    time: TimeLimits,
}

impl HttpServer {
    /// Takes the address, and reads the settings.
    ///
    /// # Errors
    ///
    /// Fails where either cannot be had.
    pub fn bind(options: ServeOptions) -> Result<Self, ServeError> {
        let (address, threads, time) = (options.address, options.threads, options.time);
        let service = Service::new(options).map_err(ServeError::Settings)?;
        let listener = TcpListener::bind(address).map_err(|it| ServeError::Address(address, it))?;
        listener.set_nonblocking(true)?;
        Ok(Self { listener, service: Arc::new(service), threads, time })
    }

    /// Where it listens.
    ///
    /// # Errors
    ///
    /// Returns what the system does.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Serves until `stop` says so.
    ///
    /// # Errors
    ///
    /// Fails where the system does not let it run.
    pub fn run(self, stop: &Stop) -> Result<(), ServeError> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .max_blocking_threads(self.threads)
            .build()?;
        let served = runtime.block_on(self.serve(stop));
        // What still checks after the deadline is nobody's any more.
        runtime.shutdown_background();
        Ok(served?)
    }

    async fn serve(self, stop: &Stop) -> io::Result<()> {
        let listener = tokio::net::TcpListener::from_std(self.listener)?;
        let connections = Arc::new(Semaphore::new(CONNECTIONS));
        let app = router(self.service);
        let mut stopped = stop.0.subscribe();
        loop {
            let accepted = tokio::select! {
                accepted = accept(&listener, &connections) => accepted,
                _ = stopped.wait_for(|it| *it) => break,
            };
            match accepted {
                Ok((stream, permit)) => {
                    let (app, stopped) = (app.clone(), stop.0.subscribe());
                    tokio::spawn(async move {
                        serve_connection(stream, app, self.time, stopped).await;
                        drop(permit);
                    });
                }
                // No more files, say: those that are open come to an end.
                Err(_) => sleep(Duration::from_millis(50)).await,
            }
        }
        drop(listener);
        let all = connections.acquire_many(CONNECTIONS as u32);
        // Whoever takes longer is cut off.
        let _ = timeout(self.time.stop, all).await;
        Ok(())
    }
}

/// Waits for a connection, as soon as there may be one more.
async fn accept(
    listener: &tokio::net::TcpListener,
    connections: &Arc<Semaphore>,
) -> io::Result<(TcpStream, OwnedSemaphorePermit)> {
    let permit = connections.clone().acquire_owned().await.map_err(io::Error::other)?;
    let (stream, _) = listener.accept().await?;
    stream.set_nodelay(true)?;
    Ok((stream, permit))
}

/// Serves a connection until the client ends it, its time is over, or the server stops; then only what is under way.
async fn serve_connection(
    stream: TcpStream,
    app: Router,
    time: TimeLimits,
    mut stopped: watch::Receiver<bool>,
) {
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(time.head)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(app));
    let mut connection = pin!(connection);
    tokio::select! {
        // What a client does wrong is its own affair.
        _ = connection.as_mut() => return,
        _ = stopped.wait_for(|it| *it) => {}
        () = sleep(time.connection) => {}
    }
    connection.as_mut().graceful_shutdown();
    let _ = timeout(time.stop, connection).await;
}
