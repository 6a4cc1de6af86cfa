//! What a report says of private persons is in no output.

use std::fs;
use std::io::Read as _;

use gouji_reporter::OutputFormat;

use crate::command::{BALANCED, Folder};
use crate::word;

/// Numbers of persons, and the name of one; none of them is in an example of a rule.
const IDENTITY: &str = "330106198805172464";
const MOBILE: &str = "13857116042";
const CARD: &str = "6228480123456789";
const MAILBOX: &str = "304918265@qq.com";
const NAME: &str = "李国栋";

/// A report with them in running text that other rules find fault with, in a heading and in a cell.
fn report() -> String {
    let said = format!(
        "申请人{NAME}不服答复,联系电话{MOBILE},身份证号{IDENTITY},银行卡号{CARD},电子邮箱{MAILBOX},可登陆网站查询。收到申请{MOBILE}件。"
    );
    let text = BALANCED
        .replace("（一）主动公开。", &format!("（一）主动公开。{said}"))
        .replace("## 五、", &format!("## 五、{MOBILE}"))
        .replace("| 行政强制 | 86 |", &format!("| 行政强制 | {IDENTITY} |"));
    assert_eq!(text.matches(IDENTITY).count(), 2);
    assert_eq!(text.matches(MOBILE).count(), 3);
    text
}

/// Fails where `output` has more than the ends of a number.
fn verify(output: &str, what: &str) {
    for data in [IDENTITY, MOBILE, CARD, MAILBOX, NAME] {
        let middle = if data == NAME { "国栋" } else { &data[2..7] };
        assert!(!output.contains(middle), "{data} in {what}:\n{output}");
    }
}

#[test]
fn numbers_and_names_of_persons_are_in_no_format() {
    let folder = Folder::new();
    let page = format!("<p>{}</p>", report().replace('\n', "</p>\n<p>"));
    folder.file("a.md", report()).file("a.html", page);
    folder.file("a.docx", word::from_markdown(&report()));
    let formats = || OutputFormat::ALL.iter().map(|format| format.name());
    let named: String = formats().map(|name| format!(" --format {name}=out/{name}")).collect();
    fs::create_dir(folder.path().join("out")).unwrap();
    for options in ["", " --verbose --lang en", " --ignore P", " --select X,V"] {
        let ran = folder.gouji(&format!("check a.md a.html a.docx{named}{options}"));
        verify(&ran.stderr, options);
        for name in formats() {
            let written = fs::read_to_string(folder.path().join("out").join(name)).unwrap();
            assert!(written.len() > 100, "{name}{options}: {ran:?}");
            verify(&written, &format!("{name}{options}"));
        }
    }
    let human = folder.gouji("check a.md --select P,X001").stdout;
    assert!(human.contains("申请人李＊＊不服答复,联系电话138*****042"), "{human}");
}

#[test]
fn nor_in_the_files_that_other_commands_write() {
    let folder = Folder::new();
    folder.file("a.md", report()).file("a.docx", word::from_markdown(&report()));
    folder.gouji("annotate a.docx -o b.docx --min-severity info");
    let file = fs::File::open(folder.path().join("b.docx")).unwrap();
    let mut comments = String::new();
    let mut archive = zip::ZipArchive::new(file).unwrap();
    archive.by_name("word/comments.xml").unwrap().read_to_string(&mut comments).unwrap();
    assert!(comments.contains("P001"), "{comments}");
    verify(&comments, "annotate");
    folder.gouji("baseline write a.md");
    verify(&fs::read_to_string(folder.path().join("gouji-baseline.json")).unwrap(), "baseline");
    for args in ["fix --diff a.md", "fix --diff --unsafe a.md"] {
        let ran = folder.gouji(args);
        assert!(ran.stdout.contains("330************464"), "{args}: {ran:?}");
        verify(&ran.stdout, args);
        verify(&ran.stderr, args);
    }
}

/// What is no word of the text as it is written, since markup cuts it, is masked too.
#[test]
fn a_number_cut_by_markup_is_in_no_diff() {
    let folder = Folder::new();
    let (start, rest) = MOBILE.split_at(5);
    let page = format!(
        "<p>青禾县2024年政府信息公开工作年度报告</p>\n<p>一、总体情况</p>\n<p>联系人电话{start}<b>{rest}</b>,可以咨询。</p>\n\
         <p>二、主动公开政府信息情况</p>\n"
    );
    folder.file("a.html", page);
    for args in ["fix --diff a.html", "fix --diff --unsafe a.html"] {
        let ran = folder.gouji(args);
        let line = |sign: char| {
            ran.stdout.lines().find(|line| line.starts_with(sign) && line.contains("电话"))
        };
        assert!(line('-').is_some() && line('+').is_some(), "{args}: {ran:?}");
        assert!(
            !ran.stdout.contains(&start[3..]) || !ran.stdout.contains(&rest[..3]),
            "{args}: {ran:?}"
        );
        assert!(ran.stdout.contains("<b>***"), "{args}: {ran:?}");
    }
}

#[test]
fn a_fix_beside_a_number_keeps_it() {
    let folder = Folder::new();
    let line = format!("联系电话{MOBILE},可以咨询。");
    folder.file("a.txt", BALANCED.replace("（一）主动公开。", &format!("{line}（一）主动公开。")));
    let ran = folder.gouji("fix a.txt --select X001");
    assert_eq!(ran.status, 0, "{ran:?}");
    let text = fs::read_to_string(folder.path().join("a.txt")).unwrap();
    assert!(text.contains(&format!("联系电话{MOBILE}，可以咨询。")), "{text}");
}
