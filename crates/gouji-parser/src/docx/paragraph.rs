//! Paragraphs and runs: text, breaks, symbols, fields, drawings, changes.

use super::{
    counts::NoteRef,
    numbering,
    story::{DocxReader, is_without_text},
};
use crate::{
    Doubt, ReadError,
    apart::Look,
    flow::{
        item::{ParagraphMark, StoryParagraph, WHITE, shown, symbol},
        site::is_open,
    },
    xml::Tag,
};

impl DocxReader<'_, '_> {
    pub(super) fn paragraph(&mut self) -> Result<StoryParagraph, ReadError> {
        let site = self.tracer.paragraph(&self.xml);
        let mut paragraph = StoryParagraph { site, ..StoryParagraph::default() };
        self.inline(&mut paragraph)?;
        if let Some(site) = &mut paragraph.site {
            site.end_content(&self.xml);
        }
        // A field's instruction ends with its paragraph at the latest, or a field that is never
        // closed would swallow the rest of the report.
        self.fields.fill(true);
        Ok(paragraph)
    }

    /// Runs and what wraps them, to the end of the open element.
    fn inline(&mut self, paragraph: &mut StoryParagraph) -> Result<(), ReadError> {
        while let Some(tag) = self.xml.child()? {
            match tag.name() {
                "r" => {
                    let run = self.tracer.run(&self.xml, paragraph);
                    self.run(paragraph)?;
                    self.tracer.end_run(run, &self.xml, paragraph);
                }
                "pPr" => {
                    self.paragraph_properties(paragraph)?;
                    if let Some(site) = &mut paragraph.site {
                        site.begin_content(&self.xml);
                    }
                }
                "ins" | "moveTo" => {
                    self.change(paragraph);
                    self.inline(paragraph)?;
                }
                "del" | "moveFrom" => {
                    self.change(paragraph);
                    self.xml.skip()?;
                }
                "commentRangeStart" => {
                    comment(&tag, paragraph);
                    self.xml.skip()?;
                }
                "AlternateContent" => {
                    self.closed(|this| this.first_alternative(|this| this.inline(paragraph)))?;
                }
                name if is_without_text(name) => self.xml.skip()?,
                name if is_open(name) => self.inline(paragraph)?,
                name => {
                    let look = self.formula(name, paragraph);
                    let outer = std::mem::replace(&mut self.look, look);
                    self.closed(|this| this.inline(paragraph))?;
                    self.look = outer;
                }
            }
        }
        Ok(())
    }

    /// Notes a part of a formula that is not set on the line, and gives how what it has is drawn.
    fn formula(&mut self, name: &str, paragraph: &mut StoryParagraph) -> Look {
        match name {
            "f" | "rad" | "nary" | "m" | "eqArr" | "limLow" | "limUpp" | "acc" | "bar" | "sSup"
            | "sSub" | "sSubSup" | "sPre" => paragraph.mark(ParagraphMark::Doubt(Doubt::Formula)),
            "den" => paragraph.text.push('/'),
            "sup" => return Look::Raised,
            "sub" => return Look::Lowered,
            _ => {}
        }
        self.look
    }

    /// Reads what marks of the trace may not stand in.
    fn closed(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        self.tracer.closed += 1;
        read(self)?;
        self.tracer.closed -= 1;
        Ok(())
    }

    fn change(&mut self, paragraph: &mut StoryParagraph) {
        self.counts.changes += 1;
        paragraph.mark(ParagraphMark::Change);
    }

    fn paragraph_properties(&mut self, paragraph: &mut StoryParagraph) -> Result<(), ReadError> {
        while let Some(tag) = self.xml.child()? {
            match tag.name() {
                "numPr" => {
                    paragraph.number = numbering::reference(&mut self.xml)?;
                    self.counts.numbered = true;
                    continue;
                }
                // Those of the paragraph's end.
                "rPr" => {
                    self.end_properties(paragraph)?;
                    continue;
                }
                "pPrChange" => {
                    self.format_change()?;
                    continue;
                }
                "pStyle" => {
                    paragraph.style = tag.val().map(Into::into);
                    self.counts.styled = true;
                }
                "outlineLvl" => paragraph.outline = tag.number().map(|level| level.min(9) as u8),
                _ => {}
            }
            self.xml.skip()?;
        }
        Ok(())
    }

    fn end_properties(&mut self, paragraph: &mut StoryParagraph) -> Result<(), ReadError> {
        while let Some(tag) = self.xml.child()? {
            match tag.name() {
                "ins" | "moveTo" | "rPrChange" => self.counts.changes += 1,
                "del" | "moveFrom" => {
                    self.counts.changes += 1;
                    paragraph.runs_on = true;
                }
                _ => {}
            }
            self.xml.skip()?;
        }
        Ok(())
    }

