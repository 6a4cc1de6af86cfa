//! Colour and width, and how the command's own errors look.

use std::error::Error;
use std::fmt;
use std::io::IsTerminal;

use miette::{
    Diagnostic, LabeledSpan, MietteError, MietteHandler, MietteHandlerOpts, MietteSpanContents,
    ReportHandler, Severity, SourceCode, SourceSpan, SpanContents,
};

use crate::args::Color;
use gouji_project::words;
use gouji_report::Lang;

/// Whether findings are to be coloured when they go to standard output.
pub(crate) fn colour_on_stdout(choice: Color) -> bool {
    wanted(choice, std::io::stdout().is_terminal(), no_color())
}

/// Columns of the terminal that findings go to, if they do.
pub(crate) fn width_of_stdout() -> Option<usize> {
    let (width, _) = terminal_size::terminal_size_of(std::io::stdout())?;
    Some(usize::from(width.0))
}

/// Errors of the command itself go to standard error through miette, in one language.
pub(crate) fn set_error_handler(choice: Color, lang: Lang) {
    let colour = wanted(choice, std::io::stderr().is_terminal(), no_color());
    miette::set_hook(Box::new(move |_| {
        let drawn = MietteHandlerOpts::new().color(colour).unicode(true).build();
        Box::new(InOneLang { drawn, lang })
    }))
    .expect("main sets the hook, once");
}

/// Draws errors, which are in both languages, in one.
struct InOneLang {
    drawn: MietteHandler,
    lang: Lang,
}

impl ReportHandler for InOneLang {
    fn debug(&self, error: &dyn Diagnostic, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let one = |said: String| words::one(&said, self.lang);
        let label = |label: LabeledSpan| {
            let (said, at) = (label.label().map(|it| one(it.to_owned())), *label.inner());
            LabeledSpan::new_with_span(said, at)
        };
        let told = ToldError {
            message: one(error.to_string()),
            severity: error.severity(),
            help: error.help().map(|it| one(it.to_string())),
            labels: error.labels().into_iter().flatten().map(label).collect(),
            text: error.source_code().map(|text| NamedText { text, lang: self.lang }),
        };
        let drawn = format!("{:?}", DrawnError { handler: &self.drawn, told: &told });
        out.write_str(&match self.lang {
            Lang::Zh => with_lead_in_chinese(&drawn),
            Lang::En => drawn,
        })
    }
}

/// An error as it is drawn.
struct DrawnError<'e> {
    handler: &'e MietteHandler,
    told: &'e ToldError<'e>,
}

impl fmt::Debug for DrawnError<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.handler.debug(self.told, out)
    }
}

/// miette writes `help:` before the advice, in every language. No other line that it draws begins so;
/// both words are six columns wide.
fn with_lead_in_chinese(drawn: &str) -> String {
    const LEAD: &str = "  help: ";
    let begins = |line: &&str| {
        let visible = line.strip_prefix('\u{1b}').and_then(|rest| rest.split_once('m'));
        visible.map_or(*line, |(_, rest)| rest).starts_with(LEAD)
    };
    let lines = drawn.split_inclusive('\n');
    let lines = lines.map(|line| match Some(line).filter(begins) {
        Some(line) => line.replacen(LEAD, "  建议：", 1),
        None => line.to_owned(),
    });
    lines.collect()
}

/// An error in one language.
#[derive(Debug)]
struct ToldError<'e> {
    message: String,
    severity: Option<Severity>,
    help: Option<String>,
    labels: Vec<LabeledSpan>,
    text: Option<NamedText<'e>>,
}

impl fmt::Display for ToldError<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

impl Error for ToldError<'_> {}

impl Diagnostic for ToldError<'_> {
    fn severity(&self) -> Option<Severity> {
        self.severity
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<_>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.text.as_ref().map(|text| text as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }
}

/// The text that an error points into, with its name in one language.
struct NamedText<'e> {
    text: &'e dyn SourceCode,
    lang: Lang,
}

impl fmt::Debug for NamedText<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Named")
    }
}

impl SourceCode for NamedText<'_> {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let read = self.text.read_span(span, before, after)?;
        let Some(name) = read.name() else { return Ok(read) };
        Ok(Box::new(MietteSpanContents::new_named(
            words::source(name, self.lang),
            read.data(),
            *read.span(),
            read.line(),
            read.column(),
            read.line_count(),
        )))
    }
}

fn no_color() -> bool {
    std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
}

fn wanted(choice: Color, terminal: bool, no_color: bool) -> bool {
    match choice {
        Color::Auto => terminal && !no_color,
        Color::Always => true,
        Color::Never => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn advice_is_led_in_by_a_chinese_word() {
        let check = |drawn: &str, expected: &str| assert_eq!(with_lead_in_chinese(drawn), expected);
        check(
            "  × 甲\n  help: 乙 help: 丙\n        丁\n",
            "  × 甲\n  建议：乙 help: 丙\n        丁\n",
        );
        check("\u{1b}[36m  help: \u{1b}[0m乙\n", "\u{1b}[36m  建议：\u{1b}[0m乙\n");
        check(" 1 │   help: 乙\n", " 1 │   help: 乙\n");
    }

    #[test]
    fn colour_needs_a_terminal_and_no_objection_unless_told() {
        assert!(wanted(Color::Auto, true, false));
        assert!(!wanted(Color::Auto, true, true));
        assert!(!wanted(Color::Auto, false, false));
        assert!(wanted(Color::Always, false, true));
        assert!(!wanted(Color::Never, true, false));
    }
}
