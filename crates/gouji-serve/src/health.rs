//! What `/health` says.

use schemars::JsonSchema;
use serde::Serialize;

/// What `/health` says.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Health {
    /// `ok`.
    status: &'static str,
    /// Version of the tool: `0.1.0`.
    version: &'static str,
}

impl Default for Health {
    fn default() -> Self {
        Self { status: "ok", version: env!("CARGO_PKG_VERSION") }
    }
}
