//! `gouji audit`, and its options. The doc comments are the help texts, Chinese first.

use std::path::PathBuf;

use clap::Args;
use gouji_reporter::AuditFormat;

use super::choice::{audit_format, glob, threads};
use super::config::ConfigArgs;
use super::help::{STATUS, TEMPLATE};

/// 核对许多报告：跨年、上下级、缺报（audit many reports at once）
///
/// 按报告机关和年度归并：与上年是否衔接，本级与下级之和是否相符，有没有漏交、重复、放错的报告。
///
/// 先列几份报告之间的问题，再列各单位各年度的汇总；单份报告的问题只计数，详见 gouji check。
#[derive(Debug, Args)]
#[command(
    help_template = TEMPLATE,
    after_help = STATUS,
    next_help_heading = "选项（Options）"
)]
pub(crate) struct AuditArgs {
    /// 文件或文件夹；不写则为当前文件夹
    #[arg(value_name = "PATH", help_heading = "参数（Arguments）")]
    pub paths: Vec<PathBuf>,

    /// 单位名单：名称、上级、撤并、是否应报；不写则按名称认上下级，不查缺报（units）
    ///
    /// 写法见 docs/audit.md。
    #[arg(long, value_name = "FILE")]
    pub units: Option<PathBuf>,

    /// 扣分办法：有自带办法的地方的代码（如 350502），或自己的 TOML 文件；不写则不算分（points）
    ///
    /// 写法见 docs/tutorial-points.md。
    #[arg(long, value_name = "CODE|FILE")]
    pub points: Option<PathBuf>,

    /// 格式（format）
    #[arg(long, value_parser = audit_format(), value_name = "FORMAT", default_value = "human")]
    pub format: AuditFormat,

    /// 写入这个文件而不是标准输出（先写临时文件，再改名）
    #[arg(long, value_name = "FILE")]
    pub output_file: Option<PathBuf>,

    /// csv 以 BOM 开头，双击即可用 Excel 打开（byte order mark, for Excel）
    #[arg(long)]
    pub csv_bom: bool,

    /// 文件夹中不读的路径，glob 写法，如 'archive/**'，可重复（exclude）
    #[arg(long, value_name = "GLOB", value_parser = glob)]
    pub exclude: Vec<globset::Glob>,

    /// 用本机的 LibreOffice 转换不能直接读取的文件（convert）
    #[arg(long)]
    pub convert: bool,

    #[command(flatten)]
    pub config: ConfigArgs,

    /// 不报基线文件里已有的问题；由 gouji baseline write 生成（baseline）
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,

    /// 并行线程数；默认为处理器个数，结果与线程数无关
    #[arg(long, value_name = "N", value_parser = threads)]
    pub threads: Option<u16>,

    /// 不显示进度（quiet）
    #[arg(short, long)]
    pub quiet: bool,
}
