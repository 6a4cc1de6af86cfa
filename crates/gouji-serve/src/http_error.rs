//! What went wrong with a request, as RFC 9457 has it.

use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use gouji_project::words;
use gouji_report::PackError;
use schemars::JsonSchema;
use serde::Serialize;

/// The media type of a problem.
pub(crate) const MEDIA_TYPE: &str = "application/problem+json";

/// Makes the codes of problems, with their status and title, from one list.
macro_rules! problems {
    ($($code:ident = $status:ident, $title:literal;)*) => {
        /// What kind of thing went wrong.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
        #[serde(rename_all = "kebab-case")]
        #[schemars(rename = "ProblemCode")]
        pub(crate) enum HttpErrorCode { $($code,)* }

        impl HttpErrorCode {
            /// Its status.
            pub(crate) fn status(self) -> StatusCode {
                match self { $(Self::$code => StatusCode::$status),* }
            }

            /// What it is, in both languages.
            pub(crate) fn title(self) -> &'static str {
                match self { $(Self::$code => $title),* }
            }
        }
    };
}

problems! {
    BadRequest = BAD_REQUEST, "请求有误 / the request is wrong";
    UnknownHost = MISDIRECTED_REQUEST, "这个服务不叫这个名字 / this service does not go by that name";
    NotFound = NOT_FOUND, "没有这个地址 / there is nothing here";
    NotAllowed = METHOD_NOT_ALLOWED, "这个地址不接受这种方法 / the method is not for this path";
    NotAcceptable = NOT_ACCEPTABLE, "没有所要的格式 / no format that is asked for";
    TooSlow = REQUEST_TIMEOUT, "内容来得太慢 / the body comes too slowly";
    TooLarge = PAYLOAD_TOO_LARGE, "内容过大 / the body is too large";
    Busy = SERVICE_UNAVAILABLE, "排队的请求太多，请稍后再来 / too many requests are waiting, come again later";
    Settings = INTERNAL_SERVER_ERROR, "服务的配置有误 / the settings of the service are wrong";
    Internal = INTERNAL_SERVER_ERROR, "gouji 内部错误，请报告 / internal error, please report it";
}

/// What went wrong (RFC 9457); texts are `中文 / English`.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct HttpError {
    /// What kind of thing it is, for programs.
    code: HttpErrorCode,
    /// The status of the answer.
    status: u16,
    /// What kind of thing it is, for people.
    title: &'static str,
    /// What it is this time.
    detail: String,
}

impl HttpError {
    pub(crate) fn new(code: HttpErrorCode, detail: impl Into<String>) -> Self {
        let status = code.status().as_u16();
        Self { code, status, title: code.title(), detail: detail.into() }
    }

    /// A request that says what has no meaning; `detail` has both languages.
    pub(crate) fn bad(detail: impl Into<String>) -> Self {
        Self::new(HttpErrorCode::BadRequest, detail)
    }

    /// A panic, with its message and place.
    pub(crate) fn internal(panic: &str) -> Self {
        Self::new(HttpErrorCode::Internal, words::internal(panic))
    }

    /// Settings that are refused: the request's own fault, or that of the server's gouji.toml.
    pub(crate) fn refused(error: &PackError) -> Self {
        let name = error.source_code.name();
        let own = name == words::COMMAND_LINE;
        let said = words::both(|lang| {
            let said = [&error.message, &error.label].map(|it| words::one(it, lang));
            let said = said.join(lang.choose("：", ": "));
            if own { said } else { format!("{name}: {said}") }
        });
        Self::new(if own { HttpErrorCode::BadRequest } else { HttpErrorCode::Settings }, said)
    }

    #[cfg(test)]
    pub(crate) fn code(&self) -> HttpErrorCode {
        self.code
    }
}

impl IntoResponse for HttpError {
    fn into_response(self) -> Response {
        let body = serde_json::to_string(&self).expect("texts can be written as JSON");
        let mut response = (self.code.status(), body).into_response();
        let mut set = |name: HeaderName, value: &'static str| {
            response.headers_mut().insert(name, HeaderValue::from_static(value));
        };
        set(header::CONTENT_TYPE, MEDIA_TYPE);
        match self.code {
            HttpErrorCode::Busy => set(header::RETRY_AFTER, "1"),
            // What is left of the body is not read.
            HttpErrorCode::TooSlow | HttpErrorCode::TooLarge => set(header::CONNECTION, "close"),
            _ => {}
        }
        response
    }
}
