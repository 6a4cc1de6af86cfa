//! What can be typed. The doc comments of this file are the help texts, Chinese first.

use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand};

mod choice;
pub(crate) mod wrong;

pub(crate) use choice::{Color, Least, Schema, severity_word};
use choice::{extract_format, fail_on, glob, jurisdiction, lang, not_checked, threads};
use gouji_project::{FailOn, OnNotChecked};
use gouji_report::Lang;
use gouji_reporter::ExtractFormat;

use crate::destination::{Destination, DestinationParser};

const TEMPLATE: &str = "{about}\n\n用法（Usage）：{usage}\n\n{all-args}{after-help}";

const STATUS: &str = "\
退出状态（Exit status）：
  0  没有达到 --fail-on 级别的问题
  1  至少有一个达到该级别的问题
  2  参数或配置有误，有文件不能读取，或直接写出的文件没有检查（见 --not-checked；其余文件照常检查）";

/// 政府信息公开工作年度报告检查工具（a linter for Chinese statutory annual reports）
#[derive(Debug, Parser)]
#[command(
    name = "gouji",
    version,
    help_template = TEMPLATE,
    subcommand_help_heading = "命令（Commands）",
    disable_help_flag = true,
    disable_help_subcommand = true,
    disable_version_flag = true,
    arg_required_else_help = true,
    next_help_heading = "选项（Options）"
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub command: Command,

    /// 信息所用语言（language of messages）
    #[arg(long, global = true, value_parser = lang(), default_value = "zh", display_order = 100)]
    pub lang: Lang,

    /// 彩色输出（colour）：auto 只在终端上、且未设 NO_COLOR 时使用
    #[arg(
        long,
        global = true,
        value_enum,
        default_value_t = Color::Auto,
        value_name = "WHEN",
        display_order = 101
    )]
    pub color: Color,

    /// 显示帮助（help）
    #[arg(short, long, global = true, action = ArgAction::Help, display_order = 102)]
    help: Option<bool>,

    /// 显示版本（version）
    #[arg(short = 'V', long, action = ArgAction::Version, display_order = 103)]
    version: Option<bool>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Check(CheckArgs),
    Fix(FixArgs),
    Annotate(AnnotateArgs),
    View(ViewArgs),
    Extract(ExtractArgs),
    Explain(ExplainArgs),
    Rules(RulesArgs),
    Config(ConfigShowArgs),
    Init(InitArgs),
    Baseline(BaselineArgs),
    Completions(CompletionsArgs),
}

/// 检查报告（check reports）
#[derive(Debug, Args)]
#[command(
    help_template = TEMPLATE,
    after_help = STATUS,
    next_help_heading = "选项（Options）"
)]
#[allow(clippy::struct_excessive_bools, reason = "each is an option of the command line")]
pub(crate) struct CheckArgs {
    /// 文件或文件夹；“-” 为标准输入；不写则为当前文件夹
    ///
    /// 文件夹中只检查 .txt .md .markdown .html .htm .docx .doc .wps .odt，直接写出的文件一律检查。
    ///
    /// 遵守 .gitignore .ignore .goujiignore，不进入隐藏文件夹和符号链接。
    #[arg(value_name = "PATH", help_heading = "参数（Arguments）")]
    pub paths: Vec<PathBuf>,

    /// 文件夹中不检查的路径，glob 写法，如 'archive/**'，可重复（exclude）
    #[arg(long, value_name = "GLOB", value_parser = glob)]
    pub exclude: Vec<globset::Glob>,

    /// 标准输入的文件名，写入结果，并据其后缀识别 Markdown
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<String>,

    /// 用本机的 LibreOffice 把 .rtf、旧版 .wps 等转换为 .docx 再检查（convert）
    ///
    /// 在私有临时文件夹里转换，限时 60 秒，不执行宏；文件夹中的这些文件也一并检查。
    #[arg(long)]
    pub convert: bool,

