//! Text as it may stand between tags and in quoted attributes.

use std::fmt::{self, Display, Formatter, Write};

use crate::visible::visible;

/// Text of which no character opens a tag, an entity or an attribute, steers the reading
/// direction or hides.
pub(crate) fn text(text: &str) -> EscapedText<'_> {
    EscapedText(text)
}

/// See [`text`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct EscapedText<'a>(&'a str);

impl Display for EscapedText<'_> {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        for char in visible(self.0).chars() {
            match char {
                '&' => out.write_str("&amp;")?,
                '<' => out.write_str("&lt;")?,
                '>' => out.write_str("&gt;")?,
                '"' => out.write_str("&quot;")?,
                '\'' => out.write_str("&#39;")?,
                _ => out.write_char(char)?,
            }
        }
        Ok(())
    }
}
