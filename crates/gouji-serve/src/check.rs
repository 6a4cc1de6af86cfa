//! `POST /check`.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use gouji_project::discover::{FoundInputs, of_buffer};
use gouji_project::{
    CheckedFile, FileSettings, Input, NoConversion, Project, ReadingOptions, Results, Status,
    UnreadFile,
};
use gouji_report::Lang;
use gouji_reporter::{Options, OutputFormat};

use crate::http_error::HttpError;
use crate::pool::Pool;
use crate::projects::Projects;
use crate::query::{CheckQuery, RequestSettings};
use crate::service::Service;
use crate::upload::NamedFile;

/// The header that has what `gouji check` would exit with: 0, 1 or 2.
pub(crate) const EXIT_STATUS: HeaderName = HeaderName::from_static("x-exit-status");

/// Checks what a request brings.
pub(crate) async fn check(
    State(service): State<Arc<Service>>,
    request: Request,
) -> Result<Response, HttpError> {
    let (parts, body) = request.into_parts();
    let CheckQuery { format, lang, name, settings } = CheckQuery::of(&parts)?;
    let upload = service.memory.read(&parts.headers, body).await?;
    let (files, _memory) = upload.files(parts, name).await?;
    let place = service.pool.enter()?;
    let shared = service.clone();
    let begun = Pool::run(&place, move || begin(&shared.projects, &settings, files, lang));
    let Begun { project, inputs, unread } = begun.await??;
    let mut checked = Vec::with_capacity(inputs.len());
    for (input, settings) in inputs {
        let one = move || {
            let reading = ReadingOptions {
                convert: &NoConversion,
                tables: format.draws_tables(),
                statements: format.tells_statements(),
                lang,
            };
            CheckedFile::new(&input, &settings, &reading, None)
        };
        checked.push(Pool::run(&place, one).await?);
    }
    let written = Pool::run(&place, move || written(&project, checked, unread, format, lang));
    let (status, body) = written.await??;
    let mut response = body.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(format.media_type()));
    headers.insert(EXIT_STATUS, HeaderValue::from(status as u16));
    Ok(response)
}

/// A request whose files have their settings.
struct Begun {
    project: Project,
    inputs: Vec<(Input, FileSettings)>,
    unread: Vec<UnreadFile>,
}

fn begin(
    projects: &Projects,
    settings: &RequestSettings,
    files: Vec<NamedFile>,
    lang: Lang,
) -> Result<Begun, HttpError> {
    let mut project = projects.of(settings)?;
    let (mut inputs, mut unread) = (Vec::new(), Vec::new());
    for (name, bytes) in files {
        let FoundInputs { inputs: own, unread: left, .. } = of_buffer(&name, bytes, lang);
        inputs.extend(own);
        unread.extend(left);
    }
    inputs.sort_by(|a, b| a.name().cmp(b.name()));
    let with = project.with_settings(inputs).map_err(|error| HttpError::refused(&error))?;
    unread.extend(with.unread(lang));
    Ok(Begun { project, inputs: with.files, unread })
}

/// What came of the files, as it is answered.
fn written(
    project: &Project,
    checked: Vec<Result<CheckedFile, UnreadFile>>,
    unread: Vec<UnreadFile>,
    format: OutputFormat,
    lang: Lang,
) -> Result<(Status, Vec<u8>), HttpError> {
    let (mut results, _own) = Results::of(checked, unread, None);
    if let Some(unread) = results.unread.iter().find(|it| it.is_internal) {
        return Err(HttpError::internal(&unread.to_string()));
    }
    results.notice(project.notices(&[]));
    let rules = project.rules_of(&results.files).map_err(|error| HttpError::refused(&error))?;
    let options = Options { language: lang, ..Options::default() };
    let mut out = Vec::new();
    gouji_project::write(&results, &rules, None, format, &options, &mut out)
        .map_err(|error| HttpError::internal(&error.to_string()))?;
    Ok((results.status(), out))
}
