//! Colour and width, and how the command's own errors look.

use std::io::IsTerminal;

use crate::args::Color;

/// Whether findings are to be coloured when they go to standard output.
pub(crate) fn colour_on_stdout(choice: Color) -> bool {
    wanted(choice, std::io::stdout().is_terminal(), no_color())
}

/// Columns of the terminal that findings go to, if they do.
pub(crate) fn width_of_stdout() -> Option<usize> {
    let (width, _) = terminal_size::terminal_size_of(std::io::stdout())?;
    Some(usize::from(width.0))
}

/// Errors of the command itself go to standard error through miette.
pub(crate) fn set_error_handler(choice: Color) {
    let colour = wanted(choice, std::io::stderr().is_terminal(), no_color());
    miette::set_hook(Box::new(move |_| {
        Box::new(miette::MietteHandlerOpts::new().color(colour).unicode(true).build())
    }))
    .expect("main sets the hook, once");
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
    fn colour_needs_a_terminal_and_no_objection_unless_told() {
        assert!(wanted(Color::Auto, true, false));
        assert!(!wanted(Color::Auto, true, true));
        assert!(!wanted(Color::Auto, false, false));
        assert!(wanted(Color::Always, false, true));
        assert!(!wanted(Color::Never, true, false));
    }
}
