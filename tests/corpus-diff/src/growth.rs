//! How the cost of a check grows with the size of a file: files in which one thing is repeated, and
//! the instructions that they take, as callgrind counts them.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::Error;
use crate::generate::layout::{self, Layout};
use crate::generate::{figures, forms};

/// Something that a document can repeat.
#[derive(Debug)]
pub struct Shape {
    /// What is repeated.
    pub name: &'static str,
    /// Where.
    place: Place,
    /// What is repeated; where there are several, each fills its share of the file.
    units: &'static [&'static str],
    /// What is repeated in the configuration beside it.
    beside: Option<Beside>,
}

/// What a configuration can repeat; each is for a finding of its own.
#[derive(Clone, Copy, Debug)]
enum Beside {
    Waivers,
    /// The entries of a baseline.
    Entries,
}

/// Where something is repeated.
#[derive(Clone, Copy, Debug)]
enum Place {
    /// There is nothing else in the text.
    Text,
    /// In section one of a report, a text.
    Prose,
    /// Before the total of table three, in a text.
    Rows,
    /// In section one of a report in Markdown.
    Markdown,
    /// In section one of a page, inside of a paragraph.
    Page,
    /// The body of a Word file.
    Word,
    /// The one paragraph of a Word file.
    Paragraph,
}

use Place::{Markdown, Page, Paragraph, Prose, Rows, Text, Word};

