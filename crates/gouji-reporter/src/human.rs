//! For a person at a terminal: each finding with its excerpt, then what could not be read or
//! assessed, then one line that sums up.
//!
//! The parts of a diagnostic (header, locus, source line with carets, notes) are drawn by
//! codespan-reporting's `Renderer`. Which lines there are is ours to say, since a report's own
//! lines are seldom fit to be shown: a table row may be spread over nine of them, a paragraph may
//! have 1,500 characters, and a web page may be a single line.
//!
//! * `excerpt` – which places are shown, in which order
//! * `locus` – the line above the excerpt that says where, in the author's terms too
//! * `grid` – rows of a statutory table, aligned under their column names
//! * `window` – running text, cut to the terminal's width
//! * `paint` – colours
//! * `closing` – failures, what could not be assessed, the summary

use std::io::{self, Write};

use codespan_reporting::{
    diagnostic::{LabelStyle, Severity as Colour},
    files::Error,
    term::{Config, Renderer, WriteStyle},
};
use gouji_rules::finding::Finding;

use crate::{
    FileResult, Options, Run, Verbosity, blanks, details,
    site::Sites,
    streamed::{Closing, FilePart, Streamed},
    verdict::word,
    visible::{columns, visible, wrap},
};
use gouji_report::Lang;

mod closing;
mod excerpt;
mod grid;
pub(crate) mod locus;
mod paint;
mod shown;
mod window;

#[cfg(test)]
mod tests;

use excerpt::Excerpt;
use paint::{Paint, colour};
use shown::{ExcerptLine, ShownLine, Underline};

/// The least width that is laid out for; a narrower terminal wraps by itself.
const MIN_WIDTH: usize = 40;

pub(crate) const STREAMED: Streamed = Streamed { open: None, file, between: "", close };

/// Adds findings, and what the end has to say of the file.
fn file(
    file: &FileResult<'_>,
    run: &Run<'_>,
    options: &Options,
    part: &mut FilePart,
) -> io::Result<()> {
    let mut shown = file.shown(options).peekable();
    if shown.peek().is_some() {
        let config = Config::default();
        let mut paint = Paint::new(&mut part.bytes, options.colour);
        let mut renderer = Renderer::new(&mut paint, &config);
        let mut page = HumanPage::new(file, run, options);
        shown.try_for_each(|finding| page.write(finding, &mut renderer)).map_err(into_io)?;
    }
    part.totals.closing = closing::lines(file, options);
    Ok(())
}

/// Writes failures and the summary.
fn close(
    run: &Run<'_>,
    closing: &Closing<'_>,
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    let config = Config::default();
    let mut paint = Paint::new(out, options.colour);
    closing::write(run, closing.totals, options, &mut Renderer::new(&mut paint, &config))
}

fn into_io(error: Error) -> io::Error {
    match error {
        Error::Io(error) => error,
        other => io::Error::other(other),
    }
}

/// What all findings of one file share.
struct HumanPage<'a> {
    path: String,
    sites: Sites<'a>,
    language: Lang,
    verbosity: Verbosity,
    /// Columns of a line number: the same for the whole file, so that its excerpts line up.
    gutter: usize,
    /// Columns right of the gutter `123 │ `.
    room: usize,
}

impl<'a> HumanPage<'a> {
    fn new(file: &FileResult<'a>, run: &Run<'a>, options: &Options) -> Self {
        let sites = Sites::new(file, run);
        let gutter = sites.lines().to_string().len();
        Self {
            path: visible(file.path).into_owned(),
            sites,
            language: options.language,
            verbosity: options.verbosity,
            gutter,
            room: options.width.max(MIN_WIDTH).saturating_sub(gutter + 3),
        }
    }

    fn write(&mut self, finding: &Finding, renderer: &mut Renderer<'_, '_>) -> Result<(), Error> {
        let severity = colour(finding.severity);
        let excerpt = Excerpt::new(finding, &self.sites, self.room, self.language);

        let name = word(finding.severity, self.language);
        let message = visible(self.language.pick(&finding.message));
        renderer.set_header(severity)?;
        write!(renderer, "{name}[{}]", visible(&finding.code))?;
        renderer.set_header_message()?;
        write!(renderer, ": {message}")?;
        renderer.reset()?;
        writeln!(renderer)?;

        let at = format!("{}:{}:{}", self.path, excerpt.at.line, excerpt.at.column);
        let native = locus::native(&finding.primary, &self.sites, self.language);
        self.write_locus("┌─", &at, &native.unwrap_or_default(), renderer)?;
        for line in &excerpt.lines {
            match line {
                ExcerptLine::File(at, native) => self.write_locus("├─", at, native, renderer)?,
                ExcerptLine::Head(text) => self.write_unnumbered(text, None, renderer)?,
                ExcerptLine::Break => {
                    renderer.render_snippet_break(self.gutter, severity, 0, &[])?;
                }
                ExcerptLine::Shown(shown) => self.write_shown(shown, severity, renderer)?,
            }
        }
        for note in self.notes(finding, excerpt.hidden) {
            let lines: Vec<_> = note.lines().map(visible).collect();
            let wrapped: Vec<_> = lines.iter().flat_map(|line| wrap(line, self.room)).collect();
            renderer.render_snippet_note(self.gutter, &wrapped.join("\n"))?;
        }
        renderer.render_empty()
    }

