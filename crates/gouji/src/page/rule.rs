//! The page of a rule.

use gouji_report::Localized;
use gouji_rules::finding::{Confidence, Finding, Responsibility};
use gouji_rules::rule::Rule;

use super::family::place_in_the_index;
use super::{DocPage, PageBlock, PageInline, PageLine, PageMessage, place, plain};
use crate::args::severity_word;
use crate::page::book::Book;
use gouji_report::Lang;

/// How many findings of the wrong example are shown.
const SHOWN: usize = 3;

/// An example of at most so many lines is shown twice, wrong and right; of a longer one, only the
/// lines that are right now are shown again.
const SHORT: usize = 8;

/// What the rule does not report, with the rules that it leaves a place to.
fn silent(rule: &Rule, lang: Lang) -> String {
    let mut lines: Vec<String> = lang.pick(&rule.text.silent).lines().map(str::to_owned).collect();
    if !rule.yields_to.is_empty() {
        lines.push(match lang {
            Lang::Zh => format!("同一处 {} 已经报了的。", rule.yields_to.join("、")),
            Lang::En => format!("A place of which {} speaks already.", rule.yields_to.join(", ")),
        });
    }
    lines.join("\n")
}

/// The page of `rule` in the language `lang`.
pub(crate) fn page(rule: &Rule, book: &Book, lang: Lang) -> DocPage {
    let mut blocks = vec![
        PageBlock::Text(plain(lang.pick(&rule.text.summary))),
        facts(rule, book, lang),
        ways(rule, lang),
    ];
    paragraphs(&mut blocks, lang.choose("为什么", "Why"), lang.pick(&rule.text.why));
    examples(&mut blocks, rule, &book.reported(rule), lang);
    messages(&mut blocks, rule, lang);
    paragraphs(&mut blocks, lang.choose("不报的情形", "When it stays silent"), &silent(rule, lang));
    paragraphs(&mut blocks, lang.choose("依据", "Source"), &rule.source);
    let norms =
        book.norms_of(&rule.source).map(|norm| plain(lang.pick(&norm.name))).collect::<Vec<_>>();
    if !norms.is_empty() {
        blocks.push(PageBlock::Points(norms));
    }
    let places = place::of_rule(rule, book, lang);
    if !places.is_empty() {
        blocks.push(PageBlock::Heading(lang.choose("各地", "In some places").to_owned()));
        blocks.push(PageBlock::Points(places));
    }
    blocks.push(PageBlock::Heading(lang.choose("参数", "Parameters").to_owned()));
    blocks.push(PageBlock::Code {
        language: "toml",
        text: format!("[rule.check]\n{}", rule.text.parameters),
    });
    if rule.optional {
        blocks
            .push(PageBlock::Heading(lang.choose("用这条规则", "How to switch it on").to_owned()));
        let severity = rule.severity.name();
        let text = format!("[lint]\nseverity = {{ {} = \"{severity}\" }}", rule.code);
        blocks.push(PageBlock::Code { language: "toml", text });
    }
    blocks.push(PageBlock::Heading(lang.choose("不用这条规则", "How to switch it off").to_owned()));
    blocks.push(PageBlock::Code {
        language: "sh",
        text: format!("gouji check --ignore {} …", rule.code),
    });
    let one = lang.choose(
        "放行一处，在它前面写（HTML、Markdown）：",
        "To let one place pass, write before it (HTML, Markdown):",
    );
    let reason = lang.choose("原因", "reason");
    blocks.push(PageBlock::Text(plain(one)));
    blocks.push(PageBlock::Code {
        language: "html",
        text: format!("<!-- gouji: allow {} {reason} -->", rule.code),
    });
    DocPage { title: format!("{} {}", rule.code, rule.name), blocks }
}

fn ways(rule: &Rule, lang: Lang) -> PageBlock {
    let link = |text: &str, to: String| PageInline::Link { text: text.to_owned(), to };
    PageBlock::Ways(vec![
        link(lang.choose("全部规则", "All rules"), "README.md".to_owned()),
        PageInline::Text(" · ".to_owned()),
        link(
            lang.choose("In English", "中文"),
            format!("../{}/{}.md", lang.other().code(), rule.code),
        ),
    ])
}

