//! `event`: an event or a document that the report cannot know of yet.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    Cases, CheckKind, Context, FindingText, ReportCheck, args,
    dating::{PublicationWords, StatedDay, signed},
    same,
};
use crate::{
    date::{Date, DayOfYear},
    pack::Parameters,
    prose::{Hit, PassageKind, Word},
};
use gouji_report::{Label, Localized, PackError};

pub(super) const KIND: CheckKind = CheckKind {
    name: "event",
    cases: &[Cases::new(&["", "undated"], &["found", "event", "since", "dated", "year"])],
};

/// What the parameters say, compiled.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct EventCheck {
    dating: PublicationWords,
    events: Vec<Event>,
    /// What shows in the sentence that the event is still to come.
    unless: Vec<Word>,
    /// The last day, of the year after, on which a report without a date was published.
    deadline: DayOfYear,
}

#[derive(Debug, Serialize, Deserialize)]
struct Event {
    name: Localized,
    since: Date,
    words: Vec<Word>,
    /// Where its day can be looked up.
    source: Localized,
}

/// 某一天起才可能写到的事。一般的：报告的落款或发布日期早于那一天。情形 `undated`：报告没有日期，而应当
/// 公布的日子早于那一天。 / Events with the day from which they can be cited. The plain case: the
/// report was signed or published before that day. Case `undated`: it gives no date, and its year's
/// deadline was before.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct EventCheckToml {
    /// 各件事。 / The events.
    events: Vec<EventToml>,
    /// 同一句里有这些词，就不算。 / Words in the sentence that speak against it.
    unless: Vec<String>,
    /// 没有日期的报告，最晚在次年这一天编成。 / The day of the year after by which a report without a
    /// date was made.
    #[serde(rename = "undated-until")]
    deadline: DayOfYear,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline)]
struct EventToml {
    /// 它在说明里的名称。 / Its name in messages.
    name: Localized,
    /// 从哪一天起可能写到。 / The first day on which it can be cited.
    since: Date,
    /// 写到它用的词。 / Words that cite it.
    words: Vec<String>,
    /// 那一天在哪里查得到。 / Where its day can be looked up.
    source: Localized,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<EventCheck, Box<PackError>> {
    let toml: EventCheckToml = parameters.read()?;
    let events = toml.events.into_iter().map(|event| Event {
        words: parameters.words(&event.words),
        name: event.name,
        since: event.since,
        source: event.source,
    });
    Ok(EventCheck {
        dating: PublicationWords::compile(parameters),
        events: events.collect(),
        unless: parameters.words(&toml.unless),
        deadline: toml.deadline,
    })
}

/// More places of an event are not looked at.
const MOST: usize = 100;

impl ReportCheck for EventCheck {
    fn run(&self, context: &mut Context<'_>) {
        let Some(year) = context.report.sure_year() else { return };
        let signed = signed(context);
        // A date of a wrong year is no witness.
        let of_the_year_after =
            |dated: &StatedDay| dated.date.is_some_and(|date| date.year == year + 1);
        let dates = [signed.clone(), self.dating.published(context)];
        let latest =
            dates.into_iter().flatten().filter(of_the_year_after).max_by_key(|dated| dated.date);
        let limit = latest
            .as_ref()
            .and_then(|dated| dated.date)
            .unwrap_or_else(|| self.deadline.of(year + 1));
        for event in self.events.iter().filter(|event| event.since > limit) {
            let places = context.prose.places_of_any(&event.words);
            let found: Vec<&Hit> = places
                .into_iter()
                .take(MOST)
                .filter(|hit| is_said(self, hit, signed.as_ref(), context))
                .collect();
            let Some((first, others)) = found.split_first() else { continue };
            let prose = context.prose;
            let text = |hit: &Hit| same(&prose.passages[hit.passage].text[hit.range.clone()]);
            let place = |hit: &Hit| prose.place(hit.passage, hit.range.clone());
            let args = args![
                ("found", text(first)),
                ("event", event.name.clone()),
                ("since", same(event.since.to_string())),
                ("dated", same(limit.to_string())),
                ("year", same(year.to_string())),
            ];
            let variant = if latest.is_some() { "" } else { "undated" };
            let mut said =
                FindingText::new(variant, Label::new(place(first), Localized::default()), args);
            said.related = others.iter().map(|hit| Label::new(place(hit), text(hit))).collect();
            said.related.extend(latest.as_ref().map(StatedDay::label));
            let Localized { zh, en } = &event.source;
            said.notes = vec![Localized::new(format!("出处：{zh}"), format!("source: {en}"))];
            context.say(said);
        }
    }
}

/// Whether a word stands in a sentence of the report: not in a link around it, not in what is
/// still to come.
fn is_said(
    check: &EventCheck,
    hit: &Hit,
    signed: Option<&StatedDay>,
    context: &Context<'_>,
) -> bool {
    let (report, prose) = (context.report, context.prose);
    let passage = &prose.passages[hit.passage];
    let start = report.lines[passage.lines.start].span().start;
    let behind_title = report.title.as_ref().is_some_and(|title| start >= title.span.end);
    let sentence = prose.sentence_at(hit.passage, hit.range.start);
    passage.sort == PassageKind::Text
        && (behind_title || passage.section.is_some())
        && signed.is_none_or(|signed| start < signed.place.start)
        && passage.text.contains(['，', '。'])
        && !prose
            .hits_within(hit.passage, &sentence)
            .any(|other| check.unless.contains(&other.word))
}
