//! Packs, the equation language, check kinds, findings.
//!
//! ```text
//! Report ──check(rules)──▶ Checked { findings, not assessable }
//! ```
//!
//! * [`Linter`] – forms and packs compiled once; [`Linter::check`] is the one function that matters
//! * [`profile`] – what holds in one jurisdiction
//! * [`equation`] – the equation language, repair sets, slips
//! * [`rule`], [`family`] and [`norm`] – what a rule says of itself, for `explain` and the rule pages
//! * [`settings`] – what a configuration changes: which rules are on, severities, parameters, packs
//! * [`finding`] – what comes out
//! * [`Record`], [`Among`] – rules over several reports: last year's, those of the organs below
//! * [`private`] – what no output shows of the persons that a report speaks of
//! * [`fix`] – applies what findings propose, and looks whether it did no harm
//!
//! The rules know no file format: everything they see is a [`gouji_report::bind::Report`].

use std::{
    cell::RefCell,
    collections::{BTreeMap, HashSet},
    sync::Arc,
};

use serde::{Deserialize, Serialize};

use gouji_parser::Document;
use gouji_report::{
    DataFile, PackError, bind,
    form::{Form, Forms},
    place::PlaceNames,
    sheet, view,
};

mod across;
mod balance;
mod check;
mod compiled;
mod date;
pub mod equation;
pub mod family;
mod field;
mod figures;
pub mod finding;
pub mod fix;
mod masking;
pub mod norm;
mod pack;
mod precedence;
pub mod private;
pub mod profile;
mod prose;
mod recover;
pub mod rule;
pub mod settings;
mod trial;

use balance::FormSystems;
use check::{Check, Context};
use family::Family;
use finding::CheckedReport;
use pack::{CompiledPack, CompiledRule, PackNames, PackRule, StandardTable};
use prose::{MarkWords, Prose, Vocabulary, WordList};
use rule::Rule;
use settings::{Layer, SettingsFile};

pub use across::{Among, CommonShingles, Placed, ReportRecord, filing::FilingSaid};
pub use check::{copied::MOST_UNITS, filing::Filing};
pub use trial::{Trial, try_pack};

/// What linters of the same forms share.
#[derive(Debug, Serialize, Deserialize)]
struct SharedData {
    forms: Forms,
    /// What reads running text as statements; none where the data for it is missing.
    reader: Option<gouji_statements::StatementReader>,
    /// The words that mark what is left out, as rules look for words, and those of the packs that were compiled
    /// beforehand.
    vocabulary: Vocabulary,
    marks: MarkWords,
    families: Vec<Family>,
    /// Tables that examples borrow.
    tables: Vec<StandardTable>,
    /// Packs that were compiled beforehand.
    #[serde(skip)]
    packs: Vec<CompiledPack>,
}

impl SharedData {
    /// The shipped data `forms`, and a user's `own` forms.
    fn load(forms: &[DataFile<'_>], own: &[DataFile<'_>]) -> Result<Self, Box<PackError>> {
        let families = forms.iter().find(|&&file| family::is_list(file));
        let families = families.map(|&file| family::load(file)).transpose()?.unwrap_or_default();
        let statements = forms.iter().find(|&&file| prose::statements::is_data(file));
        let reader = statements.map(|&file| {
            gouji_statements::StatementReader::new(file.text)
                .map_err(|error| PackError::at(file, &error.message, "", error.span, None))
        });
        let reader = reader.transpose()?;
        let mut words = WordList::default();
        let mut marks = |class: &str| {
            let own = reader.iter().flat_map(|reader| reader.words_of(class));
            own.filter_map(|word| words.word(word)).collect()
        };
        let marks = MarkWords { abridged: marks("abridged"), copied_to: marks("copied-to") };
        let tables = forms.iter().find(|&&file| pack::is_list_of_tables(file));
        let tables = tables.map(|&file| pack::load_tables(file)).transpose()?.unwrap_or_default();
        let forms = Forms::with(forms, own)?;
        let vocabulary = Vocabulary::new(&words);
        Ok(Self { forms, reader, vocabulary, marks, families, tables, packs: Vec::new() })
    }

    /// What a pack may refer to; its words go to `words`.
    fn known<'a>(&'a self, words: &'a RefCell<WordList>) -> PackNames<'a> {
        PackNames { forms: &self.forms, reader: self.reader.as_ref(), words, tables: &self.tables }
    }

    /// The rules of a pack, with the parameters that `layers` give them; their words go to `words`.
    fn rules_of(
        &self,
        file: DataFile<'_>,
        words: &RefCell<WordList>,
        layers: &[&Layer],
    ) -> Result<Vec<Arc<PackRule>>, Box<PackError>> {
        let is_it =
            |pack: &&CompiledPack| pack.file.name == file.name && pack.file.text == file.text;
        match self.packs.iter().find(is_it) {
            Some(pack) => pack.laid_under(layers, self.known(words)),
            None => pack::load(file, self.known(words), layers),
        }
    }
}

