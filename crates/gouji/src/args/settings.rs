//! The commands on rules and settings, and their options. The doc comments are the help texts, Chinese first.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::choice::Schema;
use super::config::ConfigArgs;
use super::help::TEMPLATE;

/// 解释一条规则或一类规则（explain a rule or a family）
#[derive(Debug, Args)]
#[command(help_template = TEMPLATE, next_help_heading = "选项（Options）")]
pub(crate) struct ExplainArgs {
    /// 规则代码或名称（E001、requests-flow），可写几个；代码前缀（E）列出这一类；
    /// kind:section 检查种类的参数，table:requests 表的行列代号
    #[arg(
        value_name = "CODE",
        value_delimiter = ',',
        required = true,
        help_heading = "参数（Arguments）"
    )]
    pub codes: Vec<String>,
}

/// 列出全部规则；检查自己的规则包（list the rules; test a pack）
#[derive(Debug, Args)]
#[command(
    help_template = TEMPLATE,
    subcommand_help_heading = "命令（Commands）",
    subcommand_value_name = "COMMAND",
    args_conflicts_with_subcommands = true,
    next_help_heading = "选项（Options）"
)]
pub(crate) struct RulesArgs {
    /// 以 JSON 数组输出，含全部说明
    #[arg(long)]
    pub json: bool,

    /// 在该文件夹中写出每条规则的说明页，Markdown 格式，中英文各一页（rule pages）
    #[arg(long, value_name = "DIR", conflicts_with = "json")]
    pub pages: Option<PathBuf>,

    #[command(subcommand)]
    pub command: Option<RulesCommand>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum RulesCommand {
    Test(RulesTestArgs),
}

/// 用规则自带的示例检查规则包：错误示例应报出，正确示例不应报出（test a pack）
#[derive(Debug, Args)]
#[command(help_template = TEMPLATE, next_help_heading = "选项（Options）")]
pub(crate) struct RulesTestArgs {
    /// 规则包（TOML）
    #[arg(value_name = "PACK", required = true, help_heading = "参数（Arguments）")]
    pub packs: Vec<PathBuf>,
}

/// 显示对某个文件生效的配置和每一项的来处（show the configuration）
#[derive(Debug, Args)]
#[command(help_template = TEMPLATE, next_help_heading = "选项（Options）")]
pub(crate) struct ConfigShowArgs {
    /// 一个文件，可以尚不存在；不写则为当前文件夹里的文件
    #[arg(value_name = "FILE", help_heading = "参数（Arguments）")]
    pub file: Option<PathBuf>,

    #[command(flatten)]
    pub config: ConfigArgs,

    /// 以 JSON 输出
    #[arg(long)]
    pub json: bool,

    /// 输出 JSON Schema，供编辑器使用：gouji.toml 的，或 --schema=pack 规则包的
    #[arg(
        long,
        value_enum,
        value_name = "WHICH",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "config",
        conflicts_with_all = ["json", "file"]
    )]
    pub schema: Option<Schema>,
}

/// 在当前文件夹写一个带说明的 gouji.toml（write a starter gouji.toml）
#[derive(Debug, Args)]
#[command(help_template = TEMPLATE, next_help_heading = "选项（Options）")]
pub(crate) struct InitArgs {}

/// 基线：记下已有的问题，以后只报新的（baseline）
#[derive(Debug, Args)]
#[command(
    help_template = TEMPLATE,
    subcommand_help_heading = "命令（Commands）",
    subcommand_value_name = "COMMAND",
    next_help_heading = "选项（Options）"
)]
pub(crate) struct BaselineArgs {
    #[command(subcommand)]
    pub command: BaselineCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum BaselineCommand {
    /// 把现有的问题写入基线文件（write）
    #[command(help_template = TEMPLATE)]
    Write(BaselineRunArgs),
    /// 从基线文件中去掉已经没有的问题（prune）
    #[command(help_template = TEMPLATE)]
    Prune(BaselineRunArgs),
    /// 列出新出现的（+）和已经没有的（-）；有新的则退出状态为 1（diff）
    #[command(help_template = TEMPLATE)]
    Diff(BaselineRunArgs),
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项（Options）")]
pub(crate) struct BaselineRunArgs {
    /// 文件或文件夹；不写则为当前文件夹
    #[arg(value_name = "PATH", help_heading = "参数（Arguments）")]
    pub paths: Vec<PathBuf>,

    /// 基线文件
    #[arg(long, value_name = "FILE", default_value = gouji_project::baseline::FILE_NAME)]
    pub baseline: PathBuf,

    #[command(flatten)]
    pub config: ConfigArgs,
}

/// 生成命令行补全脚本（shell completions）
#[derive(Debug, Args)]
#[command(help_template = TEMPLATE, next_help_heading = "选项（Options）")]
pub(crate) struct CompletionsArgs {
    /// 哪一种 shell
    #[arg(value_enum, value_name = "SHELL", help_heading = "参数（Arguments）")]
    pub shell: clap_complete::Shell,
}

/// 编辑器的语言服务器，经标准输入输出通信（language server）
#[derive(Debug, Args)]
#[command(help_template = TEMPLATE, next_help_heading = "选项（Options）")]
pub(crate) struct LspArgs {
    /// 不必写：编辑器会加的选项，经标准输入输出通信（what editors pass: speak on standard streams）
    #[arg(long, hide = true)]
    pub stdio: bool,
}
