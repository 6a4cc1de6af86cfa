//! From requests to answers.

use crate::request::Request;
use crate::session::Session;

/// What a host talks to.
#[derive(Debug, Default)]
pub struct Engine {
    session: Option<Session>,
}

impl Engine {
    /// Answers the JSON of a [`Request`] about `file`.
    ///
    /// # Errors
    ///
    /// Says, in the language of the run, why there is no answer.
    pub fn answer(&mut self, request: &[u8], file: &[u8]) -> Result<Vec<u8>, String> {
        let request: Request = serde_json::from_slice(request).map_err(|it| it.to_string())?;
        if let Request::Open { settings } = request {
            let session = match self.session.take().filter(|it| it.is_under(&settings)) {
                Some(before) => before.again(settings.now)?,
                None => Session::open(settings)?,
            };
            return Ok(json(&self.session.insert(session).about()?));
        }
        let session = self.session.as_mut().ok_or("没有打开 / nothing is open")?;
        match request {
            Request::Open { .. } => Ok(Vec::new()),
            Request::LastYear { name } => session.read_last_year(&name, file).map(|()| Vec::new()),
            Request::Check { name, met } => {
                session.check(&name, file, met);
                Ok(Vec::new())
            }
            Request::Fail { name, panic } => {
                session.fail(&name, &panic);
                Ok(Vec::new())
            }
            Request::List => session.list().map(|list| json(&list)),
            Request::Write { format } => session.write(&format),
            Request::Audit { format } => session.audit(&format),
            Request::Annotate { name } => session.annotate(&name, file),
            Request::Fixes { name, proposals } => {
                session.fixes(&name, file, proposals).map(|fixes| json(&fixes))
            }
            Request::Fix { name, proposals } => session.fix(&name, file, proposals),
        }
    }
}

fn json(value: &impl serde::Serialize) -> Vec<u8> {
    serde_json::to_vec(value).expect("answers have string keys and no floats")
}
