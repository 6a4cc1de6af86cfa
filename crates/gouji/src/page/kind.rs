//! The pages of check kinds, from the schema of packs: what a kind checks, its keys, its cases, and what
//! its messages may speak of.

use gouji_report::Lang;
use gouji_rules::Linter;
use serde_json::Value;

use super::book::Book;
use super::{DocPage, PageBlock, PageInline, PageLine, plain};
use gouji_project::words;

/// What a key takes: the schema's word, and both languages.
const TAKES: &[(&str, &str, &str)] = &[
    ("table", "表的代号", "table id"),
    ("row", "行的代号", "row id"),
    ("column", "列的代号", "column id"),
    ("section", "部分的代号", "section id"),
    ("level", "机关层级", "level of organs"),
    ("statement", "正文地址", "address of the text"),
    ("code", "规则代码", "code of a rule"),
    ("pattern", "正则表达式", "regular expression"),
    ("relation", "关系式", "relation"),
    ("claim", "正文中的数应是什么", "claim"),
    ("sum", "和", "sum"),
    ("address", "地址", "address"),
    ("Localized", "{ zh, en }", "{ zh, en }"),
    ("string", "字符串", "text"),
    ("integer", "整数", "whole number"),
    ("boolean", "true 或 false", "true or false"),
    ("object", "表", "table"),
];

/// A check kind, as the schema of packs has it.
pub(crate) struct KindPage(Value);

/// A key of a kind.
struct KindKey {
    /// `claims.cell` in a list of tables.
    name: String,
    takes: String,
    needed: bool,
    /// In each of the languages that are asked for.
    about: Vec<String>,
}

/// Every check kind, in the order of the schema.
pub(crate) fn kinds(linter: &Linter) -> Vec<KindPage> {
    let schema: Value =
        serde_json::from_str(&linter.pack_schema()).expect("the schema of packs is JSON");
    let kinds = schema["$defs"]["RuleToml"]["properties"]["check"]["oneOf"].as_array();
    kinds.into_iter().flatten().cloned().map(KindPage).collect()
}

/// All check kinds on one page.
pub(crate) fn all(book: &Book, lang: Lang) -> DocPage {
    let zh = "规则的 check 写明检查种类和它的参数。下面是每一种：查什么、有哪些键、分哪些情形、说明里可用哪些占位符。命令行：gouji explain kind:名称。";
    let en = "The check of a rule names its kind and gives it parameters. Of each kind: what it checks, its keys, its cases, and the placeholders of its messages. On the command line: gouji explain kind:NAME.";
    let mut blocks = vec![PageBlock::Text(plain(zh)), PageBlock::Text(plain(en))];
    let formulas =
        PageInline::Link { text: "formulas.md".to_owned(), to: "formulas.md".to_owned() };
    let fields = PageInline::Link { text: "fields.md".to_owned(), to: "fields.md".to_owned() };
    let see = lang.choose("地址、和、关系式：", "Addresses, sums and relations: ");
    let ids = lang.choose("；代号：", "; ids: ");
    blocks.push(PageBlock::Text(vec![
        PageInline::Text(see.to_owned()),
        formulas,
        PageInline::Text(ids.to_owned()),
        fields,
    ]));
    for kind in kinds(&book.linter) {
        blocks.push(PageBlock::Heading(kind.name().to_owned()));
        blocks.extend(kind.blocks(book, lang, &[lang, lang.choose(Lang::En, Lang::Zh)]));
    }
    DocPage { title: "检查种类 · Check kinds".to_owned(), blocks }
}

impl KindPage {
    pub(crate) fn name(&self) -> &str {
        self.0["title"].as_str().unwrap_or_default()
    }

