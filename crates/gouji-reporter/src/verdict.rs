//! Severities in words and signs, how many findings have which, and what that comes to in one
//! sentence: what every format for people says the same way.

use gouji_rules::finding::{Finding, Severity};

use crate::unchecked::Unchecked;
use gouji_report::Lang;

/// Every severity, the gravest first.
pub(crate) const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];

/// The severity's word.
pub(crate) fn word(severity: Severity, language: Lang) -> &'static str {
    match severity {
        Severity::Error => language.choose("错误", "error"),
        Severity::Warning => language.choose("警告", "warning"),
        Severity::Info => language.choose("提示", "info"),
    }
}

/// The severity's sign, for those who cannot tell colours apart.
pub(crate) fn sign(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "✕",
        Severity::Warning => "△",
        Severity::Info => "ⓘ",
    }
}

/// How many findings have which severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
    pub(crate) infos: usize,
}

impl Counts {
    /// Counts `findings`.
    pub(crate) fn of<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Self {
        let mut counts = Self::default();
        for finding in findings {
            counts.add(finding.severity);
        }
        counts
    }

    /// One more.
    pub(crate) fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Info => self.infos += 1,
        }
    }

    /// These and those.
    pub(crate) fn and(self, other: Self) -> Self {
        Self {
            errors: self.errors + other.errors,
            warnings: self.warnings + other.warnings,
            infos: self.infos + other.infos,
        }
    }

    /// `2 个错误、3 个警告`: those that there are, the gravest first; `没有问题` where there are none.
    pub(crate) fn listed(self, language: Lang) -> String {
        let each = SEVERITIES.into_iter().filter(|&severity| self.get(severity) > 0);
        let each = each.map(|severity| {
            let (count, word) = (self.get(severity), word(severity, language));
            language.choose(format!("{count} 个{word}"), plural(count, word))
        });
        let each: Vec<String> = each.collect();
        if each.is_empty() {
            language.choose("没有发现问题", "no problems found").to_owned()
        } else {
            each.join(language.choose("、", ", "))
        }
    }

    /// Of one severity.
    pub(crate) fn get(self, severity: Severity) -> usize {
        match severity {
            Severity::Error => self.errors,
            Severity::Warning => self.warnings,
            Severity::Info => self.infos,
        }
    }

    /// Of any.
    pub(crate) fn all(self) -> usize {
        self.errors + self.warnings + self.infos
    }

    /// By which the gravest comes last: errors count before warnings, warnings before hints.
    pub(crate) fn gravity(self) -> (usize, usize, usize) {
        (self.errors, self.warnings, self.infos)
    }

    /// The gravest that occurs.
    pub(crate) fn worst(self) -> Option<Severity> {
        SEVERITIES.into_iter().find(|&severity| self.get(severity) > 0)
    }

    /// What the counts come to where `left` was not checked, for the person who has to act: (what
    /// matters, what else).
    pub(crate) fn verdict(self, left: Unchecked, language: Lang) -> (String, String) {
        let (matters, rest) = match language {
            Lang::Zh => self.verdict_zh(),
            Lang::En => self.verdict_en(),
        };
        let clauses = left.joined(language);
        if clauses.is_empty() {
            return (matters, rest);
        }
        match (self.worst(), language) {
            (None, Lang::Zh) if left.whole => (format!("{clauses}。"), String::new()),
            (None, Lang::En) if left.whole => (format!("{clauses}."), String::new()),
            (None, Lang::Zh) => (format!("{clauses}，"), "其余没有发现问题。".to_owned()),
            (None, Lang::En) => {
                (format!("{clauses};"), " no problems found in the rest.".to_owned())
            }
            (_, Lang::Zh) => (matters, format!("{rest}{clauses}。")),
            (_, Lang::En) => (matters, format!("{rest} {clauses}.")),
        }
    }

    fn verdict_zh(self) -> (String, String) {
        let rest: Vec<String> = [(self.warnings, "警告"), (self.infos, "提示")]
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, word)| format!("{count} 处{word}"))
            .collect();
        let rest = rest.join("、");
        match self.worst() {
            None => ("没有发现问题。".to_owned(), String::new()),
            Some(Severity::Error) if rest.is_empty() => {
                (format!("有 {} 处错误需要改正。", self.errors), String::new())
            }
            Some(Severity::Error) => (
                format!("有 {} 处错误需要改正，", self.errors),
                format!("另有 {rest}，请逐条核对。"),
            ),
            Some(_) => ("没有发现确定的错误，".to_owned(), format!("有 {rest}，请核对。")),
        }
    }

    fn verdict_en(self) -> (String, String) {
        let rest: Vec<String> = [(self.warnings, "warning"), (self.infos, "hint")]
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, word)| plural(*count, word))
            .collect();
        let rest = rest.join(" and ");
        match self.worst() {
            None => ("No problems found.".to_owned(), String::new()),
            Some(Severity::Error) if rest.is_empty() => {
                (format!("{} to be put right.", plural(self.errors, "error")), String::new())
            }
            Some(Severity::Error) => (
                format!("{} to be put right;", plural(self.errors, "error")),
                format!(" {rest} to be looked at."),
            ),
            Some(_) => ("No certain error;".to_owned(), format!(" {rest} to be looked at.")),
        }
    }
}

/// `1 error`, `2 errors`.
pub(crate) fn plural(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_verdict_says_what_to_do_first() {
        let check = |errors, warnings, infos, expected: &str| {
            let counts = Counts { errors, warnings, infos };
            let (matters, rest) = counts.verdict(Unchecked::default(), Lang::Zh);
            assert_eq!(format!("{matters}{rest}"), expected);
        };
        check(0, 0, 0, "没有发现问题。");
        check(2, 0, 0, "有 2 处错误需要改正。");
        check(1, 3, 1, "有 1 处错误需要改正，另有 3 处警告、1 处提示，请逐条核对。");
        check(0, 0, 4, "没有发现确定的错误，有 4 处提示，请核对。");
    }

    #[test]
    fn what_was_not_checked_is_no_good_news() {
        let check = |errors, files, tables, whole, language, expected: &str| {
            let left = Unchecked { files, tables, parts: 0, whole };
            let (matters, rest) = Counts { errors, ..Counts::default() }.verdict(left, language);
            assert_eq!(format!("{matters}{rest}"), expected);
        };
        check(0, 1, 0, true, Lang::Zh, "1 个文件未作检查。");
        check(0, 1, 2, false, Lang::Zh, "1 个文件未作检查，2 张表没有核对，其余没有发现问题。");
        check(0, 0, 1, false, Lang::En, "1 table not compared; no problems found in the rest.");
        check(1, 0, 1, false, Lang::Zh, "有 1 处错误需要改正。1 张表没有核对。");
    }
}
