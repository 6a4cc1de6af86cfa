//! Marks of comments put into the main part. Nothing that stands there is changed: a run in whose
//! middle a mark stands is ended before it and begun anew after it, an empty paragraph in one tag
//! gets two.

use std::{collections::BTreeMap, fmt::Write as _, ops::Range};

use quick_xml::escape::resolve_predefined_entity;

use crate::flow::{
    item::{WHITE, shown},
    site::{ParagraphSite, RunSite, RunText},
    trace::TracedPlace,
};

/// The main part under annotation.
pub(super) struct CommentMarks<'a> {
    part: &'a str,
    at: BTreeMap<usize, MarkSpot>,
}

/// What is put in at one place.
#[derive(Default)]
struct MarkSpot {
    cut: CutPoint,
    ends: String,
    starts: String,
}

/// What a mark stands in the middle of.
#[derive(Clone, Default)]
enum CutPoint {
    /// Of nothing.
    #[default]
    Nothing,
    /// Of a run, between two of its children.
    Run(RunSite),
    /// Of a text of a run.
    Text(RunSite, RunText),
    /// Of an empty paragraph in one tag, whose name it is.
    Paragraph(Range<usize>),
}

impl<'a> CommentMarks<'a> {
    pub(super) fn new(part: &'a str) -> Self {
        Self { part, at: BTreeMap::new() }
    }

