//! What every request is answered from.

use std::net::IpAddr;

use axum::extract::Request;
use axum::http::header;
use axum::http::uri::Authority;
use gouji_report::PackError;
use gouji_rules::rule::Rule;

use crate::openapi;
use crate::options::ServeOptions;
use crate::pool::Pool;
use crate::projects::Projects;
use crate::upload::Memory;

/// What every request is answered from.
#[derive(Debug)]
pub(crate) struct Service {
    pub(crate) projects: Projects,
    pub(crate) pool: Pool,
    pub(crate) memory: Memory,
    /// The rules of the server's settings, by code.
    pub(crate) rules: Vec<Rule>,
    hosts: Vec<String>,
    pub(crate) page: Option<Vec<u8>>,
    pub(crate) openapi: String,
}

impl Service {
    /// A service under `options`.
    ///
    /// # Errors
    ///
    /// Refuses settings that say what has no meaning.
    pub(crate) fn new(options: ServeOptions) -> Result<Self, Box<PackError>> {
        let projects = Projects::new(&options)?;
        Ok(Self {
            rules: projects.rules()?,
            projects,
            pool: Pool::new(options.queue),
            memory: Memory::new(&options),
            hosts: options.hosts.iter().map(|it| it.to_ascii_lowercase()).collect(),
            page: options.page,
            openapi: openapi::document(),
        })
    }

    /// Whether a request calls the service by a name that it goes by, and by no other.
    pub(crate) fn is_called(&self, request: &Request) -> bool {
        let said = request.headers().get_all(header::HOST).into_iter();
        // What is no text is no name.
        let said = said.map(|it| it.to_str().unwrap_or_default());
        let mut names = said.chain(request.uri().authority().map(Authority::as_str)).peekable();
        names.peek().is_some() && names.all(|it| self.goes_by(it))
    }

    /// Whether a client may call the service by this name. A page of another site that has its own name lead to
    /// this machine (DNS rebinding) sends that name; it cannot do so with digits or `localhost`.
    fn goes_by(&self, host: &str) -> bool {
        let name = match host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|it| it.is_ascii_digit()) => name,
            _ => host,
        };
        let name = name.to_ascii_lowercase();
        let digits = name.strip_prefix('[').and_then(|it| it.strip_suffix(']')).unwrap_or(&name);
        name == "localhost" || digits.parse::<IpAddr>().is_ok() || self.hosts.contains(&name)
    }
}