    /// Whether it and each of its keys is described in both languages.
    #[cfg(test)]
    pub(crate) fn is_told(&self) -> bool {
        let mut keys = Vec::new();
        push_keys("", &self.0, (Lang::En, &[Lang::Zh, Lang::En]), &mut keys);
        let in_both = |said: &[String]| !said[0].is_empty() && said[0] != said[1];
        let told = |key: &KindKey| !key.takes.is_empty() && in_both(&key.about);
        let kind = [Lang::Zh, Lang::En].map(|lang| paragraphs(&self.0, lang).concat());
        keys.iter().all(told) && in_both(&kind)
    }

    /// The page of one kind.
    pub(crate) fn page(&self, book: &Book, lang: Lang) -> DocPage {
        DocPage { title: format!("kind:{}", self.name()), blocks: self.blocks(book, lang, &[lang]) }
    }

    /// What is said of it in `lang`, and of what it and its keys are in `langs`.
    fn blocks(&self, book: &Book, lang: Lang, langs: &[Lang]) -> Vec<PageBlock> {
        let said = langs.iter().flat_map(|&lang| paragraphs(&self.0, lang));
        let mut blocks: Vec<PageBlock> = said.map(|text| PageBlock::Text(marked(&text))).collect();
        let mut keys = Vec::new();
        push_keys("", &self.0, (lang, langs), &mut keys);
        if !keys.is_empty() {
            let mut head = match lang {
                Lang::Zh => vec!["键", "写什么", "必填"],
                Lang::En => vec!["key", "takes", "needed"],
            };
            head.extend(langs.iter().map(|lang| lang.choose("说明", "what it is")));
            let needed = lang.choose("是", "yes");
            let row = |key: KindKey| {
                let needed = plain(if key.needed { needed } else { "" });
                let mut row = vec![vec![PageInline::Code(key.name)], plain(key.takes), needed];
                row.extend(key.about.iter().map(|about| marked(about)));
                row
            };
            blocks.push(PageBlock::Table { head, rows: keys.into_iter().map(row).collect() });
        }
        blocks.push(self.cases(lang));
        let rules = book.linter.rules().iter().filter(|rule| *rule.kind == *self.name());
        let rules = joined(rules.map(|rule| rule.code.to_string()));
        blocks.push(PageBlock::Facts(vec![(lang.choose("规则：", "Rules: "), rules)]));
        blocks
    }

    /// What messages may speak of in each case.
    fn cases(&self, lang: Lang) -> PageBlock {
        let mut head = vec![lang.choose("情形", "case"), lang.choose("占位符", "placeholders")];
        let of = |cases: &Value, key: &str| -> Vec<String> {
            let words = cases[key].as_array().into_iter().flatten().filter_map(Value::as_str);
            words.map(str::to_owned).collect()
        };
        let cases: Vec<&Value> = self.0["x-cases"].as_array().into_iter().flatten().collect();
        let required = cases.iter().any(|cases| cases["require"] != "");
        if required {
            head.insert(0, "require");
        }
        let row = |cases: &&Value| {
            let mut names = of(cases, "cases");
            let is_plain = names.iter().any(String::is_empty);
            names.retain(|name| !name.is_empty());
            let mut line = PageLine::new();
            line.extend(
                is_plain.then(|| PageInline::Text(lang.choose("一般", "plain").to_owned())),
            );
            if is_plain && !names.is_empty() {
                line.push(PageInline::Text(" ".to_owned()));
            }
            line.extend(joined(names.into_iter()));
            let mut row = vec![line, joined(of(cases, "placeholders").into_iter())];
            if required {
                let require = cases["require"].as_str().unwrap_or_default();
                row.insert(0, joined(std::iter::once(require.to_owned())));
            }
            row
        };
        PageBlock::Table { rows: cases.iter().map(row).collect(), head }
    }
}

/// A description, what stands between backquotes as code.
fn marked(text: &str) -> PageLine {
    let parts = text.split('`').enumerate().filter(|(_, part)| !part.is_empty());
    let inline = |(at, part): (usize, &str)| match at % 2 {
        0 => PageInline::Text(part.to_owned()),
        _ => PageInline::Code(part.to_owned()),
    };
    parts.map(inline).collect()
}

