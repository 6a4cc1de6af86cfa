//! `gouji serve`.

use std::fs::File;
use std::path::Path;
use std::thread::available_parallelism;

use gouji_project::{Day, Status, limited, words};
use gouji_report::Lang;
use gouji_reporter::visible;
use gouji_serve::{HttpServer, ServeError, ServeOptions, Stop, TimeLimits};

use crate::args::ServeArgs;
use crate::project::{options, today};

/// Serves until it is interrupted.
pub(crate) fn run(args: &ServeArgs, lang: Lang) -> miette::Result<Status> {
    // What GOUJI_TODAY says is refused now or never.
    today()?;
    let processors = available_parallelism().map_or(1, usize::from);
    let server = refused(HttpServer::bind(ServeOptions {
        address: args.address,
        hosts: args.allow_host.clone(),
        page: args.page.as_deref().map(page).transpose()?,
        project: options(&args.config, None),
        folder: std::env::current_dir().unwrap_or_default(),
        threads: args.threads.map_or(2 * processors, usize::from),
        queue: args.queue,
        body: args.max_body << 20,
        time: TimeLimits::default(),
        today: || today().unwrap_or(Day::at(0)),
    }))?;
    let stop = Stop::default();
    let interrupted = stop.clone();
    ctrlc::set_handler(move || interrupted.stop())
        .map_err(|error| miette::miette!("{}", words::both(|_| error.to_string())))?;
    let address = server.address().map_err(|error| miette::miette!("{}", words::of_io(&error)))?;
    match lang {
        Lang::Zh => eprintln!("正在 http://{address} 提供检查服务，Ctrl-C 停止"),
        Lang::En => eprintln!("serving at http://{address}; Ctrl-C stops it"),
    }
    refused(server.run(&stop))?;
    Ok(Status::Clean)
}

/// Reads the page that `/` shows.
fn page(path: &Path) -> miette::Result<Vec<u8>> {
    File::open(path).and_then(limited).map_err(|error| {
        let name = path.display().to_string();
        let said = words::both(|lang| format!("{}: {}", visible(&name), words::io(&error, lang)));
        miette::miette!("{said}")
    })
}

/// Turns what the server refuses into an error of the command.
fn refused<T>(result: Result<T, ServeError>) -> miette::Result<T> {
    result.map_err(|error| match error {
        ServeError::Settings(error) => miette::Report::new(*error),
        error => miette::miette!("{error}"),
    })
}
