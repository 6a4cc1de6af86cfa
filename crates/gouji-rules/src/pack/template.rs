//! Messages with `{placeholders}`; `{count:row}` is “1 row”, “2 rows”.

use gouji_report::Localized;

/// What placeholders stand for, by name.
pub(crate) type Args = Vec<(&'static str, Localized)>;

/// The names between braces.
pub(crate) fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| noun(name).0)
}

/// A placeholder's name, and the noun that it counts.
fn noun(placeholder: &str) -> (&str, Option<&str>) {
    placeholder.split_once(':').map_or((placeholder, None), |(name, noun)| (name, Some(noun)))
}

/// Fills a message in.
pub(crate) fn render(template: &Localized, args: &Args) -> Localized {
    let fill = |text: &str, pick: fn(&Localized) -> &str| {
        let mut out = String::with_capacity(text.len() + 32);
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((name, after)) = after.split_once('}') else {
                rest = after;
                continue;
            };
            let (name, noun) = noun(name);
            if let Some((_, value)) = args.iter().find(|(known, _)| *known == name) {
                let value = pick(value);
                out.push_str(value);
                if let Some(noun) = noun {
                    out.push(' ');
                    out.push_str(noun);
                    out.push_str(if value == "1" { "" } else { "s" });
                }
            }
            rest = after;
        }
        out.push_str(rest);
        out
    };
    Localized {
        zh: fill(&template.zh, |value| &value.zh),
        en: fill(&template.en, |value| &value.en),
    }
}

/// A message for whoever reads about the rule: `{count:row}` is “{count} rows”.
pub(super) fn shown(template: &Localized) -> Localized {
    let plain = |text: &str| {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((placeholder, after)) = after.split_once('}') else { break };
            let (name, noun) = noun(placeholder);
            out += &format!("{before}{{{name}}}");
            out += &noun.map(|noun| format!(" {noun}s")).unwrap_or_default();
            rest = after;
        }
        out + rest
    };
    Localized { zh: plain(&template.zh), en: plain(&template.en) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_filled_in_both_languages() {
        let template = Localized::new("{row}：{left} ≠ {right}", "{row}: {left} ≠ {right}");
        let args: Args = vec![
            ("row", Localized::new("总计", "total")),
            ("left", Localized::new("3", "3")),
            ("right", Localized::new("0", "0")),
        ];
        assert_eq!(render(&template, &args), Localized::new("总计：3 ≠ 0", "total: 3 ≠ 0"));
        assert_eq!(placeholders(&template.zh).collect::<Vec<_>>(), ["row", "left", "right"]);
    }

    #[test]
    fn a_noun_agrees_with_its_number() {
        let template = Localized::new("{count} 行", "{count:row} in all");
        let said =
            |count: &str| render(&template, &vec![("count", Localized::new(count, count))]).en;
        assert_eq!(
            [said("1"), said("2"), said("11")].join(", "),
            "1 row in all, 2 rows in all, 11 rows in all"
        );
        assert_eq!(placeholders(&template.en).collect::<Vec<_>>(), ["count"]);
        assert_eq!(shown(&template).en, "{count} rows in all");
    }
}
