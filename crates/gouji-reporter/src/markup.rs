//! The text of a piece of a web page.

/// A piece of a web page without its tags, cut ones at its ends too, and without its commonest
/// character references.
pub(crate) fn plain(html: &str) -> String {
    let cut = html.find('>').filter(|&close| html.find('<').is_none_or(|open| close < open));
    let mut rest = &html[cut.map_or(0, |at| at + 1)..];
    let mut text = String::new();
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        let Some(close) = rest[open..].find('>') else {
            rest = "";
            break;
        };
        if !is_inline(&rest[open + 1..open + close]) {
            text.push('\n');
        }
        rest = &rest[open + close + 1..];
    }
    text.push_str(rest);
    for (reference, char) in
        [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")]
    {
        text = text.replace(reference, char);
    }
    text
}

/// Whether the inside of a tag leaves the text around it on one line.
fn is_inline(tag: &str) -> bool {
    let name = tag.trim_start_matches('/');
    let name = name.split(|char: char| !char.is_ascii_alphanumeric()).next().unwrap_or_default();
    ["a", "b", "em", "font", "i", "s", "small", "span", "strong", "sub", "sup", "u", "o"]
        .iter()
        .any(|inline| inline.eq_ignore_ascii_case(name))
}
