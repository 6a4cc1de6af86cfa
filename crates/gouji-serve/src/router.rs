//! Which path leads where, and what every answer has in common.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Path, Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use gouji_reporter::{rule_json, rules_json};

use crate::check::check;
use crate::health::Health;
use crate::http_error::{HttpError, HttpErrorCode};
use crate::service::Service;

/// Which path leads where.
pub(crate) fn router(service: Arc<Service>) -> Router {
    Router::new()
        .route("/", get(page))
        .route("/check", post(check))
        .route("/health", get(health))
        .route("/openapi.json", get(described))
        .route("/rules", get(rules))
        .route("/rules/{code}", get(rule))
        .fallback(async || HttpError::new(HttpErrorCode::NotFound, paths()))
        .method_not_allowed_fallback(async || HttpError::new(HttpErrorCode::NotAllowed, paths()))
        .layer(from_fn_with_state(service.clone(), around))
        .layer(DefaultBodyLimit::disable())
        .with_state(service)
}

/// Where there is something.
fn paths() -> &'static str {
    "POST /check，GET /rules、/rules/{code}、/health、/openapi.json、/ / POST /check; GET /rules, /rules/{code}, /health, \
     /openapi.json, /"
}

/// Refuses clients that call the service by a name that is not its own; what every answer has in common.
async fn around(State(service): State<Arc<Service>>, request: Request, next: Next) -> Response {
    let mut response = if service.is_called(&request) {
        next.run(request).await
    } else {
        let detail = "用 localhost、IP 地址或 --allow-host 给出的名字访问 / call it localhost, by its address in digits, \
                      or by a name of --allow-host";
        HttpError::new(HttpErrorCode::UnknownHost, detail).into_response()
    };
    let mut set = |name: HeaderName, value| {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    };
    set(header::CACHE_CONTROL, "no-store");
    set(header::REFERRER_POLICY, "no-referrer");
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    response
}

fn answer(media_type: &'static str, body: impl Into<Body>) -> Response {
    ([(header::CONTENT_TYPE, media_type)], body.into()).into_response()
}

async fn page(State(service): State<Arc<Service>>) -> Response {
    match &service.page {
        Some(page) => answer("text/html; charset=utf-8", page.clone()),
        None => answer(
            "text/plain; charset=utf-8",
            "这里是 gouji 的检查服务，说明在 /openapi.json 和 docs/serve.md。要在这里打开网页，请启动时加 --page gouji.html；\
             这个文件的来处见 docs/page.md。\n\
             This is the service of gouji; /openapi.json and docs/serve.md say how to use it. To have the page here, start it \
             with --page gouji.html; docs/page.md says where that file comes from.\n",
        ),
    }
}

async fn health() -> Response {
    let body = serde_json::to_string(&Health::default()).expect("texts can be written as JSON");
    answer("application/json", body)
}

async fn described(State(service): State<Arc<Service>>) -> Response {
    answer("application/json", service.openapi.clone())
}

async fn rules(State(service): State<Arc<Service>>) -> Response {
    answer("application/json", rules_json(&service.rules))
}

async fn rule(
    State(service): State<Arc<Service>>,
    Path(code): Path<String>,
) -> Result<Response, HttpError> {
    let rule = service.rules.iter().find(|it| it.is_named_by(&code)).ok_or_else(|| {
        HttpError::new(
            HttpErrorCode::NotFound,
            "没有这条规则，全部规则在 /rules / no such rule; all of them are at /rules",
        )
    })?;
    Ok(answer("application/json", rule_json(rule)))
}