    /// Marks a place as that of the comment `id`; says whether the part has a prefix to do it with.
    pub(super) fn add(&mut self, target: &TracedPlace<'_>, id: u32) -> bool {
        let name = self.tag_name(&target.site.tag);
        let Some((prefix, _)) = self.part[name.clone()].split_once(':') else { return false };
        let start = format!(r#"<{prefix}:commentRangeStart {prefix}:id="{id}"/>"#);
        let end = format!(
            r#"<{prefix}:commentRangeEnd {prefix}:id="{id}"/><{prefix}:r><{prefix}:commentReference {prefix}:id="{id}"/></{prefix}:r>"#
        );
        let words = target.text.clone().and_then(|text| self.words(target.site, text));
        let whole = || {
            let content = &target.site.content;
            let in_one_tag = self.part[target.site.tag.clone()].ends_with("/>");
            if in_one_tag {
                let spot = (content.start, CutPoint::Paragraph(name));
                (spot.clone(), spot)
            } else {
                ((content.start, CutPoint::Nothing), (content.end, CutPoint::Nothing))
            }
        };
        let ((from, first), (to, last)) = words.unwrap_or_else(whole);
        if from >= to {
            self.spot(from, first).starts.push_str(&(start + &end));
        } else {
            self.spot(from, first).starts.push_str(&start);
            self.spot(to, last).ends.push_str(&end);
        }
        true
    }

    fn spot(&mut self, at: usize, cut: CutPoint) -> &mut MarkSpot {
        self.at.entry(at).or_insert_with(|| MarkSpot { cut, ..MarkSpot::default() })
    }

    /// Where marks around words of a paragraph stand; none where they cannot stand at their runs.
    fn words(
        &self,
        site: &ParagraphSite,
        text: Range<usize>,
    ) -> Option<((usize, CutPoint), (usize, CutPoint))> {
        let (first, last) = (run_of(site, text.start)?, run_of(site, text.end - 1)?);
        let start = self.cut(site, first, text.start);
        let end = self.cut(site, last, text.end);
        Some((
            start.unwrap_or((first.element.start, CutPoint::Nothing)),
            end.unwrap_or((last.element.end, CutPoint::Nothing)),
        ))
    }

    /// Where a run is cut at a place within its text; none at its ends, and where it had better
    /// not be cut.
    fn cut(&self, site: &ParagraphSite, run: &RunSite, at: usize) -> Option<(usize, CutPoint)> {
        if at <= run.text.start || run.text.end <= at {
            return None;
        }
        // A former format may stand in the file once only.
        if self.part[run.properties.clone()].contains("rPrChange") {
            return None;
        }
        let first = site.texts.partition_point(|piece| piece.text.end < at);
        let piece = site.texts.get(first)?;
        let inside = run.element.start < piece.element.start && piece.element.end < run.element.end;
        if !inside || at < piece.text.start {
            return None;
        }
        if at == piece.text.start {
            return Some((piece.element.start, CutPoint::Run(run.clone())));
        }
        if at == piece.text.end {
            return Some((piece.element.end, CutPoint::Run(run.clone())));
        }
        let content = &self.part[piece.content.clone()];
        let within = place_in(content, at - piece.text.start, piece.kept)?;
        Some((piece.content.start + within, CutPoint::Text(run.clone(), piece.clone())))
    }

    /// The part with its marks.
    pub(super) fn finish(self) -> String {
        let mut out = String::with_capacity(self.part.len() + self.at.len() * 160);
        let mut done = 0;
        for (&at, MarkSpot { cut, ends, starts }) in &self.at {
            let mut before = &self.part[done..at];
            if let CutPoint::Paragraph(_) = cut {
                before = before.strip_suffix("/>").unwrap_or(before);
            }
            out.push_str(before);
            let marks = format!("{ends}{starts}");
            match cut {
                CutPoint::Nothing => out.push_str(&marks),
                CutPoint::Run(run) => {
                    let (close, open) = self.around(run);
                    let _ = write!(out, "{close}{marks}{open}");
                }
                CutPoint::Text(run, piece) => {
                    let (close, open) = self.around(run);
                    let tag = &self.part[piece.element.start..piece.content.start];
                    let close_text = &self.part[piece.content.end..piece.element.end];
                    let _ = write!(out, "{close_text}{close}{marks}{open}{tag}");
                }
                CutPoint::Paragraph(name) => {
                    let _ = write!(out, ">{marks}</{}>", &self.part[name.clone()]);
                }
            }
            done = at;
        }
        out.push_str(&self.part[done..]);
        out
    }

    /// What ends a run, and what begins it anew.
    fn around(&self, run: &RunSite) -> (String, String) {
        let name = &self.part[self.tag_name(&run.tag)];
        let tag = &self.part[run.tag.clone()];
        (format!("</{name}>"), format!("{tag}{}", &self.part[run.properties.clone()]))
    }

    /// Where the name in a start tag stands.
    fn tag_name(&self, tag: &Range<usize>) -> Range<usize> {
        let inside = &self.part[tag.start + 1..tag.end];
        let length = inside.find(|char: char| WHITE.contains(&char) || "/>".contains(char));
        tag.start + 1..tag.start + 1 + length.unwrap_or(inside.len())
    }
}

/// The run that has the byte at `at` of the paragraph's text, if marks may stand beside it.
fn run_of(site: &ParagraphSite, at: usize) -> Option<&RunSite> {
    let run = site.runs.get(site.runs.partition_point(|run| run.text.end <= at))?;
    (run.open && run.text.contains(&at)).then_some(run)
}

/// Where in the XML of a text its first `shown` bytes, as they are read, end. None where white
/// space that now counts would be lost, and where the XML is more than characters.
fn place_in(content: &str, length: usize, kept: bool) -> Option<usize> {
    if content.contains('<') {
        return None;
    }
    let (mut at, mut read, mut last, mut begun) = (0, 0, ' ', kept);
    loop {
        let (char, width) = first_char(&content[at..])?;
        begun |= !WHITE.contains(&char);
        if begun && read == length {
            let held = kept || !WHITE.contains(&last) && !WHITE.contains(&char);
            return held.then_some(at);
        }
        if begun {
            read += shown(char).map_or(0, char::len_utf8);
            last = char;
        }
        if read > length {
            return None;
        }
        at += width;
    }
}

/// The first character, and how many bytes it takes in the XML.
fn first_char(content: &str) -> Option<(char, usize)> {
    if let Some(rest) = content.strip_prefix('&') {
        let (name, _) = rest.split_once(';')?;
        let char = match name.strip_prefix('#') {
            Some(code) => {
                let code = code.strip_prefix('x').map_or_else(
                    || code.parse().ok(),
                    |hexadecimal| u32::from_str_radix(hexadecimal, 16).ok(),
                );
                char::from_u32(code?)?
            }
            None => resolve_predefined_entity(name)?.chars().next()?,
        };
        return Some((char, name.len() + 2));
    }
    if content.starts_with("\r\n") {
        return Some((' ', 2));
    }
    content.chars().next().map(|char| (char, char.len_utf8()))
}