    /// The line that says in which file and where, with what it says in the author's terms.
    fn write_locus(
        &self,
        border: &str,
        at: &str,
        native: &str,
        renderer: &mut Renderer<'_, '_>,
    ) -> Result<(), Error> {
        write!(renderer, "{:1$} ", "", self.gutter)?;
        renderer.set_source_border()?;
        write!(renderer, "{border}")?;
        renderer.reset()?;
        let both = format!("{at} {native}");
        if native.is_empty() || columns(&both) < self.room {
            writeln!(renderer, " {}", both.trim_end())?;
        } else {
            writeln!(renderer, " {at}")?;
            for line in wrap(native, self.room) {
                self.write_unnumbered(&line, None, renderer)?;
            }
        }
        Ok(())
    }

    /// A source line with its carets. A message that does not fit beside or under its caret gets
    /// lines of its own below.
    fn write_shown(
        &self,
        shown: &ShownLine,
        severity: Colour,
        renderer: &mut Renderer<'_, '_>,
    ) -> Result<(), Error> {
        let last_end = shown.marks.iter().map(|mark| mark.range.end).max().unwrap_or(0);
        let mut beside = Vec::new();
        let mut below = Vec::new();
        for mark in &shown.marks {
            let edge = if mark.range.end == last_end { mark.range.end } else { mark.range.start };
            let before = columns(&shown.text[..edge.min(shown.text.len())]);
            let fits = before + 2 + columns(&mark.message) <= self.room;
            let message = if fits { mark.message.as_str() } else { "" };
            beside.push((mark.style, mark.range.clone(), message));
            if !fits {
                below.push((mark, columns(&shown.text[..mark.range.start])));
            }
        }
        let number = shown.number as usize;
        renderer.render_snippet_source(
            self.gutter,
            number,
            &shown.text,
            severity,
            &beside,
            0,
            &[],
        )?;
        let alone = shown.marks.len() == 1;
        for (mark, start) in below {
            self.write_below(mark, start, alone, severity, renderer)?;
        }
        Ok(())
    }

    /// A message under its caret, as far right as it fits; among several marks it repeats the
    /// caret, to tell whose message it is.
    fn write_below(
        &self,
        mark: &Underline,
        start: usize,
        alone: bool,
        severity: Colour,
        renderer: &mut Renderer<'_, '_>,
    ) -> Result<(), Error> {
        let (lead, hang) = match mark.style {
            _ if alone => ("", ""),
            LabelStyle::Primary => ("^ ", "  "),
            LabelStyle::Secondary => ("- ", "  "),
        };
        let lines = wrap(&mark.message, self.room - lead.len());
        let width = lines.iter().map(|line| columns(line)).max().unwrap_or(0) + lead.len();
        let indent = start.min(self.room.saturating_sub(width));
        for (index, line) in lines.iter().enumerate() {
            let lead = if index == 0 { lead } else { hang };
            let text = format!("{:indent$}{lead}{line}", "");
            self.write_unnumbered(&text, Some((severity, mark.style)), renderer)?;
        }
        Ok(())
    }

    /// A line that stands in no file.
    fn write_unnumbered(
        &self,
        text: &str,
        style: Option<(Colour, LabelStyle)>,
        renderer: &mut Renderer<'_, '_>,
    ) -> Result<(), Error> {
        write!(renderer, "{:1$} ", "", self.gutter)?;
        renderer.set_source_border()?;
        write!(renderer, "│")?;
        renderer.reset()?;
        match style {
            Some((severity, style)) => renderer.set_label(severity, style)?,
            None => renderer.set_line_number()?,
        }
        write!(renderer, " {text}")?;
        renderer.reset()?;
        writeln!(renderer)?;
        Ok(())
    }

    /// The lines after the excerpt.
    fn notes(&self, finding: &Finding, hidden: usize) -> Vec<String> {
        let language = self.language;
        let mut notes: Vec<String> = blanks::told(finding, language).into_iter().collect();
        if hidden > 0 {
            notes.push(match language {
                Lang::Zh => format!("另有 {hidden} 处未列出（--format json 列出全部）"),
                Lang::En => format!("{hidden} more places not shown (--format json has all)"),
            });
        }
        notes.extend(details::notes(finding, language));
        let details = language.choose("详情：", "details: ");
        notes.push(format!("{details}gouji explain {}", finding.code));
        if self.verbosity == Verbosity::Verbose {
            let lead = language.choose("指纹（写豁免用）：", "fingerprint, for a waiver: ");
            notes.push(format!("{lead}{}", finding.fingerprint));
        }
        notes
    }
}
