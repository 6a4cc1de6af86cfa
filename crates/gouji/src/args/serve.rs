//! `gouji serve`.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;

use super::choice::{address, mebibytes, queue, threads};
use super::config::ConfigArgs;
use super::help::TEMPLATE;

/// 检查服务：供网站后台、内网以 HTTP 调用（HTTP service）
///
/// POST /check 检查报告，GET /rules 列出规则，GET /openapi.json 是接口说明；用法见 docs/serve.md。
///
/// 不写文件，不留内容；Ctrl-C 停止，正在检查的查完再停。
#[derive(Debug, Args)]
#[command(help_template = TEMPLATE, next_help_heading = "选项（Options）")]
pub(crate) struct ServeArgs {
    /// 监听的地址和端口；端口写 0 则由系统选（address）
    #[arg(long, value_name = "ADDRESS:PORT", value_parser = address, default_value = "127.0.0.1:8617")]
    pub address: SocketAddr,

    /// 除 localhost 和 IP 地址外，可用来访问的主机名，可重复（allowed Host）
    #[arg(long, value_name = "NAME")]
    pub allow_host: Vec<String>,

    /// 首页显示的网页，即 gouji.html（page）
    #[arg(long, value_name = "FILE")]
    pub page: Option<PathBuf>,

    /// 最多多少个请求同时等待和检查；再多的答复 503（queue）
    #[arg(long, value_name = "N", value_parser = queue, default_value = "256")]
    pub queue: usize,

    /// 一个请求的内容最大多少 MiB；默认即读取器的上限（body limit）
    #[arg(long, value_name = "MIB", value_parser = mebibytes, default_value = "256")]
    pub max_body: usize,

    /// 检查用的线程数；默认为处理器个数的两倍
    #[arg(long, value_name = "N", value_parser = threads)]
    pub threads: Option<u16>,

    #[command(flatten)]
    pub config: ConfigArgs,
}
