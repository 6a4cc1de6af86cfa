//! In the place of `serve`, where the feature of that name is left out.

use gouji_project::Status;
use gouji_report::Lang;

use crate::args::ServeArgs;

/// Says which builds have the service.
pub(crate) fn run(_: &ServeArgs, _: Lang) -> miette::Result<Status> {
    Err(miette::miette!(
        "检查服务要用带 serve 功能的 gouji（安装时加 --features full） / the service is in builds of gouji with the feature serve (install with --features full)"
    ))
}