/// Words as code, apart by blanks.
fn joined(words: impl Iterator<Item = String>) -> PageLine {
    let mut line = PageLine::new();
    for word in words {
        if !line.is_empty() {
            line.push(PageInline::Text(" ".to_owned()));
        }
        line.push(PageInline::Code(word));
    }
    line
}

/// The keys of a table, those of tables in it behind them.
fn push_keys(within: &str, table: &Value, (lang, langs): (Lang, &[Lang]), keys: &mut Vec<KindKey>) {
    let needed = |key: &str| {
        let mut names = table["required"].as_array().into_iter().flatten();
        names.any(|name| name == key)
    };
    for (name, value) in table["properties"].as_object().into_iter().flatten() {
        if within.is_empty() && name == "kind" {
            continue;
        }
        let path = format!("{within}{name}");
        keys.push(KindKey {
            takes: takes(value, lang),
            needed: needed(name),
            about: langs.iter().map(|&lang| about(value, lang)).collect(),
            name: path.clone(),
        });
        let value = inner(value);
        let items = if value["items"].is_object() { &value["items"] } else { value };
        push_keys(&format!("{path}."), items, (lang, langs), keys);
    }
}

/// A value that may be left out, without that.
fn inner(value: &Value) -> &Value {
    let other = value["anyOf"].as_array().into_iter().flatten().find(|it| it["type"] != "null");
    other.unwrap_or(value)
}

fn takes(value: &Value, lang: Lang) -> String {
    let value = inner(value);
    let word = value["$ref"].as_str().and_then(|path| path.rsplit('/').next());
    let word = word.or(value["type"].as_str()).or(value["type"][0].as_str());
    let consts: Vec<&str> = choices(value).iter().filter_map(|it| it["const"].as_str()).collect();
    if !consts.is_empty() {
        return consts.join(lang.choose("、", ", "));
    }
    match word {
        Some("array") => {
            let items = takes(&value["items"], lang);
            match lang {
                Lang::Zh => format!("列表：{items}"),
                Lang::En => format!("list of: {items}"),
            }
        }
        Some(word) => {
            let known = TAKES.iter().find(|(known, ..)| *known == word);
            known.map_or(word, |&(_, zh, en)| lang.choose(zh, en)).to_owned()
        }
        None => String::new(),
    }
}

/// The words that a value is one of.
fn choices(value: &Value) -> &[Value] {
    value["oneOf"].as_array().map_or(&[], Vec::as_slice)
}

/// What is said of a value; of one that is a word of several, each word with what is said of it.
fn about(value: &Value, lang: Lang) -> String {
    let mut said = paragraphs(value, lang);
    for choice in choices(inner(value)) {
        if let Some(word) = choice["const"].as_str() {
            let colon = lang.choose("：", ": ");
            said.push(format!("`{word}`{colon}{}", paragraphs(choice, lang).concat()));
        }
    }
    said.join(lang.choose("", " "))
}

/// The paragraphs of a description in one language.
fn paragraphs(value: &Value, lang: Lang) -> Vec<String> {
    let text = value["description"].as_str().unwrap_or_default();
    let paragraphs = text.split("\n\n").filter(|text| !text.is_empty());
    paragraphs.map(|text| words::one(&unbroken(text), lang)).collect()
}

/// A text on one line: where it was broken among 汉字 there was no blank.
fn unbroken(text: &str) -> String {
    let wide = |char: Option<char>| char.is_some_and(|char| char > '\u{2e80}');
    let lines = text.lines().map(str::trim);
    lines.fold(String::new(), |mut whole, line| {
        let joined = wide(whole.chars().next_back()) && wide(line.chars().next());
        if !(whole.is_empty() || joined) {
            whole.push(' ');
        }
        whole + line
    })
}
