//! Lists of rules: of one family, of all of them.

use gouji_rules::family::Family;
use gouji_rules::norm::Norm;
use gouji_rules::rule::Rule;

use super::{DocPage, PageBlock, PageInline, PageLine, plain};
use crate::args::severity_word;
use crate::page::book::Book;
use gouji_report::Lang;

/// The page of a family: what it is about, and its rules.
pub(crate) fn page(family: &Family, book: &Book, lang: Lang) -> DocPage {
    let rules: Vec<&Rule> = book.rules_of(family).collect();
    let list = if rules.is_empty() {
        PageBlock::Text(plain(lang.choose("这一类还没有规则。", "There are no rules of it yet.")))
    } else {
        PageBlock::Table { head: head(lang), rows: rows(rules, lang) }
    };
    let blocks = vec![PageBlock::Text(plain(lang.pick(&family.about))), list];
    DocPage { title: title(family, lang), blocks }
}

/// One row a rule: code, severity, name, what it checks.
pub(crate) fn rows<'a>(
    rules: impl IntoIterator<Item = &'a Rule>,
    lang: Lang,
) -> Vec<Vec<PageLine>> {
    let optional = lang.choose("（另选才用）", " (optional)");
    let row = |rule: &Rule| {
        let (name, summary) = (&rule.name, &rule.text.summary);
        vec![
            vec![link_to(rule)],
            plain(severity_word(lang, rule.severity)),
            vec![PageInline::Code(name.to_string())],
            plain(format!("{}{}", lang.pick(summary), if rule.optional { optional } else { "" })),
        ]
    };
    rules.into_iter().map(row).collect()
}

fn head(lang: Lang) -> Vec<&'static str> {
    match lang {
        Lang::Zh => vec!["代码", "级别", "名称", "检查什么"],
        Lang::En => vec!["code", "severity", "name", "what it checks"],
    }
}

/// The list of all rules by family, which the documentation begins with.
pub(crate) fn index(book: &Book, lang: Lang) -> DocPage {
    let mut blocks = vec![PageBlock::Text(vec![
        PageInline::Text(
            lang.choose(
                "每条规则一页。在命令行查看：",
                "A page for every rule. On the command line: ",
            )
            .to_owned(),
        ),
        PageInline::Code(
            lang.choose("gouji explain 代码", "gouji explain CODE --lang en").to_owned(),
        ),
        PageInline::Text(lang.choose("。", ".").to_owned()),
    ])];
    blocks.push(PageBlock::Ways(vec![PageInline::Link {
        text: lang.choose("In English", "中文").to_owned(),
        to: format!("../{}/README.md", lang.other().code()),
    }]));
    for family in &book.families {
        let rules: Vec<&Rule> = book.rules_of(family).collect();
        if !rules.is_empty() {
            blocks.push(PageBlock::Heading(title(family, lang)));
            blocks.push(PageBlock::Text(plain(lang.pick(&family.about))));
            blocks.push(PageBlock::Table { head: head(lang), rows: rows(rules, lang) });
        }
    }
    blocks.extend(by_norm(book, lang));
    DocPage { title: lang.choose("规则一览", "Rules").to_owned(), blocks }
}

/// The norms, each with the rules that come from it.
fn by_norm(book: &Book, lang: Lang) -> Vec<PageBlock> {
    let row = |norm: &Norm| -> Option<Vec<PageLine>> {
        let mut links = PageLine::new();
        for rule in book.linter.rules().iter().filter(|rule| norm.is_meant_by(&rule.source)) {
            if !links.is_empty() {
                links.push(PageInline::Text(" ".to_owned()));
            }
            links.push(link_to(rule));
        }
        (!links.is_empty()).then(|| vec![plain(lang.pick(&norm.name)), links])
    };
    let rows: Vec<Vec<PageLine>> = book.norms.iter().filter_map(row).collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let head = vec![lang.choose("依据", "norm"), lang.choose("规则", "rules")];
    let heading = lang.choose("按依据查规则", "Rules by norm").to_owned();
    vec![PageBlock::Heading(heading), PageBlock::Table { head, rows }]
}

fn link_to(rule: &Rule) -> PageInline {
    PageInline::Link { text: rule.code.to_string(), to: format!("{}.md", rule.code) }
}

/// The page from which the indexes in both languages are reached.
pub(crate) fn overview(book: &Book) -> DocPage {
    let to = |folder: &str| format!("rules/{folder}/README.md");
    let link = |text: &str, to: String| vec![PageInline::Link { text: text.to_owned(), to }];
    let mut blocks = vec![PageBlock::Points(vec![
        link("规则一览（中文）", to("zh")),
        link("Rules in English", to("en")),
    ])];
    let row = |family: &Family| -> Option<Vec<PageLine>> {
        let count = book.rules_of(family).count();
        let there =
            |lang: Lang| format!("{}#{}", to(lang.code()), place_in_the_index(family, lang));
        (count > 0).then(|| {
            vec![
                plain(family.letter.to_string()),
                link(&family.name.zh, there(Lang::Zh)),
                link(&family.name.en, there(Lang::En)),
                plain(count.to_string()),
            ]
        })
    };
    blocks.push(PageBlock::Table {
        head: vec!["", "类别", "family", "规则数 rules"],
        rows: book.families.iter().filter_map(row).collect(),
    });
    DocPage { title: "规则（rules）".to_owned(), blocks }
}

fn title(family: &Family, lang: Lang) -> String {
    format!("{} {}", family.letter, lang.pick(&family.name))
}

/// The part of an address that leads to the family's heading in the index, as GitHub makes it.
pub(crate) fn place_in_the_index(family: &Family, lang: Lang) -> String {
    let title = title(family, lang).to_lowercase();
    title
        .chars()
        .filter(|it| it.is_alphanumeric() || matches!(it, ' ' | '-'))
        .map(|it| if it == ' ' { '-' } else { it })
        .collect()
}