    /// 输出格式（output format），写作 NAME=FILE 则写入文件；可重复，至多一种不写 =FILE
    ///
    /// 例：--format human --format sarif=结果.sarif --format junit=结果.xml
    #[arg(
        long,
        value_name = "NAME[=FILE]",
        value_parser = DestinationParser,
        default_value = "human"
    )]
    pub format: Vec<Destination>,

    /// 没有写 =FILE 的格式写入这个文件而不是标准输出（先写临时文件，再改名）
    #[arg(long, value_name = "FILE")]
    pub output_file: Option<PathBuf>,

    /// csv 以 BOM 开头，双击即可用 Excel 打开（byte order mark, for Excel）
    #[arg(long)]
    pub csv_bom: bool,

    #[command(flatten)]
    pub config: ConfigArgs,

    /// 不报基线文件里已有的问题；由 gouji baseline write 生成（baseline）
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,

    /// 并行线程数；默认为处理器个数，结果与线程数无关
    #[arg(long, value_name = "N", value_parser = threads)]
    pub threads: Option<u16>,

    /// 只输出发现的问题（quiet）
    #[arg(short, long, conflicts_with = "verbose")]
    pub quiet: bool,

    /// 另列出无法判断的检查；在标准错误上逐个说明读到的报告（verbose）
    #[arg(short, long)]
    pub verbose: bool,
}

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

const FIX_STATUS: &str = "\
退出状态（Exit status）：
  0  能改的都已改好，或没有可改的
  1  有的改动没有做（改了会引出新问题等）；用 --diff 时：有可改的
  2  参数有误，或有文件不能读取、不能写入、不能由程序改动（其余文件照常处理）";

/// 改正能由程序改正的问题（apply fixes）
///
/// 只改 .txt .md .html：标点、数字写法、转换残渣、标题的常见异文。.docx 不由程序改动。
///
/// 改后立即复查，会引出新问题的改动不做；编码、换行和其余文字逐字节不变。
#[derive(Debug, Args)]
#[command(
    help_template = TEMPLATE,
    after_help = FIX_STATUS,
    next_help_heading = "选项（Options）"
)]
pub(crate) struct FixArgs {
    /// 文件或文件夹；“-” 为标准输入，改后写到标准输出；不写则为当前文件夹
    #[arg(value_name = "PATH", help_heading = "参数（Arguments）")]
    pub paths: Vec<PathBuf>,

    /// 只显示将要改的内容，不写文件（show a unified diff）
    #[arg(long)]
    pub diff: bool,

    /// 连同要人判断的改动一起做：用词、标题、勾稽不平时唯一的改数方案（unsafe fixes）
    #[arg(long = "unsafe")]
    pub proposals: bool,

    /// 文件夹中不处理的路径，glob 写法，如 'archive/**'，可重复（exclude）
    #[arg(long, value_name = "GLOB", value_parser = glob)]
    pub exclude: Vec<globset::Glob>,

    /// 标准输入的文件名，据其后缀识别 Markdown
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<String>,

    #[command(flatten)]
    pub config: ConfigArgs,

    /// 不说明改了什么（quiet）
    #[arg(short, long)]
    pub quiet: bool,
}

/// 检查一份 .docx，把结果写成批注（write findings into a .docx as comments）
///
/// 用 Word 或 WPS 打开写出的文件，批注就在有问题的格子和句子旁边；正文一字不改。
#[derive(Debug, Args)]
#[command(
    help_template = TEMPLATE,
    after_help = STATUS,
    next_help_heading = "选项（Options）"
)]
pub(crate) struct AnnotateArgs {
    /// 一个 .docx 文件
    #[arg(value_name = "FILE", help_heading = "参数（Arguments）")]
    pub file: PathBuf,

    /// 写出的文件，不能是原文件；不写则在原文件旁边，如 年报.批注.docx，已有的文件不动
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// 直接写进原文件（overwrite the file itself）
    #[arg(long, conflicts_with = "output")]
    pub in_place: bool,

    /// 写入哪一级及以上的问题；不写则为错误、警告，和有确切改法的提示，如错别字（least severity）
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub min_severity: Option<Least>,

    #[command(flatten)]
    pub config: ConfigArgs,

    /// 不说明写入了多少（quiet）
    #[arg(short, long)]
    pub quiet: bool,
}

/// 显示检查结果所指的文字，带行号（view a report as it is read）
///
/// 结果中的“文件:行:列”在这里都能找到：.docx 为转成的文字（视图），其他格式为文件原文。
#[derive(Debug, Args)]
#[command(help_template = TEMPLATE, next_help_heading = "选项（Options）")]
pub(crate) struct ViewArgs {
    /// 一个文件；“-” 为标准输入
    #[arg(value_name = "FILE", help_heading = "参数（Arguments）")]
    pub file: PathBuf,

