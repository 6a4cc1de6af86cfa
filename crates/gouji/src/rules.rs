//! `gouji rules`.

use std::fmt::Write as _;

use crate::args::{RulesArgs, RulesCommand, RulesTestArgs};
use crate::page::{book::Book, family, pages, terminal};
use crate::project::{forms_here, linter_here};
use crate::sink;
use gouji_project::Status;
use gouji_project::words;
use gouji_report::Lang;

pub(crate) fn run(args: &RulesArgs, lang: Lang) -> miette::Result<Status> {
    if let Some(RulesCommand::Test(args)) = &args.command {
        return test(args, lang);
    }
    if let Some(folder) = &args.pages {
        pages::write(&Book::shipped()?, folder)?;
        return Ok(Status::Clean);
    }
    let linter = linter_here()?;
    let text = if args.json {
        gouji_reporter::rules_json(linter.rules())
    } else {
        terminal::table(&family::rows(linter.rules(), lang))
    };
    sink::print(|out| out.write_all(text.as_bytes()))?;
    Ok(Status::Clean)
}

/// Each rule of each pack against its own examples; what they refute is shown at its place.
fn test(args: &RulesTestArgs, lang: Lang) -> miette::Result<Status> {
    let (mut status, mut text) = (Status::Clean, String::new());
    let forms = forms_here()?;
    for path in &args.packs {
        let pack = gouji_project::read_toml(path).map_err(|why| {
            let name = path.display();
            let said = words::both(|lang| {
                let why = words::one(&why, lang);
                match lang {
                    Lang::Zh => format!("规则包 {name} 不能读取：{why}"),
                    Lang::En => format!("the pack {name} cannot be read: {why}"),
                }
            });
            miette::miette!("{said}")
        })?;
        let trials = gouji_project::try_pack(pack.data(), &[&forms])
            .map_err(|error| miette::Report::new(*error))?;
        let (count, name) = (trials.len(), &pack.name);
        let refuted = trials.iter().filter(|trial| !trial.faults.is_empty()).count();
        for trial in trials {
            for advice in trial.advice {
                eprint!("{:?}", miette::Report::new(advice));
            }
            for fault in trial.faults {
                eprint!("{:?}", miette::Report::new(fault));
                status = Status::Findings;
            }
        }
        let _ = match lang {
            Lang::Zh => writeln!(text, "{name}：{count} 条规则，{refuted} 条与自己的示例不符"),
            Lang::En => {
                writeln!(text, "{name}: {count} rules, {refuted} refuted by their own examples")
            }
        };
    }
    sink::print(|out| out.write_all(text.as_bytes()))?;
    Ok(status)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::book::tests::book;

    #[test]
    fn the_table_lines_up() {
        let book = book();
        let table = |lang| terminal::table(&family::rows(book.linter.rules(), lang));
        insta::assert_snapshot!(table(Lang::Zh), @r"
        X901  警告  draft-left  没有留下草稿字样
        X902  错误  slashes     没有斜线
        ");
        insta::assert_snapshot!(table(Lang::En), @r"
        X901  warning  draft-left  no draft words are left
        X902  error    slashes     no slashes
        ");
    }

    #[test]
    fn json_carries_everything_the_pack_says() {
        insta::assert_snapshot!(gouji_reporter::rules_json(&book().linter.rules()[..1]), @r#"
        [
          {
            "code": "X901",
            "name": "draft-left",
            "severity": "warning",
            "optional": false,
            "forms": [
              "2021"
            ],
            "kind": "pattern",
            "parameters": "kind = \"pattern\"\npatterns = ['草稿|\\x{2F}']\nhints = [\"草稿\", \"\\u002F\"]\n",
            "confidence": "likely",
            "responsibility": "author",
            "summary": {
              "zh": "没有留下草稿字样",
              "en": "no draft words are left"
            },
            "why": {
              "zh": "草稿字样不该公开。",
              "en": "A draft is not for publication."
            },
            "silent": {
              "zh": "“征求意见稿”作为文件名称出现。\n引号里的字样。",
              "en": "A draft for comment that is named as such.\nWords in quotation marks."
            },
            "help": {
              "zh": "删去",
              "en": "delete it"
            },
            "source": "文字清洁",
            "messages": [
              {
                "case": null,
                "severity": "warning",
                "message": {
                  "zh": "留有“{found}”，共 {count} 处",
                  "en": "“{found}” is left, {count} times"
                },
                "help": {
                  "zh": "删去",
                  "en": "delete it"
                }
              }
            ],
            "example": {
              "bad": "青禾县2024年政府信息公开工作年度报告\n一、总体情况\n【草稿】全年公开120条。\n二、主动公开政府信息情况\n",
              "good": "青禾县2024年政府信息公开工作年度报告\n一、总体情况\n全年公开120条。\n二、主动公开政府信息情况\n"
            }
          }
        ]
        "#);
    }
}