const fn shape(name: &'static str, place: Place, units: &'static [&'static str]) -> Shape {
    Shape { name, place, units, beside: None }
}

/// The same with a configuration beside it.
const fn beside(shape: &Shape, beside: Beside) -> Shape {
    Shape { beside: Some(beside), ..*shape }
}

/// What is measured: whatever a document can make long.
pub const SHAPES: &[Shape] = &[
    shape("first-headings", Text, &["一、总体情况\n"]),
    shape(
        "section-headings",
        Text,
        &["一、总体情况\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n\
         四、政府信息公开行政复议、行政诉讼情况\n五、存在的主要问题及改进情况\n六、其他需要报告的事项\n"],
    ),
    shape(
        "contents",
        Text,
        &["一、总体情况\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n\n甲\n"],
    ),
    shape("other-headings", Prose, &["九、专项工作\n"]),
    shape("sub-headings", Prose, &["（一）主动公开\n公开目录已经更新。\n"]),
    shape("numbered-lines", Prose, &["1.目录已经更新。\n"]),
    shape("titles", Text, &["青禾县民政局2023年政府信息公开工作年度报告\n"]),
    shape("signatures", Prose, &["青禾县人民政府\n2025年1月20日\n"]),
    shape("attachments", Prose, &["附件1：目录\n"]),
    shape("sentences", Prose, &["公开目录已经更新。"]),
    shape("clauses", Prose, &["公开目录已经更新，"]),
    shape("applications", Prose, &["新收政府信息公开申请12件，办结12件。"]),
    shape("counts", Prose, &["公开信息12件，"]),
    shape("growth", Prose, &["公开信息12件，比上年增长20%。"]),
    shape("shares", Prose, &["甲类5件，占20%。"]),
    shape("claims", Prose, &["2024年收到的申请均按时办结，"]),
    shape("parts", Prose, &["其中甲类5件，"]),
    shape("sums", Prose, &["共12件，其中甲类5件，乙类6件。"]),
    shape("dates", Prose, &["2024年1月1日，"]),
    shape("years", Prose, &["2023年目录已经更新。"]),
    shape("documents", Prose, &["《办法》（国办发〔2021〕30号）"]),
    shape("money", Prose, &["金额12.5万元，"]),
    shape("telephones", Prose, &["联系电话13912345678。"]),
    shape("identity-numbers", Prose, &["身份证号110101199003078515。"]),
    shape("open-brackets", Prose, &["（"]),
    shape("closing-brackets", Prose, &["）"]),
    shape("nested-brackets", Prose, &["（", "）"]),
    shape("brackets", Prose, &["（目录）"]),
    shape("open-quotes", Prose, &["“"]),
    shape("quotes", Prose, &["“目录”"]),
    shape("open-titles", Prose, &["《目录"]),
    shape("placeholders", Prose, &["XX局，××年。"]),
    shape("repeated-signs", Prose, &["，，目录,更新"]),
    shape("invisible", Prose, &["的\u{200b}"]),
    shape("wrong-words", Prose, &["登陆网站，"]),
    // Every heading is a finding of its own.
    beside(&shape("waivers", Prose, &["九、专项工作\n"]), Beside::Waivers),
    beside(&shape("baseline", Prose, &["九、专项工作\n"]), Beside::Entries),
    shape("digits", Prose, &["9"]),
    shape("letters", Prose, &["a"]),
    shape("numerals", Prose, &["一"]),
    shape("empty-lines", Prose, &["\n"]),
    shape("rows", Rows, &["（二）部分公开\t1\t0\t0\t0\t0\t0\t1\n"]),
    shape("unknown-rows", Rows, &["专项事项\t1\t0\t0\t0\t0\t0\t1\n"]),
    shape("labels", Rows, &["（二）部分公开\n"]),
    shape("groups", Rows, &["三、本年度办理结果\n"]),
    shape("figures", Rows, &["1\n"]),
    shape(
        "pipes",
        Markdown,
        &["\n\n| 规章 | 1 | 2 | 3 |\n| --- | --- | --- | --- |\n| 目录 | 1 | 2 | 3 |\n"],
    ),
    shape("pipe-rows", Markdown, &["| 目录 | 1 | 2 | 3 |\n"]),
    shape("markdown-headings", Markdown, &["\n\n## 专项工作\n\n公开目录已经更新。"]),
    shape("markdown-comments", Markdown, &["<!-- gouji: allow E001 原因 -->\n"]),
    shape("emphasis", Markdown, &["**目录** `14` [更新](#a) "]),
    shape("page-paragraphs", Page, &["</p><p>公开目录已经更新。"]),
    shape("page-tables", Page, &["</p><table><tr><td>规章<td>1<tr><td>目录<td>2</table><p>"]),
    shape("page-cells", Page, &["</p><table><tr><td rowspan=2>规章<td>1<tr><td>2</table><p>"]),
    shape("page-nesting", Page, &["<div>", "甲</div>"]),
    shape("page-spans", Page, &["<span>目录</span>"]),
    shape("page-pictures", Page, &["<img src=a.png alt=目录>"]),
    shape("page-comments", Page, &["<!-- 目录 -->"]),
    shape("page-entities", Page, &["&nbsp;&#30446;"]),
    shape("word-paragraphs", Word, &["<w:p><w:r><w:t>公开目录已经更新。</w:t></w:r></w:p>"]),
    shape("word-headings", Word, &["<w:p><w:r><w:t>一、总体情况</w:t></w:r></w:p>"]),
    shape("word-runs", Paragraph, &["<w:r><w:t>1</w:t></w:r>"]),
    shape(
        "word-tables",
        Word,
        &[
            "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>规章</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>1</w:t>\
         </w:r></w:p></w:tc></w:tr></w:tbl><w:p/>",
        ],
    ),
    shape(
        "word-changes",
        Word,
        &[
            "<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r></w:ins></w:p>",
        ],
    ),
];

impl Shape {
    /// Its file: the name, and at most `size` bytes as far as that leaves room for one unit; of a Word
    /// file, about as many bytes of XML.
    ///
    /// # Panics
    ///
    /// Never: every layout of a shape is UTF-8.
    pub fn file(&self, size: usize) -> (String, Vec<u8>) {
        let share = size.saturating_sub(self.around("").1.len()) / self.units.len();
        let repeated: String =
            self.units.iter().map(|unit| unit.repeat((share / unit.len()).max(1))).collect();
        let (ending, bytes) = self.around(&repeated);
        (format!("{}.{ending}", self.name), bytes)
    }

    /// The configuration beside it in about `size` bytes, and the option that names it.
    fn beside(&self, size: usize) -> Option<(&'static str, String)> {
        let filled = |entry: &dyn Fn(usize) -> String| {
            let count = (size / entry(0).len()).max(1);
            (0..count).map(entry).collect::<Vec<String>>()
        };
        Some(match self.beside? {
            Beside::Waivers => {
                let waiver = |at| {
                    format!(
                        "[[waive]]\nrule = \"S005\"\nfingerprint = \"{at:016x}\"\nreason = \"已更正\"\n"
                    )
                };
                ("--config", filled(&waiver).concat())
            }
            Beside::Entries => {
                let entry = |at| {
                    let path = format!("{}.txt", self.name);
                    format!(
                        r#"{{"path":"{path}","code":"S005","fingerprint":"{at:016x}","message":""}}"#
                    )
                };
                let findings = filled(&entry).join(",\n");
                ("--baseline", format!("{{\"version\":1,\"findings\":[\n{findings}]}}"))
            }
        })
    }

    /// What its file ends in and has, with `repeated` in its place.
    fn around(&self, repeated: &str) -> (&'static str, Vec<u8>) {
        let within = |layout: Layout| {
            let [_, form] = forms();
            let mut report = figures::report(&form, 7);
            report.sections[0].push(repeated.to_owned());
            layout.write(&report)
        };
        match self.place {
            Text => ("txt", repeated.into()),
            Prose => ("txt", within(Layout::Tsv)),
            Rows => {
                let [_, form] = forms();
                let text = Layout::Tsv.write(&figures::report(&form, 7));
                let text = String::from_utf8(text).expect("the layout is UTF-8");
                let at = text.find("（七）总计").and_then(|at| text[..at].rfind('\n'));
                let (head, tail) = text.split_at(at.expect("table three has its total") + 1);
                ("txt", [head, repeated, tail].concat().into_bytes())
            }
            Markdown => ("md", within(Layout::Pipes)),
            Page => ("html", within(Layout::Html)),
            Word => ("docx", layout::word_file(repeated)),
            Paragraph => ("docx", layout::word_file(&format!("<w:p>{repeated}</w:p>"))),
        }
    }
}

/// What a shape takes in two sizes.
#[derive(Debug)]
pub struct Cost {
    /// Sizes in bytes.
    pub bytes: [usize; 2],
    /// Instructions, without those of an empty text.
    pub instructions: [u64; 2],
}

impl Cost {
    /// Whether the cost grows no more than a tenth faster than the size.
    pub fn is_linear(&self) -> bool {
        let [small, large] = self.instructions.map(u128::from);
        let [from, to] = self.bytes.map(|bytes| bytes as u128);
        large * from * 10 <= small * to * 11
    }

    /// How many times the instructions of the smaller file the larger one takes, in hundredths.
    pub fn hundredfold(&self) -> u64 {
        let [small, large] = self.instructions;
        large * 100 / small.max(1)
    }
}

/// Measures a shape in `size` bytes and `times` as many.
pub fn measure(gouji: &Path, shape: &Shape, size: usize, times: usize) -> Result<Cost, Error> {
    let folder = tempfile::tempdir()?;
    let empty = folder.path().join("empty.txt");
    fs::write(&empty, "无")?;
    let startup = instructions(gouji, &empty, &["--isolated".to_owned()])?;
    let mut cost = Cost { bytes: [0; 2], instructions: [0; 2] };
    for (side, size) in [size, size * times].into_iter().enumerate() {
        let (name, bytes) = shape.file(size);
        let path = folder.path().join(name);
        fs::write(&path, &bytes)?;
        let mut options = vec!["--isolated".to_owned()];
        if let Some((option, text)) = shape.beside(size) {
            let beside = folder.path().join("beside.toml");
            fs::write(&beside, text)?;
            options = vec![option.to_owned(), beside.display().to_string()];
        }
        cost.bytes[side] = size;
        cost.instructions[side] = instructions(gouji, &path, &options)?.saturating_sub(startup);
    }
    Ok(cost)
}

/// The instructions of a check of one file in one thread.
fn instructions(gouji: &Path, file: &Path, options: &[String]) -> Result<u64, Error> {
    let mut command = Command::new("valgrind");
    command.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]).arg(gouji);
    command.args(["check", "--threads", "1", "--format", "json"]).args(options).arg(file);
    let output = command.output()?;
    let told = String::from_utf8_lossy(&output.stderr);
    let count = told.lines().find_map(|line| line.split("Collected :").nth(1)?.trim().parse().ok());
    count.ok_or_else(|| Error::Callgrind(told.trim().to_owned()))
}
