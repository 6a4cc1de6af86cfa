//! What a rule says in each case of its check kind, held to what the kind fills in there.

use std::collections::BTreeMap;

use toml::Spanned;

use super::{
    check_of::NamedCheck,
    shape::{RuleToml, VariantToml},
    template,
    wording::Wording,
};
use gouji_report::{DataFile, Localized, PackError};

/// What the rule says in the plain case, and in the others.
pub(super) fn worded(
    toml: &RuleToml,
    named: &NamedCheck,
    file: DataFile<'_>,
) -> Result<(Wording, BTreeMap<String, Wording>), Box<PackError>> {
    let cases: BTreeMap<&str, &[&str]> = named.check.kind().cases_of(&named.require).collect();
    let texts = [Some(&toml.message), toml.mark.as_ref(), toml.help.as_ref()];
    for (&case, &args) in &cases {
        let own = toml.variant.iter().find(|(name, _)| **name.get_ref() == *case);
        for (own, plain) in texts_of(own.map(|(_, own)| own)).into_iter().zip(texts) {
            match (own.or(plain.filter(|_| case.is_empty())), plain) {
                (Some(text), _) => verify(text, args, file)?,
                (None, Some(text)) => verify_case(text, (case, args), file)?,
                (None, None) => {}
            }
        }
    }
    let text = |text: Option<&Spanned<Localized>>| {
        text.map(|text| text.get_ref().clone()).unwrap_or_default()
    };
    let plain = Wording {
        severity: toml.severity,
        responsibility: toml.responsibility,
        not_checked: toml.not_checked,
        message: text(texts[0]),
        mark: text(texts[1]),
        help: text(texts[2]),
    };
    let known: Vec<&str> = cases.keys().copied().filter(|name| !name.is_empty()).collect();
    let mut variants = BTreeMap::new();
    for (name, variant) in &toml.variant {
        let (name, span) = (name.get_ref(), name.span());
        if !known.contains(&&**name) {
            return Err(PackError::unknown(file, "variant", name, span, &known));
        }
        let own = texts_of(Some(variant));
        let or = |own: Option<&Spanned<Localized>>, plain: &Localized| {
            own.map_or_else(|| plain.clone(), |own| own.get_ref().clone())
        };
        let wording = Wording {
            severity: variant.severity.unwrap_or(plain.severity),
            responsibility: variant.responsibility.unwrap_or(plain.responsibility),
            not_checked: variant.not_checked.or(plain.not_checked),
            message: or(own[0], &plain.message),
            mark: or(own[1], &plain.mark),
            help: or(own[2], &plain.help),
        };
        variants.insert(name.clone(), wording);
    }
    Ok((plain, variants))
}

/// What is said in one case alone: message, mark and help.
fn texts_of(variant: Option<&VariantToml>) -> [Option<&Spanned<Localized>>; 3] {
    let Some(VariantToml { message, mark, help, .. }) = variant else { return [None; 3] };
    [message, mark, help].map(Option::as_ref)
}

/// Refuses a text with a placeholder that is not one of `args`, or that stands in one language alone.
fn verify(
    text: &Spanned<Localized>,
    args: &[&str],
    file: DataFile<'_>,
) -> Result<(), Box<PackError>> {
    if let Some(name) = strange(text, args) {
        return Err(PackError::unknown(file, "placeholder", name, place(text, name, file), args));
    }
    let Localized { zh, en } = text.get_ref();
    for (own, other) in [(zh, en), (en, zh)] {
        let has = |name: &str| template::placeholders(other).any(|theirs| theirs == name);
        if let Some(name) = template::placeholders(own).find(|name| !has(name)) {
            let said = "两种语言的占位符不一致 / the two languages differ in placeholders";
            let label =
                format!("另一种语言里没有 {{{name}}} / no {{{name}}} in the other language");
            return Err(PackError::at(file, said, &label, place(text, name, file), None));
        }
    }
    Ok(())
}

/// Refuses a text of the plain case that is said in another one, too, where its placeholder is not filled.
fn verify_case(
    text: &Spanned<Localized>,
    (case, args): (&str, &[&str]),
    file: DataFile<'_>,
) -> Result<(), Box<PackError>> {
    let Some(name) = strange(text, args) else { return Ok(()) };
    let message =
        format!("情形 {case} 没有 {{{name}}} / there is no {{{name}}} in the case `{case}`");
    let label = "这句话在那种情形下也要说 / this is said in that case, too";
    let help = format!(
        "另写 [rule.variant.{case}]，可用：{0} / write [rule.variant.{case}] with: {0}",
        args.join(", ")
    );
    Err(PackError::at(file, &message, label, place(text, name, file), Some(help)))
}

/// The first placeholder that is not one of `args`.
fn strange<'t>(text: &'t Spanned<Localized>, args: &[&str]) -> Option<&'t str> {
    let Localized { zh, en } = text.get_ref();
    [zh, en].into_iter().flat_map(|text| template::placeholders(text)).find(|it| !args.contains(it))
}

/// Where the text has a placeholder.
fn place(text: &Spanned<Localized>, name: &str, file: DataFile<'_>) -> std::ops::Range<usize> {
    let whole = text.span();
    let braced = format!("{{{name}}}");
    let found = file.text[whole.clone()].find(&braced);
    found.map_or(whole.clone(), |at| whole.start + at..whole.start + at + braced.len())
}
