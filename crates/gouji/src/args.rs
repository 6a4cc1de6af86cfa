//! What can be typed. The doc comments of this file are the help texts, Chinese first.

use clap::{ArgAction, Parser, Subcommand};
use gouji_report::Lang;

mod audit;
mod choice;
mod config;
mod help;
mod reports;
mod serve;
mod settings;
pub(crate) mod wrong;

pub(crate) use audit::AuditArgs;
use choice::lang;
pub(crate) use choice::{Color, LeastSeverity, Schema, severity_word};
pub(crate) use config::ConfigArgs;
use help::TEMPLATE;
pub(crate) use reports::{
    AnnotateArgs, CheckArgs, ExtractArgs, FixArgs, StatementFormat, ViewArgs,
};
pub(crate) use serve::ServeArgs;
pub(crate) use settings::{
    BaselineArgs, BaselineCommand, BaselineRunArgs, CompletionsArgs, ConfigShowArgs, ExplainArgs,
    InitArgs, LspArgs, RulesArgs, RulesCommand, RulesTestArgs,
};

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
    Audit(AuditArgs),
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
    Lsp(LspArgs),
    Serve(ServeArgs),
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
