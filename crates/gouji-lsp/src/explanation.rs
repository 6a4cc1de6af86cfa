//! A rule in a few paragraphs of Markdown.

use gouji_report::Lang;
use gouji_rules::rule::Rule;

/// A rule: what it checks, why, what it lets be, by which norm.
pub(crate) fn explained(rule: &Rule, lang: Lang) -> String {
    let mut text = format!("**{}** {}", rule.code, lang.pick(&rule.text.summary));
    // The advice is in the diagnostic, with its figures.
    for part in [&rule.text.why, &rule.text.silent] {
        if !part.is_empty() {
            text.push_str("\n\n");
            text.push_str(lang.pick(part));
        }
    }
    if !rule.source.is_empty() {
        let label = lang.choose("依据：", "Basis: ");
        text.push_str(&format!("\n\n{label}{}", rule.source));
    }
    text
}
