//! In the place of `lsp`, where the feature of that name is left out.

use gouji_project::Status;

/// Says which builds have the server.
pub(crate) fn run() -> miette::Result<Status> {
    Err(miette::miette!(
        "语言服务器要用带 lsp 功能的 gouji（安装时加 --features full） / the language server is in builds of gouji with the feature lsp (install with --features full)"
    ))
}