    /// 显示读出的结构：H1、H2 为标题，3.24 为第 3 个表格第 24 行，← ↑ 为合并的格子，! 为不能读的内容
    #[arg(long)]
    pub blocks: bool,

    /// 列出文中的每个数，各读作表里的哪一格；没有读懂的，写明原因（statements）
    #[arg(long, conflicts_with = "blocks")]
    pub statements: bool,

    /// 列出的格式（format of the statements）
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t, requires = "statements")]
    pub format: StatementFormat,

    /// 用本机的 LibreOffice 把 .rtf、旧版 .wps 等转换为 .docx 再显示（convert）
    #[arg(long)]
    pub convert: bool,
}

/// 取出报告里的数据：各表的每一格、文中的每个数（extract the figures as data）
///
/// 不作检查。没有读出的格子、文件也各占一行，写明原因。各列的含义见 docs/data.md。
#[derive(Debug, Args)]
#[command(help_template = TEMPLATE, next_help_heading = "选项（Options）")]
pub(crate) struct ExtractArgs {
    /// 文件或文件夹；“-” 为标准输入；不写则为当前文件夹
    #[arg(value_name = "PATH", help_heading = "参数（Arguments）")]
    pub paths: Vec<PathBuf>,

    /// 格式（format）：jsonl 一份报告一行；csv 一个数一行；csv-wide 一份报告一行、表里的一格一列
    #[arg(long, value_parser = extract_format(), value_name = "FORMAT", default_value = "jsonl")]
    pub format: ExtractFormat,

    /// 写入这个文件而不是标准输出（先写临时文件，再改名）
    #[arg(long, value_name = "FILE")]
    pub output_file: Option<PathBuf>,

    /// csv 以 BOM 开头，双击即可用 Excel 打开（byte order mark, for Excel）
    #[arg(long)]
    pub csv_bom: bool,

    /// 文件夹中不取的路径，glob 写法，如 'archive/**'，可重复（exclude）
    #[arg(long, value_name = "GLOB", value_parser = glob)]
    pub exclude: Vec<globset::Glob>,

    /// 标准输入的文件名，据其后缀识别 Markdown
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<String>,

    /// 用本机的 LibreOffice 转换不能直接读取的文件（convert）
    #[arg(long)]
    pub convert: bool,

    /// 不显示进度（quiet）
    #[arg(short, long)]
    pub quiet: bool,
}

/// How statements are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum StatementFormat {
    /// 每个数一行（a line a figure）
    #[default]
    Text,
    /// 每个数一个 JSON 对象（a JSON object a figure）
    Jsonl,
}

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

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_consistent() {
        Cli::command().debug_assert();
    }

    /// Every command in a block of the text, without its comment, its pipe and what it reads from.
    fn commands(text: &str) -> Vec<String> {
        let inside = text.split("```").skip(1).step_by(2).flat_map(str::lines);
        inside
            .filter_map(|line| {
                let line = line.trim().trim_start_matches("$ ").trim_start_matches("- ");
                let line = line.trim_start_matches("script: ").trim_start_matches("run: ");
                let end = line.find(['|', '<', '#']).unwrap_or(line.len());
                let line = line[..end].trim();
                line.starts_with("gouji ").then(|| line.to_owned())
            })
            .collect()
    }

    #[test]
    fn every_command_of_the_documentation_can_be_typed() {
        let mut count = 0;
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let pages = std::fs::read_dir(root.join("docs")).expect("the documentation is there");
        let pages = pages.map(|page| page.expect("it can be listed").path());
        let readmes =
            ["README.md", "README.zh-CN.md", "CONTRIBUTING.md"].map(|name| root.join(name));
        for page in
            pages.chain(readmes).filter(|page| page.extension().is_some_and(|it| it == "md"))
        {
            let text = std::fs::read_to_string(&page).expect("a page can be read");
            for command in commands(&text) {
                let words = command.split_whitespace().map(|word| word.trim_matches(['\'', '"']));
                if let Err(error) = Cli::try_parse_from(words) {
                    panic!("{}: {command}: {error}", page.display());
                }
                count += 1;
            }
        }
        assert!(count > 30, "{count} commands");
    }
}
