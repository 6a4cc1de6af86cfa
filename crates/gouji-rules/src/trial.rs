//! A pack on trial: its rules against their own examples.

use crate::{
    Among, Linter, Placed, finding::CheckedReport, pack::older_keys, rule::Rule, settings::Layer,
};
use gouji_report::{DataFile, PackError, SourceId};

/// A rule of a pack that its own examples refute, or that they confirm.
#[derive(Debug)]
pub struct Trial {
    /// The rule's code.
    pub code: std::sync::Arc<str>,
    /// What its examples show to be wrong.
    pub faults: Vec<PackError>,
    /// Keys of an earlier gouji, which are still taken, and what to write now.
    pub advice: Vec<PackError>,
}

/// Compiles `pack` beside `packs`, with the forms of `forms`, and checks the examples of each of its rules: the bad one fires it, be it
/// as part of another rule's finding; the good one does not, even where no other rule is on that could
/// take it in.
pub fn try_pack(
    forms: &Linter,
    packs: &[DataFile<'_>],
    pack: DataFile<'_>,
    layers: &[&Layer],
) -> Result<Vec<Trial>, Box<PackError>> {
    let all: Vec<DataFile<'_>> = packs.iter().copied().chain([pack]).collect();
    let mut linter = forms.with(&all, layers, &[])?;
    // A rule that has to be asked for is asked for here.
    linter.compiled.iter_mut().for_each(|compiled| compiled.worded.on = true);
    let own = linter.compiled.iter().enumerate().filter(|(_, it)| &*it.of_pack.pack == pack.name);
    let mut own: Vec<(usize, usize)> =
        own.map(|(index, it)| (it.of_pack.at.start, index)).collect();
    own.sort_unstable();
    let mut advice = older_keys(pack).into_iter();
    let mut trials = Vec::with_capacity(own.len());
    for (_, index) in own {
        let rule = linter.compiled[index].rule.clone();
        let mut faults = Vec::new();
        let check = linter.compiled[index].of_pack.check.as_report_check();
        if !check.has_no_examples() || !rule.text.bad.is_empty() {
            let [bad, good] = linter.compiled[index].of_pack.examples_at.clone();
            let (fires, others) = fires(&linter, &rule, &rule.text.bad);
            if !fires {
                let message = format!(
                    "{0} 没有报出自己的错误示例 / {0} does not fire on its own bad example",
                    rule.code
                );
                faults.push(*PackError::at(pack, &message, "没有报出 / silent", bad, Some(others)));
            }
            for (at, compiled) in linter.compiled.iter_mut().enumerate() {
                compiled.worded.on = at == index;
            }
            let fires = self::fires(&linter, &rule, &rule.text.good).0;
            linter.compiled.iter_mut().for_each(|compiled| compiled.worded.on = true);
            if fires {
                let message = format!(
                    "{0} 在自己的正确示例上误报 / {0} fires on its own good example",
                    rule.code
                );
                faults.push(*PackError::at(pack, &message, "不该报 / fires", good, None));
            }
        }
        let (code, advice) = (rule.code.clone(), advice.next().unwrap_or_default());
        trials.push(Trial { code, faults, advice });
    }
    Ok(trials)
}

impl Linter {
    /// Checks a piece of an example of `rule`, beside the report that it is compared with; none where a text cannot be read.
    pub fn check_example(&self, rule: &Rule, piece: &str) -> Option<CheckedReport> {
        let read = |text: &str| gouji_parser::read(text.as_bytes(), "example.txt").ok();
        let (own, other) = (read(piece)?, read(&rule.text.beside)?);
        let (mut checked, record) = self.check_and_keep(&self.bind(&own));
        let other = self.check_and_keep(&self.bind(&other)).1;
        if let Some(record) = &record {
            let this = Placed { record, source: SourceId::default() };
            let beside = other.as_ref().map(|record| Placed { record, source: SourceId(1) });
            checked.add(self.check_among(&Among {
                last: beside,
                children: beside.as_slice(),
                siblings: beside.as_slice(),
                listed: true,
                complete: true,
                ..Among::alone(this)
            }));
        }
        Some(checked)
    }
}

/// Whether `rule` fires on a piece of text, by itself or as part of another rule's finding of
/// the same cause, and a word on what came instead.
fn fires(linter: &Linter, rule: &Rule, text: &str) -> (bool, String) {
    let code = &*rule.code;
    let Some(checked) = linter.check_example(rule, text) else {
        return (false, "示例不能读取 / the example cannot be read".to_owned());
    };
    let fires = checked.findings.iter().any(|finding| {
        let folded = finding.equation.iter().flat_map(|equation| &equation.folded);
        &*finding.code == code || folded.into_iter().any(|equation| &*equation.code == code)
    });
    if let Some(open) = checked.not_assessable.iter().find(|it| &*it.code == code) {
        return (fires, format!("无法判断：{} / {}", open.reason.zh, open.reason.en));
    }
    let mut codes: Vec<&str> = checked.findings.iter().map(|finding| &*finding.code).collect();
    codes.dedup();
    let found = match codes.as_slice() {
        [] => {
            "什么也没有报出；示例要像年报：有标题，有两个以上部分或一张法定表格 / nothing fires; \
               an example needs a title and two sections, or a statutory table"
                .to_owned()
        }
        codes => {
            let codes = codes.join(", ");
            format!("报出的是 {codes} / what fires: {codes}")
        }
    };
    (fires, found)
}
