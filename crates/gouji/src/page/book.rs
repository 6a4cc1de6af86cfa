//! All pages: what they are made from, and the files of the documentation.

use std::sync::Arc;

use gouji_report::DataFile;
use gouji_rules::Linter;
use gouji_rules::family::Family;
use gouji_rules::finding::Finding;
use gouji_rules::norm::{self, Norm};
use gouji_rules::profile::{Profile, Profiles};
use gouji_rules::rule::Rule;

/// The rules and their families.
pub(crate) struct Book {
    pub linter: Arc<Linter>,
    pub families: Vec<Family>,
    pub norms: Vec<Norm>,
    pub profiles: Vec<Arc<Profile>>,
}

impl Book {
    /// Of the rules that are shipped, those over several reports among them.
    pub(crate) fn shipped() -> miette::Result<Self> {
        let linter = gouji_project::every_rule().map_err(|error| miette::Report::new(*error))?;
        Self::of(Arc::new(linter))
    }

    /// Of the rules of `linter`.
    pub(crate) fn of(linter: Arc<Linter>) -> miette::Result<Self> {
        let file = |(name, text)| DataFile { name, text };
        let norms = norm::load(file(gouji_data::NORMS));
        let profiles = Profiles::new(&DataFile::all(gouji_data::PROFILES));
        let profiles = profiles.all().map_err(|error| miette::Report::new(*error))?;
        Ok(Self {
            families: linter.families().to_vec(),
            linter,
            norms: norms.map_err(|error| miette::Report::new(*error))?,
            profiles: profiles.into_iter().cloned().collect(),
        })
    }

    /// The family that a rule belongs to.
    pub(crate) fn family_of(&self, rule: &Rule) -> Option<&Family> {
        self.families.iter().find(|family| rule.code.starts_with(family.letter))
    }

    /// The rules of a family.
    pub(crate) fn rules_of(&self, family: &Family) -> impl Iterator<Item = &Rule> {
        let letter = family.letter;
        self.linter.rules().iter().filter(move |rule| rule.code.starts_with(letter))
    }

    /// The norms that a source means.
    pub(crate) fn norms_of(&self, source: &str) -> impl Iterator<Item = &Norm> {
        self.norms.iter().filter(move |norm| norm.is_meant_by(source))
    }

    /// What a rule reports in its own wrong example.
    pub(crate) fn reported(&self, rule: &Rule) -> Vec<Finding> {
        let checked = self.linter.check_example(rule, &rule.text.bad).unwrap_or_default();
        let mut findings = checked.findings;
        findings.retain(|finding| finding.code == rule.code);
        findings
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::page::{family as list, markdown, rule as about};
    use gouji_report::Lang;

    /// Two rules, and families of which one has no rule.
    pub(crate) fn book() -> Book {
        let text = include_str!("sample.toml");
        let (families, rest) = text.split_once("# The norms.\n").expect("three parts are there");
        let (norms, pack) = rest.split_once("# The pack.\n").expect("three parts are there");
        let file = |text| DataFile { name: "sample.toml", text };
        let forms = DataFile::all(gouji_data::FORMS);
        Book {
            linter: Arc::new(Linter::new(&forms, &[file(pack)]).unwrap()),
            families: gouji_rules::family::load(file(families)).unwrap(),
            norms: norm::load(file(norms)).unwrap(),
            profiles: Vec::new(),
        }
    }

    #[test]
    fn a_page_has_two_faces_that_say_the_same() {
        let book = book();
        let page = |lang| about::page(&book.linter.rules()[0], &book, lang);
        insta::assert_snapshot!("terminal", super::super::terminal::render(&page(Lang::Zh)));
        insta::assert_snapshot!("markdown", markdown::render(&page(Lang::Zh)));
        insta::assert_snapshot!("english", markdown::render(&page(Lang::En)));
    }

    #[test]
    fn the_index_lists_families_that_have_rules() {
        insta::assert_snapshot!(markdown::render(&list::index(&book(), Lang::En)), @r"
        # Rules

        A page for every rule. On the command line: `gouji explain CODE --lang en`.

        [中文](../zh/README.md)

        ## X residue

        what is left behind

        | code | severity | name | what it checks |
        | --- | --- | --- | --- |
        | [X901](X901.md) | warning | `draft-left` | no draft words are left |
        | [X902](X902.md) | error | `slashes` | no slashes |

        ## Rules by norm

        | norm | rules |
        | --- | --- |
        | measures on cleanliness | [X901](X901.md) |
        ");
        insta::assert_snapshot!(markdown::render(&list::overview(&book())), @r"
        # 规则（rules）

        * [规则一览（中文）](rules/zh/README.md)
        * [Rules in English](rules/en/README.md)

        |  | 类别 | family | 规则数 rules |
        | --- | --- | --- | --- |
        | X | [转换残留](rules/zh/README.md#x-转换残留) | [residue](rules/en/README.md#x-residue) | 2 |
        ");
    }
}