/// Forms and rules, compiled; check any number of documents with it, from any thread.
#[derive(Debug)]
pub struct Linter {
    ground: Arc<SharedData>,
    vocabulary: Vocabulary,
    rules: Vec<Rule>,
    compiled: Vec<CompiledRule>,
    systems: FormSystems,
}

impl Linter {
    /// Compiles forms and packs. Every rule is switched on but the optional ones.
    pub fn new(forms: &[DataFile<'_>], packs: &[DataFile<'_>]) -> Result<Self, Box<PackError>> {
        Self::configured(forms, packs, &[])
    }

    /// Compiles forms and packs as `layers` have them: with their forms, packs and parameters, and with
    /// the rules on that they leave on.
    pub fn configured(
        forms: &[DataFile<'_>],
        packs: &[DataFile<'_>],
        layers: &[&Layer],
    ) -> Result<Self, Box<PackError>> {
        let mut own: Vec<&Arc<SettingsFile>> = Vec::new();
        for form in layers.iter().flat_map(|layer| &layer.forms) {
            // Two layers may name the same form.
            if !own.contains(&form) {
                own.push(form);
            }
        }
        let own: Vec<DataFile<'_>> = own.into_iter().map(|form| form.data()).collect();
        Self::compile(Arc::new(SharedData::load(forms, &own)?), packs, layers, &[])
    }

    /// The same forms with other rules, whatever forms `layers` have; it checks what this linter has bound. The packs `elsewhere` hold
    /// for other reports: settings may speak of their rules, and their codes are taken.
    pub fn with(
        &self,
        packs: &[DataFile<'_>],
        layers: &[&Layer],
        elsewhere: &[DataFile<'_>],
    ) -> Result<Self, Box<PackError>> {
        Self::compile(self.ground.clone(), packs, layers, elsewhere)
    }

    fn compile(
        ground: Arc<SharedData>,
        packs: &[DataFile<'_>],
        layers: &[&Layer],
        elsewhere: &[DataFile<'_>],
    ) -> Result<Self, Box<PackError>> {
        let words = RefCell::new(WordList::beside(&ground.vocabulary));
        let load_apart = || -> Result<Vec<Arc<PackRule>>, Box<PackError>> {
            let aside = RefCell::new(WordList::beside(&ground.vocabulary));
            let load = |&file| ground.rules_of(file, &aside, &[]);
            let packs: Vec<Vec<_>> = elsewhere.iter().map(load).collect::<Result<_, _>>()?;
            Ok(packs.into_iter().flatten().collect())
        };
        let own: Vec<DataFile<'_>> =
            layers.iter().flat_map(|layer| &layer.packs).map(|pack| pack.data()).collect();
        // Read only where they matter: a pack of one's own may repeat a code, a setting may name one.
        let mut apart = if own.is_empty() { Vec::new() } else { load_apart()? };
        let mut compiled: BTreeMap<Arc<str>, Arc<PackRule>> = BTreeMap::new();
        let mut yields = precedence::Yields::new();
        for file in packs.iter().copied().chain(own) {
            for rule in ground.rules_of(file, &words, layers)? {
                let own = &rule.rule.yields_to;
                let codes = own.iter().zip(&rule.yields_at);
                yields
                    .extend(codes.map(|(code, at)| (file, code.clone(), at.clone(), own.clone())));
                let same = |known: &&Arc<PackRule>| known.rule.code == rule.rule.code;
                let known = compiled.get(&rule.rule.code).or(apart.iter().find(same));
                match known {
                    // Two layers may name the same pack.
                    Some(known) if known.pack == rule.pack && known.at == rule.at => {}
                    Some(other) => return Err(pack::repeated(file, &rule, other)),
                    None => {}
                }
                compiled.entry(rule.rule.code.clone()).or_insert(rule);
            }
        }
        let rules: Vec<Rule> = compiled.values().map(|it| it.rule.clone()).collect();
        let verify = |apart: &[Arc<PackRule>]| {
            let apart = apart.iter().map(|compiled| compiled.rule.clone());
            let known: Vec<Rule> = rules.iter().cloned().chain(apart).collect();
            precedence::verify(&yields, &known)?;
            let mut strict = layers.iter().filter(|layer| !layer.lenient);
            strict.try_for_each(|layer| layer.verify(&known, &ground.families))
        };
        let verified: Result<(), Box<PackError>> = verify(&apart);
        if verified.is_err() && apart.is_empty() {
            apart = load_apart()?;
            verify(&apart)?;
        } else {
            verified?;
        }
        let compiled: Vec<CompiledRule> =
            compiled.into_values().map(|rule| CompiledRule::new(rule, layers)).collect();
        let systems = FormSystems::new(&ground.forms);
        let vocabulary = Vocabulary::new(&words.into_inner());
        Ok(Self { ground, vocabulary, rules, compiled, systems })
    }

    /// The rules of a pack that is not among those of this linter.
    pub fn rules_of(&self, pack: DataFile<'_>) -> Result<Vec<Rule>, Box<PackError>> {
        let rules = self.ground.rules_of(pack, &self.words_aside(), &[])?;
        Ok(rules.iter().map(|compiled| compiled.rule.clone()).collect())
    }

    /// The JSON Schema (2020-12) of a pack, down to the last key of each check kind, with the ids of tables,
    /// rows, columns and sections of the forms of this linter. A kind has its cases in `x-cases`: those of a
    /// requirement that fill the same placeholders.
    pub fn pack_schema(&self) -> String {
        pack::json_schema(self.ground.known(&self.words_aside()))
    }

    /// A list for words that are looked for in no report.
    fn words_aside(&self) -> RefCell<WordList> {
        RefCell::new(WordList::beside(&self.ground.vocabulary))
    }

    /// Every form, those of every kind of report.
    pub fn forms(&self) -> impl Iterator<Item = &Form> {
        self.ground.forms.kinds().flat_map(|kind| &kind.forms).map(|form| &**form)
    }

    /// Every rule, by code.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The families of rules, those without a rule among them.
    pub fn families(&self) -> &[Family] {
        &self.ground.families
    }

    /// The names and codes of places.
    pub fn places(&self) -> &PlaceNames {
        &self.ground.forms.places
    }

    /// Whether a rule is switched on.
    pub fn is_on(&self, code: &str) -> bool {
        self.rules_on().any(|rule| &*rule.code == code)
    }

    /// Every rule that is switched on.
    pub fn rules_on(&self) -> impl Iterator<Item = &Rule> {
        self.compiled.iter().filter(|compiled| compiled.on).map(|compiled| &compiled.rule)
    }

    /// Whether some form has this cell: `requests.total.natural`.
    pub fn knows_cell(&self, address: &str) -> bool {
        let mut parts = address.split('.');
        let (Some(table), Some(row), Some(column), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return false;
        };
        let forms = self.ground.forms.kinds().flat_map(|kind| &kind.forms);
        forms.filter_map(|form| form.table(table)).any(|table| {
            table.rows.iter().any(|known| *known.id == *row)
                && table.columns.iter().any(|known| *known.id == *column)
        })
    }

    /// Binds a document to its form, without checking it. Rows that lost their marks are read by the equations of
    /// the form, apart from the cells: [`bind::BoundRow::recovered`].
    pub fn bind<'d>(&self, document: &'d Document) -> bind::Report<'d> {
        let mut report = bind::bind(document, &self.ground.forms);
        self.recover(&mut report);
        report
    }

    /// Reads the rows that lost their marks by the equations of this linter, where the report was bound by one of the
    /// same forms that has none.
    pub fn recover(&self, report: &mut bind::Report<'_>) {
        recover::recover(&self.systems, &self.compiled, report);
    }

    /// The statutory tables of a bound report as the form draws them, with its values; none of a file
    /// that is no report.
    pub fn tables(&self, report: &bind::Report<'_>) -> Vec<view::TableView> {
        let forms = &self.ground.forms;
        if check::can_be_checked(report, forms) { view::tables(report, forms) } else { Vec::new() }
    }

    /// Whether a bound report is one that can be checked.
    pub fn is_report(&self, report: &bind::Report<'_>) -> bool {
        check::can_be_checked(report, &self.ground.forms)
    }

    /// The address of every value that some form asks for, in the order of the forms, each once:
    /// `requests.new.sum`.
    pub fn addresses(&self) -> Vec<String> {
        let forms = self.ground.forms.kinds().flat_map(|kind| &kind.forms);
        let mut known = HashSet::new();
        let each = forms.flat_map(|form| &form.tables).flat_map(|table| {
            sheet::addresses(table).map(|(row, column)| {
                format!("{}.{}.{}", table.id, row.id, table.columns[column].id)
            })
        });
        each.filter(|address| known.insert(address.clone())).collect()
    }

    /// The rules that are on and reckon with a cell of a form's tables, by code.
    pub fn equations_of(&self, cell: &gouji_report::CellRef) -> Vec<&Rule> {
        let systems = self.systems.all(&self.compiled);
        let mut over: Vec<usize> =
            systems.iter().flat_map(|system| system.rules_over(cell)).collect();
        over.sort_unstable();
        over.dedup();
        over.into_iter()
            .map(|index| &self.compiled[index])
            .filter(|compiled| compiled.on)
            .map(|compiled| &compiled.rule)
            .collect()
    }

    /// The paragraphs of a bound report that state figures, and what these were taken for; none of a file
    /// that is no report.
    pub fn statements(&self, report: &bind::Report<'_>) -> Vec<view::PassageView> {
        let forms = &self.ground.forms;
        match &self.ground.reader {
            Some(reader) if check::can_be_checked(report, forms) => figures::views(report, reader),
            _ => Vec::new(),
        }
    }

    /// Checks one report. A file that is none gets a single finding that says so.
    pub fn check(&self, document: &Document) -> CheckedReport {
        self.check_report(&self.bind(document))
    }

    /// Checks a report that this linter, or one of the same forms, has bound.
    pub fn check_report(&self, report: &bind::Report<'_>) -> CheckedReport {
        self.check_with(report, |_, _| ()).0
    }

    /// The same, with what is kept of the report for a comparison with others; nothing of a file that is no report.
    pub fn check_and_keep(
        &self,
        report: &bind::Report<'_>,
    ) -> (CheckedReport, Option<ReportRecord>) {
        let keep = |prose: &Prose<'_>, out: &CheckedReport| {
            self.is_report(report)
                .then(|| ReportRecord::of(report, prose, &out.private, &self.compiled))
        };
        self.check_with(report, keep)
    }

    /// The same, with what [`Linter::statements`] gives: its text is read once for both.
    pub fn check_and_tell(
        &self,
        report: &bind::Report<'_>,
    ) -> (CheckedReport, Vec<view::PassageView>) {
        self.check_with(report, |prose, _| match &self.ground.reader {
            Some(reader) if check::can_be_checked(report, &self.ground.forms) => {
                figures::views_of(&prose.passages, &prose.reading.statements, report, reader)
            }
            _ => Vec::new(),
        })
    }

    /// Checks a report among others by the rules over several. Labels name the files that they are in.
    pub fn check_among(&self, among: &Among<'_>) -> CheckedReport {
        across::check(&self.compiled, among)
    }

    /// What the rules say of the files of a unit and a year.
    pub fn say_filing(&self, said: &FilingSaid) -> CheckedReport {
        across::filing::findings(&self.compiled, said)
    }

    /// Checks a report; `keep` is given its text as it was read, and all that was found.
    fn check_with<T>(
        &self,
        report: &bind::Report<'_>,
        keep: impl FnOnce(&Prose<'_>, &CheckedReport) -> T,
    ) -> (CheckedReport, T) {
        let all = &self.ground.forms;
        let mut out = CheckedReport {
            report: report.summary(),
            recovered: recover::cells(report),
            ..CheckedReport::default()
        };
        let forms = all.of(&report.kind.id).unwrap_or(all);
        let is_report = check::can_be_checked(report, forms);
        let prose = {
            let SharedData { marks, reader, .. } = &*self.ground;
            Prose::read(report, &self.vocabulary, marks, reader.as_ref())
        };
        let whole = check::kind::is_whole(report);
        // Whether a file could be read is asked alike of every kind of report.
        let any_kind = |rule: &CompiledRule| matches!(rule.of_pack.check, Check::Kind(_));
        for rule in &self.compiled {
            let own = rule.of_pack.report_kind == report.kind.id || any_kind(rule);
            let asked = own && (rule.on || rule.of_pack.check.as_report_check().accounts());
            let applies = asked
                && (is_report || any_kind(rule))
                && !rule.of_pack.check.as_report_check().is_across();
            if !applies && !rule.of_pack.check.as_report_check().hides() {
                continue;
            }
            // What is private is so whether or not it is to be reported.
            let mut aside = CheckedReport::default();
            let into = if applies { &mut out } else { &mut aside };
            let mut context = Context { report, prose: &prose, forms, rule, out: into };
            let tables_alone = rule.of_pack.check.as_report_check().looks_at_tables_alone();
            if !rule.of_pack.check.as_report_check().needs_the_whole_file()
                || !check::kind::is_cut_off(&mut context, tables_alone)
            {
                rule.of_pack.check.as_report_check().run(&mut context);
            }
            out.private.add(aside.private);
        }
        if let Some(rule) = self.compiled.first().filter(|_| is_report && whole) {
            let mut context = Context { report, prose: &prose, forms, rule, out: &mut out };
            for system in self.systems.over(report, &self.compiled) {
                balance::run(system, &self.compiled, &mut context);
            }
        }
        precedence::settle(&mut out.findings, &self.compiled);
        check::sort(&mut out);
        masking::mask_in(&mut out, report.document.source.text());
        let kept = keep(&prose, &out);
        (out, kept)
    }
}
