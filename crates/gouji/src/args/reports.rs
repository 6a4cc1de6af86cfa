//! The commands on reports, and their options. The doc comments are the help texts, Chinese first.

use std::path::PathBuf;

use clap::Args;
use gouji_reporter::ExtractFormat;

use super::choice::{LeastSeverity, extract_format, glob, threads};
use super::config::ConfigArgs;
use super::help::{STATUS, TEMPLATE};
use crate::destination::{Destination, DestinationParser};

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

    /// 同一机关上一年的报告：另查两年是否衔接（last year's report）
    ///
    /// 如结转、现行有效件数是否接得上，表格是否与上年完全相同；这时只检查一份报告。
    #[arg(long, value_name = "FILE")]
    pub last_year: Option<PathBuf>,

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
    pub min_severity: Option<LeastSeverity>,

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
#[allow(clippy::struct_excessive_bools, reason = "each is an option of the command line")]
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

    /// 照格式列出各表读到的数；带 ? 的是按勾稽关系推得的，仅供参考（tables）
    #[arg(long, conflicts_with_all = ["blocks", "statements"])]
    pub tables: bool,

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

    /// 格式（format）：jsonl 一份报告一行；csv 一个数一行；csv-wide 一份报告一行、表里的一格一列；parquet 同 csv，列有类型
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
