//! The body of a request, and the files in it.

use std::path::{Component, Path};
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use http_body_util::BodyExt as _;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use crate::http_error::{HttpError, HttpErrorCode};
use crate::options::ServeOptions;

/// So many bytes of a body find room whoever else is there; the largest of ordinary reports have as many.
const FREE: usize = 256 << 10;
/// Bytes that one permit stands for.
const BLOCK: usize = 4 << 10;
/// Characters of a name: no system takes longer paths.
const NAME: usize = 4096;

/// The memory that large bodies share.
#[derive(Debug)]
pub(crate) struct Memory {
    blocks: Arc<Semaphore>,
    limit: usize,
    time: std::time::Duration,
}

/// A body, with what it takes of the shared memory.
#[derive(Debug)]
pub(crate) struct Upload {
    bytes: Vec<u8>,
    permits: Vec<OwnedSemaphorePermit>,
}

/// A file, and the name it goes by.
pub(crate) type NamedFile = (String, Vec<u8>);

impl Memory {
    /// Memory for two of the largest bodies at a time, beside any number of ordinary ones.
    pub(crate) fn new(options: &ServeOptions) -> Self {
        let blocks = 2 * options.body.div_ceil(BLOCK);
        let blocks = Arc::new(Semaphore::new(blocks.min(Semaphore::MAX_PERMITS)));
        Self { blocks, limit: options.body, time: options.time.body }
    }

    /// Reads a body, as long as it is no larger and no slower than it may be.
    pub(crate) async fn read(&self, headers: &HeaderMap, body: Body) -> Result<Upload, HttpError> {
        let declared =
            headers.get(header::CONTENT_LENGTH).and_then(|it| it.to_str().ok()?.parse().ok());
        if declared.is_some_and(|it: u64| it > self.limit as u64) {
            return Err(self.too_large());
        }
        timeout(self.time, self.read_all(body)).await.unwrap_or_else(|_| {
            let limit = self.time.as_secs();
            let detail = format!("{limit} 秒里没有收完 / not complete within {limit} seconds");
            Err(HttpError::new(HttpErrorCode::TooSlow, detail))
        })
    }

    async fn read_all(&self, mut body: Body) -> Result<Upload, HttpError> {
        let mut upload = Upload { bytes: Vec::new(), permits: Vec::new() };
        let mut held = FREE;
        while let Some(frame) = body.frame().await {
            let frame =
                frame.map_err(|_| HttpError::bad("内容没有传完就断了 / the body broke off"))?;
            let Ok(data) = frame.into_data() else { continue };
            let length = upload.bytes.len() + data.len();
            if length > self.limit {
                return Err(self.too_large());
            }
            if length > held {
                let blocks = (length - held).div_ceil(BLOCK);
                let permit = self.blocks.clone().try_acquire_many_owned(blocks as u32);
                let busy =
                    |_| HttpError::new(HttpErrorCode::Busy, "大文件太多 / too many large files");
                upload.permits.push(permit.map_err(busy)?);
                held += blocks * BLOCK;
            }
            upload.bytes.extend_from_slice(&data);
        }
        Ok(upload)
    }

    fn too_large(&self) -> HttpError {
        let limit = self.limit >> 20;
        let detail = format!("上限 {limit} MiB / the limit is {limit} MiB");
        HttpError::new(HttpErrorCode::TooLarge, detail)
    }
}

impl Upload {
    /// The files of a body: itself under `name`, or those of a form. What was taken of the shared memory comes with them.
    pub(crate) async fn files(
        self,
        parts: Parts,
        name: Option<String>,
    ) -> Result<(Vec<NamedFile>, Vec<OwnedSemaphorePermit>), HttpError> {
        let content = parts.headers.get(header::CONTENT_TYPE).and_then(|it| it.to_str().ok());
        let form = "multipart/form-data";
        let is_form = content
            .and_then(|it| it.get(..form.len()))
            .is_some_and(|it| it.eq_ignore_ascii_case(form));
        let files = if is_form {
            of_form(Request::from_parts(parts, Body::from(self.bytes))).await?
        } else {
            vec![(verified(name.as_deref().unwrap_or("-"))?, self.bytes)]
        };
        Ok((files, self.permits))
    }
}

/// The files of a form; fields without the name of a file are refused, since they would mean nothing.
async fn of_form(request: Request) -> Result<Vec<NamedFile>, HttpError> {
    let wrong = || HttpError::bad("multipart 的内容读不出来 / the form cannot be read");
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| wrong())?;
    let mut files = Vec::new();
    while let Some(field) = form.next_field().await.map_err(|_| wrong())? {
        let Some(name) = field.file_name() else {
            let name = field.name().unwrap_or_default();
            return Err(HttpError::bad(format!(
                "{name} 不是文件：表单里只放文件，设置写在网址的参数里 / {name} is no file: settings are parameters of the address"
            )));
        };
        let name = verified(name)?;
        files.push((name, field.bytes().await.map_err(|_| wrong())?.into()));
    }
    if files.is_empty() {
        return Err(HttpError::bad("表单里没有文件 / there is no file in the form"));
    }
    Ok(files)
}

/// Refuses what could lead out of the folder of the server. No file is opened by its name, but globs of gouji.toml are
/// held against it.
fn verified(name: &str) -> Result<String, HttpError> {
    let is_plain = |it| matches!(it, Component::Normal(_) | Component::CurDir);
    let fits = !name.is_empty() && name.chars().count() <= NAME && !name.contains(['\\', '\0']);
    if fits && Path::new(name).components().all(is_plain) {
        return Ok(name.to_owned());
    }
    Err(HttpError::bad(
        "文件名应为名称或相对路径，如 2024/年报.docx，不含 .. 和反斜杠 / the name of a file is relative, as 2024/report.docx, \
         without .. and backslashes",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_leads_nowhere() {
        for good in ["-", "a.md", "2024/年报.docx", "./a.md", "a..b", "..."] {
            assert_eq!(verified(good).unwrap(), good);
        }
        for bad in
            ["", "/etc/passwd", "../a.md", "a/../../b.md", "a\\b.md", "a\0", &"a".repeat(5000)]
        {
            assert_eq!(verified(bad).expect_err(bad).code(), HttpErrorCode::BadRequest);
        }
    }
}