    fn run(&mut self, paragraph: &mut StoryParagraph) -> Result<(), ReadError> {
        let mut hidden = false;
        let mut struck = false;
        let outer = self.look;
        let start = paragraph.text.len();
        while let Some(tag) = self.xml.child()? {
            match tag.name() {
                "rPr" => {
                    let start = self.xml.place().start;
                    let look;
                    (hidden, look) = self.run_properties()?;
                    self.look = look.within(outer);
                    // Running text states nothing with what is struck out.
                    struck = !hidden && self.look.is_gone() && self.cells == 0;
                    hidden |= struck;
                    self.tracer.properties(start, &self.xml);
                }
                "fldChar" => {
                    self.field_mark(tag.get("fldCharType").as_deref());
                    self.xml.skip()?;
                }
                name if hidden || self.fields.contains(&false) => {
                    if struck && name == "t" {
                        struck = false;
                        paragraph.mark(ParagraphMark::Struck);
                    }
                    self.xml.skip()?;
                }
                "AlternateContent" => self.first_alternative(|this| this.run(paragraph))?,
                // Of a ruby the text, not the reading aid above it.
                "ruby" => self.closed(|this| this.inline(paragraph))?,
                "drawing" | "pict" | "object" => {
                    if self.drawing(paragraph)? {
                        paragraph.mark(ParagraphMark::Image);
                    }
                }
                "t" => self.text(&tag, paragraph)?,
                _ => {
                    self.sign(&tag, paragraph);
                    self.xml.skip()?;
                }
            }
        }
        paragraph.doubt_from(start, self.look);
        self.look = outer;
        Ok(())
    }

    fn text(&mut self, tag: &Tag, paragraph: &mut StoryParagraph) -> Result<(), ReadError> {
        let kept = tag.get("space").is_some_and(|space| space == "preserve");
        let (tag, at) = (self.xml.place(), paragraph.text.len());
        let text = self.xml.text()?;
        let text = if kept { &text } else { text.trim_matches(WHITE) };
        paragraph.text.reserve(text.len());
        text.chars().filter_map(shown).for_each(|char| paragraph.push(char, self.look));
        // A text that is not as long as it is written is not cut.
        if matches!(self.look, Look::Raised | Look::Lowered) {
            return Ok(());
        }
        self.tracer.text(tag, &self.xml, paragraph, (at, kept));
        Ok(())
    }

    /// An element without content that stands for a character or a reference.
    fn sign(&mut self, tag: &Tag, paragraph: &mut StoryParagraph) {
        let id = || tag.get("id").map(Into::into);
        match tag.name() {
            "tab" | "ptab" => paragraph.text.push('\t'),
            "br" | "cr" => paragraph.text.push('\n'),
            "noBreakHyphen" => paragraph.text.push('-'),
            "sym" => {
                let (font, code) = (tag.get("font"), tag.get("char"));
                let code = code.and_then(|code| u32::from_str_radix(code.trim(), 16).ok());
                let char = code.and_then(|code| symbol(font.as_deref(), code));
                paragraph.text.extend(char);
            }
            "commentReference" => comment(tag, paragraph),
            "footnoteReference" => self.counts.notes.extend(id().map(NoteRef::Foot)),
            "endnoteReference" => self.counts.notes.extend(id().map(NoteRef::End)),
            _ => {}
        }
    }

    /// Whether a run is hidden, and how it is drawn.
    fn run_properties(&mut self) -> Result<(bool, Look), ReadError> {
        let (mut hidden, mut look) = (false, Look::Plain);
        while let Some(tag) = self.xml.child()? {
            match tag.name() {
                "vanish" => hidden = tag.is_on(),
                "strike" | "dstrike" if tag.is_on() => look = Look::Struck,
                "vertAlign" => {
                    let raised = match tag.val().as_deref() {
                        Some("superscript") => Look::Raised,
                        Some("subscript") => Look::Lowered,
                        _ => Look::Plain,
                    };
                    look = raised.within(look);
                }
                "rPrChange" => self.counts.changes += 1,
                _ => {}
            }
            self.xml.skip()?;
        }
        Ok((hidden, look))
    }

    fn field_mark(&mut self, sort: Option<&str>) {
        match sort {
            Some("begin") if self.fields.len() < FIELDS => self.fields.push(false),
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    *field = true;
                }
            }
            Some("end") => drop(self.fields.pop()),
            _ => {}
        }
    }

    /// A drawing, to its end: text boxes go to the paragraph; says whether it shows a picture,
    /// a chart or an embedded object.
    fn drawing(&mut self, paragraph: &mut StoryParagraph) -> Result<bool, ReadError> {
        let mut picture = false;
        while let Some(tag) = self.xml.child()? {
            match tag.name() {
                "txbxContent" => {
                    let fields = std::mem::take(&mut self.fields);
                    let closed = std::mem::take(&mut self.tracer.closed);
                    self.blocks(&mut paragraph.boxes)?;
                    self.fields = fields;
                    self.tracer.closed = closed;
                }
                "AlternateContent" => self.first_alternative(|this| {
                    picture |= this.drawing(paragraph)?;
                    Ok(())
                })?,
                "blip" | "imagedata" | "chart" | "relIds" => {
                    picture = true;
                    self.xml.skip()?;
                }
                _ => picture |= self.drawing(paragraph)?,
            }
        }
        Ok(picture)
    }
}

/// Fields inside each other that are followed; Word allows 20.
const FIELDS: usize = 64;

/// Marks where a comment stands.
fn comment(tag: &Tag, paragraph: &mut StoryParagraph) {
    let number = tag.get("id").and_then(|id| id.trim().parse().ok());
    if let Some(number) = number {
        paragraph.mark(ParagraphMark::Comment(number));
    }
}