fn facts(rule: &Rule, book: &Book, lang: Lang) -> PageBlock {
    let mut facts: Vec<(&'static str, PageLine)> =
        vec![(lang.choose("级别：", "Severity: "), plain(severity_word(lang, rule.severity)))];
    if let Some(family) = book.family_of(rule) {
        let text = format!("{} {}", family.letter, lang.pick(&family.name));
        let to = format!("README.md#{}", place_in_the_index(family, lang));
        facts.push((lang.choose("类别：", "Family: "), vec![PageInline::Link { text, to }]));
    }
    let forms: Vec<&str> = rule.forms.iter().map(|form| &**form).collect();
    let forms = match (&*forms, lang) {
        ([], _) => lang.choose("各年格式", "all").to_owned(),
        (_, Lang::Zh) => format!("{}年格式", forms.join("、")),
        (_, Lang::En) => forms.join(", "),
    };
    facts.push((lang.choose("适用：", "Forms: "), plain(forms)));
    let sure = match rule.confidence {
        Confidence::Certain => lang.choose("确定", "certain"),
        Confidence::Likely => lang.choose("很可能", "likely"),
        Confidence::Hint => lang.choose("仅供留意", "hint"),
    };
    facts.push((lang.choose("把握：", "Confidence: "), plain(sure)));
    let cause = match rule.responsibility {
        Responsibility::Author => lang.choose("报告本身", "the report"),
        Responsibility::Extraction => lang.choose("文件转换", "the conversion of the file"),
    };
    facts.push((lang.choose("问题出在：", "Cause: "), plain(cause)));
    if rule.optional {
        let when = lang.choose(
            "另选才用：当地有规定，或写明它的代码",
            "optional: only where a place asks for it, or where its code is named",
        );
        facts.push((lang.choose("何时用：", "On: "), plain(when)));
    }
    PageBlock::Facts(facts)
}

/// A heading, and a paragraph for the only line or a point for each of several; nothing where
/// `text` is empty.
fn paragraphs(blocks: &mut Vec<PageBlock>, heading: &str, text: &str) {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    if lines.is_empty() {
        return;
    }
    blocks.push(PageBlock::Heading(heading.to_owned()));
    blocks.push(match &*lines {
        [line] => PageBlock::Text(plain(*line)),
        _ => PageBlock::Points(lines.into_iter().map(plain).collect()),
    });
}

fn examples(blocks: &mut Vec<PageBlock>, rule: &Rule, reported: &[Finding], lang: Lang) {
    let (bad, good) = (trimmed(&rule.text.bad), trimmed(&rule.text.good));
    let beside = trimmed(&rule.text.beside);
    if !beside.is_empty() {
        let heading = lang.choose("与之比较的报告", "Compared with");
        blocks.push(PageBlock::Heading(heading.to_owned()));
        blocks.push(code(beside));
    }
    if !bad.is_empty() {
        blocks.push(PageBlock::Heading(lang.choose("错误示例", "Wrong").to_owned()));
        blocks.push(code(bad));
    }
    if !reported.is_empty() {
        let leads = match (reported.len(), lang) {
            (count, Lang::Zh) if count > SHOWN => format!("报出 {count} 处，前 {SHOWN} 处是："),
            (count, Lang::En) if count > SHOWN => format!("{count} findings, the first {SHOWN}:"),
            _ => lang.choose("报出：", "This is reported:").to_owned(),
        };
        blocks.push(PageBlock::Text(plain(leads)));
        let message = |finding: &Finding| PageMessage {
            severity: severity_word(lang, finding.severity),
            case: String::new(),
            text: lang.pick(&finding.message).to_owned(),
            help: finding.help.as_ref().and_then(|help| help_line(help, lang)),
        };
        blocks.push(PageBlock::Messages(reported.iter().take(SHOWN).map(message).collect()));
    }
    if good.is_empty() {
        return;
    }
    blocks.push(PageBlock::Heading(lang.choose("正确示例", "Right").to_owned()));
    match changed_lines(bad, good) {
        Some(lines) => {
            let leads = lang.choose("上例改这几行，其余不变：", "The same with these lines:");
            blocks.push(PageBlock::Text(plain(leads)));
            blocks.push(code(&lines));
        }
        None => blocks.push(code(good)),
    }
}

/// A trailing or leading empty line of a TOML string is no part of what it says; white space
/// within its first line (a tab that leads a cell) is.
fn trimmed(text: &str) -> &str {
    text.trim_end().trim_start_matches(['\n', '\r'])
}

fn code(text: &str) -> PageBlock {
    PageBlock::Code { language: "text", text: text.to_owned() }
}

/// The lines of a long example that differ between wrong and right, as they are right.
fn changed_lines(bad: &str, good: &str) -> Option<String> {
    let (before, after): (Vec<&str>, Vec<&str>) = (bad.lines().collect(), good.lines().collect());
    if before.len() != after.len() || after.len() <= SHORT {
        return None;
    }
    let changed: Vec<&str> =
        before.iter().zip(&after).filter(|(old, new)| old != new).map(|(_, new)| *new).collect();
    (changed.len() < after.len() / 2).then(|| changed.join("\n"))
}

/// Everything that the rule can say, with what to do.
fn messages(blocks: &mut Vec<PageBlock>, rule: &Rule, lang: Lang) {
    let heading = lang.choose("会报什么，怎样改", "What it reports, and what to do");
    blocks.push(PageBlock::Heading(heading.to_owned()));
    let first = rule.text.cases.first().map(|case| &case.help);
    let one_help =
        rule.text.cases.len() > 1 && rule.text.cases.iter().all(|case| Some(&case.help) == first);
    let templates = rule.text.cases.iter().flat_map(|case| [&case.message, &case.help]);
    if templates.map(|text| lang.pick(text)).any(|text| text.contains('{')) {
        let note = lang.choose(
            "花括号处换成报告里的内容。",
            "What stands in braces is filled in from the report.",
        );
        blocks.push(PageBlock::Text(plain(note)));
    }
    let said = rule.text.cases.iter().map(|case| PageMessage {
        severity: severity_word(lang, case.severity),
        case: case.name.to_string(),
        text: lang.pick(&case.message).to_owned(),
        help: help_line(&case.help, lang).filter(|_| !one_help),
    });
    blocks.push(PageBlock::Messages(said.collect()));
    if let Some((name, help)) = first.and_then(|help| help_line(help, lang)).filter(|_| one_help) {
        blocks.push(PageBlock::Text(plain(format!("{name}{help}"))));
    }
}

fn help_line(help: &Localized, lang: Lang) -> Option<(&'static str, String)> {
    let text = lang.pick(help);
    (!text.is_empty()).then(|| (lang.choose("怎样改：", "What to do: "), text.to_owned()))
}
