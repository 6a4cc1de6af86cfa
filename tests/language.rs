//! Messages, errors and advice are in one language, that of `--lang`.

use std::fs;
use std::sync::LazyLock;

use gouji_reporter::OutputFormat;
use regex::Regex;

use crate::command::{BALANCED, Folder, QINGHE, Ran, ends_in, files_below, repository};
use crate::config::packs::PACK;
use crate::word;

/// Runs each of `args` in each language: what is said keeps to its language.
///
/// `own` are words of the input that are quoted whatever the language.
#[track_caller]
fn check<'a>(folder: &Folder, args: impl IntoIterator<Item = &'a str>, own: &[&str]) {
    let faults: Vec<String> =
        args.into_iter().filter_map(|args| fault(folder, args, own)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn fault(folder: &Folder, args: &str, own: &[&str]) -> Option<String> {
    let [zh, en] = ["zh", "en"].map(|lang| folder.gouji(&format!("{args} --lang {lang}")));
    if zh.status != en.status || zh.stderr.is_empty() || en.stderr.is_empty() {
        return Some(format!("{args}: {zh:?} {en:?}"));
    }
    let both = [&zh, &en].into_iter().find(|ran| ran.stderr.contains(" / "));
    if let Some(ran) = both {
        return Some(format!("{args}: both languages: {}", ran.stderr));
    }
    let said = told(&zh, own);
    if !said.contains(is_han) {
        return Some(format!("{args}: no Chinese: {}", zh.stderr));
    }
    // Names of keys, formats and commands stand in Chinese sentences; three words are a sentence.
    let is_sentence = |words: &&str| {
        !words.trim_start().starts_with("gouji")
            && words.split_whitespace().filter(|word| word.len() > 1).count() > 2
    };
    let mut runs = said.split(|char: char| !(char.is_ascii_alphabetic() || " '-".contains(char)));
    if let Some(words) = runs.find(is_sentence) {
        return Some(format!("{args}: “{words}” in Chinese: {}", zh.stderr));
    }
    let han: String = told(&en, own).chars().filter(|&char| is_han(char)).collect();
    (!han.is_empty()).then(|| format!("{args}: “{han}” in English: {}", en.stderr))
}

/// What is said, without the excerpts of the input and the words of it.
fn told(ran: &Ran, own: &[&str]) -> String {
    // A line of an excerpt begins with its number.
    let is_excerpt =
        |line: &&str| line.trim_start().starts_with(|char: char| char.is_ascii_digit());
    let lines: Vec<&str> = ran.stderr.lines().filter(|line| !is_excerpt(line)).collect();
    own.iter().fold(lines.join("\n"), |text, word| text.replace(word, ""))
}

fn is_han(char: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&char) || "，。；：（）、“”？".contains(char)
}

/// A folder with a report and a gouji.toml.
fn settings(config: &str) -> Folder {
    let folder = Folder::new();
    folder.file("a.txt", QINGHE).file("gouji.toml", config);
    folder
}

#[test]
fn wrong_settings() {
    for config in [
        "jurisdiction = \"6204031\"",
        "jurisdiction = 62",
        "jurisdiction = ",
        "jurisdiction",
        "jurisdiction = 62\njurisdiction = 62",
        "jurisdiction = \"62",
        "jurisdiction = '62",
        "jurisdiction = 62a",
        "jurisdiction = 062",
        "jurisdiction = \"\\q\"",
        "jurisdiction ＝ \"62\"",
        "jurisdiktion = \"62\"",
        "[lint\n",
        "[[override]\n",
        "lint = { ignore = [\"E\"\n",
        "packs = [\"a\" \"b\"]",
        "packs = [\"a\",,]",
        "packs = \"a\"",
        "packs = {}",
        "packs = [\"missing.toml\"]",
        "packs = [\"a.txt\"]",
        "baseline = \"missing.json\"",
        "baseline = \"a.txt\"",
        "extends = \"missing.toml\"",
        "extends = \"gouji.toml\"",
        "inline-waivers = \"no\"",
        "lint = 3",
        "[lint]\nselect = []",
        "[lint]\nselect = [\"requests-flaw\"]",
        "[lint]\nignore = [\"Q7\"]",
        "[lint]\nseverity = { E001 = \"fatal\" }",
        "[lint]\nseverity = { E001 = 3 }",
        "[lint]\nfail-on = \"warn\"",
        "[lint]\nnot-checked = true",
        "[rule.S01]\nleast = 8",
        "[rule.S010]\nleest = 8",
        "[rule.S010]\nleast = \"8\"",
        "[rule.S010]\nleast = -8",
        "[rule.S010]\nkind = \"equation\"",
        "rule.S010 = 8",
        "rule = 8",
        "[[override]]\npaths = []",
        "[[override]]\nignore = [\"E\"]",
        "[[override]]\npaths = [\"[a\"]",
        "[[override]]\npaths = [\"{a\"]",
        "[[override]]\npaths = \"a\"",
        "[[waive]]\nrule = \"E001\"",
        "[[waive]]\nrule = \"E001\"\npaths = [\"*\"]",
        "[[waive]]\nrule = \"E001\"\npaths = [\"*\"]\nreason = \"\"",
        "[[waive]]\nrule = \"E\"\npaths = [\"*\"]\nreason = \"x\"",
        "[[waive]]\nrule = \"E999\"\npaths = [\"*\"]\nreason = \"x\"",
        "[[waive]]\nrule = \"E001\"\nfingerprint = \"x\"\nreason = \"x\"",
        "[[waive]]\nrule = \"E001\"\npaths = [\"*\"]\ncell = \"x\"\nreason = \"x\"",
        "[[waive]]\nrule = \"E001\"\npaths = [\"*\"]\nuntil = 3\nreason = \"x\"",
        "[[waive]]\nrule = \"E001\"\npaths = [\"*\"]\nuntil = 2026-02-30\nreason = \"x\"",
    ] {
        check(&settings(config), ["check"], &[]);
    }
}

#[test]
fn settings_that_are_obeyed() {
    for config in [
        "jurisdiction = \"999999\"",
        "[lint]\nignore = [\"Y\"]",
        "[lint]\nignore = [\"ALL\"]",
        "[[override]]\npaths = [\"none/*\"]",
        "[[waive]]\nrule = \"E002\"\npaths = [\"a.txt\"]\nreason = \"x\"",
        "[[waive]]\nrule = \"E001\"\npaths = [\"a.txt\"]\nuntil = 2020-01-01\nreason = \"x\"",
    ] {
        check(&settings(config), ["check --format csv=a.csv"], &[]);
    }
}

#[test]
fn waivers_in_the_report() {
    for comment in [
        "allow E001",
        "allow E002 暂缓",
        "allow 暂缓",
        "deny E001 x",
        "allow E00 x y",
        "allow E001 x",
    ] {
        let folder = Folder::new();
        folder.file("a.md", format!("{QINGHE}\n\n<!-- gouji: {comment} -->\n"));
        folder.file("b.txt", format!("{QINGHE}\n<!-- gouji: {comment} -->\n"));
        folder.file("refuses.toml", "inline-waivers = false");
        let args = ["check --format csv=a.csv", "check --config refuses.toml --format csv=a.csv"];
        check(&folder, args, &["暂缓"]);
    }
}

#[test]
fn wrong_packs() {
    let cases = [
        ("code = \"L901\"", "code = \"L9\""),
        ("code = \"L901\"", "code = \"E001\""),
        ("code = \"L901\"", ""),
        ("code = \"L901\"", "kode = \"L901\""),
        ("severity = \"warning\"", "severity = \"fatal\""),
        ("forms = [\"2021\"]", "forms = [\"2020\"]"),
        ("[\"county\"]", "[\"planet\"]"),
        ("\"overview\"", "\"overwiew\""),
        ("\"contents\"", "\"contends\""),
        ("kind = \"contents\", ", ""),
        ("check = {", "chekc = {"),
        ("en = \"{missing} is", "en = \"{mising} is"),
        ("zh = \"没有提到{missing}\"", "zh = \"没有提到\""),
        ("example.good = ", "example.best = "),
        ("[[rule]]", "[rule]"),
        ("[[rule]]", "rule = [3]\n[[role]]"),
        ("words = [\"清河发布\"]", "words = 3"),
    ];
    let own = ["青河发布", "清河发布", "没有提到"];
    for (right, wrong) in cases {
        assert_eq!(PACK.matches(right).count(), 1, "{right}");
        let folder = settings("packs = [\"own.toml\"]");
        folder.file("own.toml", PACK.replace(right, wrong));
        check(&folder, ["check", "rules test own.toml"], &own);
    }
    let (rule, rest) = PACK.split_once("check = {").expect("the pack has a check");
    let (_, examples) = rest.split_once("] }\n").expect("the check ends");
    let with =
        |kind: &str| format!("{rule}{examples}[rule.check]\n{kind}\n").replace("{missing}", "");
    let equation = |holds: &str| {
        let holds = holds.replace('"', "'");
        with(&format!(
            "kind = \"equation\"\ntable = \"requests\"\neach = \"column\"\nholds = \"{holds}\""
        ))
    };
    // What else can be wrong with them is tried where they are read.
    let relations = ["total = granted", "total - total == granted", "(total == granted"];
    let patterns = ["(a", "*a", "(?P<n>a)(?P<n>b)"];
    let packs = relations.map(equation).into_iter().chain(
        patterns.map(|pattern| with(&format!("kind = \"pattern\"\npatterns = [\"{pattern}\"]"))),
    );
    for pack in packs.chain(["rule = 3".to_owned(), String::new()]) {
        let folder = settings("packs = [\"own.toml\"]");
        folder.file("own.toml", pack);
        check(&folder, ["check"], &[]);
    }
}

#[test]
fn packs_that_their_examples_refute() {
    let other = PACK.replace("通过“清河发布”主动", "主动");
    let both = PACK.replace("全年主动", "通过“清河发布”全年主动");
    let empty = PACK.replace("一、总体情况\n全年", "");
    for pack in [other, both, empty] {
        let folder = Folder::new();
        folder.file("own.toml", pack);
        check(&folder, ["rules test own.toml"], &[]);
    }
}

#[test]
fn wrong_arguments() {
    let folder = settings("");
    folder.file("b.json", "{").file("old.json", "{\"version\": 3, \"findings\": []}");
    folder.file("b.docx", "PK").file("b.pdf", "%PDF-1.7").file("c.txt", [0xff, 0xff, 0xff]);
    let args = [
        "chek",
        "a.txt",
        "check --ignor E001",
        "check --fail-on bad",
        "check --fail-on",
        "check --threads x",
        "check --threads 0",
        "check --jurisdiction 1",
        "check --exclude [a",
        "check --format csv=",
        "check --format xls",
        "check --quiet --verbose",
        "check --quiet=3",
        "check --format csv --format json",
        "check --format csv=x --format json=x",
        "check --format csv=x --output-file y",
        "check --output-file a.txt",
        "check --output-file .",
        "check --output-file no/x",
        "check --format csv=no/x",
        "check --format csv=a.txt",
        "check --stdin-filename x",
        "check --config missing.toml",
        "check --config a=b",
        "check --config lint.select=[]",
        "check --config gouji.toml --config gouji.toml",
        "check --isolated --config gouji.toml",
        "check --select Q7",
        "check --jurisdiction 999999 --format csv=a.csv",
        "check --baseline missing.json",
        "check --baseline b.json",
        "check --baseline old.json",
        "check missing.txt --format csv=a.csv",
        "check b.docx b.pdf c.txt --format csv=a.csv",
        "check --convert b.pdf --format csv=a.csv",
        "view",
        "view missing.txt",
        "view b.pdf",
        "explain Q7",
        "explain",
        "fix missing.txt",
        "fix b.pdf",
        "fix - a.txt",
        "annotate a.txt -o x.docx",
        "annotate b.docx -o b.docx",
        "annotate b.docx -o x.docx",
        "annotate",
        "init",
        "baseline",
        "baseline diff",
        "baseline diff --baseline missing.json",
        "baseline write --baseline a.txt",
        "baseline prune --baseline b.json",
        "rules test missing.toml",
        "rules test",
        "rules test b.json",
        "rules --pages a.txt",
        "completions tcsh",
        "config --schema x",
        "config --jurisdiction 99",
    ];
    check(&folder, args, &[]);
}

/// What is Chinese in either language: what reports and their form say, norms, examples of rules.
static CHINESE: LazyLock<String> = LazyLock::new(|| {
    let rules = repository().join("rules");
    let files = files_below(&rules).into_iter().filter(|name| ends_in(name, "toml"));
    let texts = files.map(|name| (fs::read_to_string(rules.join(&name)).unwrap(), name));
    let own = texts.map(|(text, name)| match name.split_once('/') {
        Some(("packs", _)) => {
            let basis = text
                .lines()
                .filter(|line| ["basis", "example"].iter().any(|key| line.starts_with(key)));
            basis.collect::<String>() + &text.split("\"\"\"").skip(1).step_by(2).collect::<String>()
        }
        _ => text,
    });
    // Names of files, what one of them has in a cell, and what a rule has people write.
    own.collect::<String>() + BALANCED + QINGHE + "清河 二三 张某"
});

/// What a format says in English beyond keys, and in Chinese beyond what is Chinese.
fn foreign(written: &str, lang: &str) -> Vec<String> {
    let found = |pattern: &str, text: &str| -> Vec<String> {
        let pattern = Regex::new(pattern).unwrap();
        pattern.find_iter(text).map(|found| found.as_str().to_owned()).collect()
    };
    // How a page is drawn, and names of classes.
    let shown = Regex::new(r#"(?s)<style.*?</style>|<script.*?</script>|class="[^"]*""#).unwrap();
    let shown = shown.replace_all(written, "");
    if lang == "zh" {
        return found(r"(?:[A-Za-z]{2,},? ){2,}[a-z]{2,}", &shown);
    }
    let runs = found(r"\p{Han}+", &shown);
    runs.into_iter().filter(|run| !CHINESE.contains(&**run)).collect()
}

#[test]
fn results_in_every_format() {
    let folder = Folder::new();
    let waived =
        QINGHE.replace("一、总体情况", "<!-- gouji: allow S003 已函告 -->\n\n一、总体情况");
    let torn = BALANCED.replace("| 0 | 0 | 0 |", "| 0 | 二三 | |").replace("、", ",");
    let blank = BALANCED.replace("| 38 |", "|  |").replace("制发", "制发制发，登陆");
    folder.file("清河.txt", QINGHE).file("清河/a.md", torn).file("清河/b.md", blank);
    folder.file("清河/w.md", waived).file("清河/x.docx", word::from_markdown(BALANCED));
    folder.file("清河/n.txt", "会议通知。\n").file("清河/j.txt", "{\"清河\": 1}\n");
    folder.file("清河/e.docx", "PK").file("清河/u.txt", [0xff, 0xff]);
    let mut wrong = Vec::new();
    for lang in ["zh", "en"] {
        for format in OutputFormat::ALL {
            let name = format.name();
            let args = format!("check --lang {lang} --format {name}=out . 清河/无.txt");
            assert_eq!(folder.gouji(&args).status, 2);
            let written = fs::read_to_string(folder.path().join("out")).unwrap();
            assert!(written.contains("E001"), "{name}: {written}");
            wrong.extend(
                foreign(&written, lang).into_iter().map(|run| format!("{name} {lang}: {run}")),
            );
            fs::remove_file(folder.path().join("out")).unwrap();
        }
    }
    wrong.sort();
    wrong.dedup();
    assert_eq!(wrong, [""; 0]);
}
