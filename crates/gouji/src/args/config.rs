//! Options of every command that checks. The doc comments are the help texts, Chinese first.

use clap::Args;
use gouji_project::{FailOn, OnNotChecked};

use super::choice::{fail_on, jurisdiction, not_checked};

/// What the configuration is made of, for every command that checks.
#[derive(Debug, Default, Args)]
pub(crate) struct ConfigArgs {
    /// 配置文件，代替各文件夹的 gouji.toml；或一项设置，如 'lint.fail-on="warning"'，可重复（config）
    #[arg(long, value_name = "FILE|KEY=VALUE")]
    pub config: Vec<String>,

    /// 不读取任何 gouji.toml；当地规定照用（isolated）
    #[arg(long)]
    pub isolated: bool,

    /// 只用这些规则：代码、代码前缀、名称或 ALL，逗号分隔，可重复
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    pub select: Vec<String>,

    /// 不用这些规则：写法同上，优先于 --select
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    pub ignore: Vec<String>,

    /// 达到哪一级的问题使退出状态为 1；不写则按配置，无配置为 error（fail level）
    #[arg(long, value_parser = fail_on(), value_name = "LEVEL")]
    pub fail_on: Option<FailOn>,

    /// 有文件、表格没有检查时：fail 退出状态为 2，warn 只说明；不写则按配置，再不写则直接写出的文件 fail、文件夹里的 warn
    #[arg(long, value_parser = not_checked(), value_name = "WHAT")]
    pub not_checked: Option<OnNotChecked>,

    /// 行政区划代码，2、4 或 6 位数字（GB/T 2260），00 为不用地方规定；不写则按配置，再按报告机关的名称
    #[arg(long, value_name = "CODE", value_parser = jurisdiction)]
    pub jurisdiction: Option<String>,
}
