//! `personal-data`: numbers and addresses of persons.

use std::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::{
    Cases, CheckKind, Context, FindingText, ReportCheck, args, pattern::LazyPattern, same,
};
use crate::{
    finding::{Edit, Fix, Safety},
    pack::{Parameters, names},
    private::masked,
    prose::{Prose, Word, digit, is_x},
};
use gouji_report::{Label, Localized, PackError};

pub(super) const KIND: CheckKind =
    CheckKind { name: "personal-data", cases: &[Cases::new(&[""], &["found", "name", "count"])] };

/// What the parameters say, compiled.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct PersonalDataCheck {
    sorts: Vec<PersonalDataWords>,
    /// Whether to propose masking.
    mask: bool,
}

/// What is looked for, and what its sentence has to say.
#[derive(Debug, Serialize, Deserialize)]
struct PersonalDataWords {
    what: PersonalDataKind,
    name: Localized,
    /// One of these has to stand in the same sentence.
    near: Vec<Word>,
    /// Or what stands before it has to match this.
    behind: Option<LazyPattern>,
    /// None of these may.
    unless: Vec<Word>,
    /// Services whose mailboxes are private persons'.
    hosts: Vec<String>,
}

/// 个人信息的一种，按它与别的数字怎样区分。 / A sort of data, by how it is told from other numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
enum PersonalDataKind {
    /// 居民身份证号：地区、出生日期、校验码（GB 11643）。 / 居民身份证号: region, date of birth and
    /// check digit (GB 11643).
    Identity,
    /// 15位：地区和出生日期。 / 15 digits: region and date of birth.
    OldIdentity,
    /// 62 开头，16 至 19 位，末位是 Luhn 校验码。 / 62…, 16 to 19 digits with the check digit of Luhn.
    BankCard,
    /// 一个字母加八位数字。 / A letter and eight digits.
    Passport,
    /// 11位，以 13 至 19 开头。 / 11 digits, 13 to 19 first.
    Mobile,
    /// 名称是数字的邮箱。 / A mailbox whose name is a number.
    NumberMailbox,
}

/// 个人信息。每种在全文合报一次，信息本身遮去。 / Sorts of personal data. Each sort of a document is
/// one finding, with the data masked.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PersonalDataCheckToml {
    /// 各种个人信息。 / The sorts.
    sorts: Vec<PersonalDataWordsToml>,
    /// 修改时是否遮去。 / Whether the fix masks it.
    #[serde(default)]
    mask: bool,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline)]
struct PersonalDataWordsToml {
    /// 怎样与别的数字区分。 / How it is told from other numbers.
    what: PersonalDataKind,
    /// 它在说明里的名称。 / Its name in messages.
    name: Localized,
    /// 同一句里要有其中一个词。 / Words one of which has to stand in the sentence.
    #[serde(default)]
    near: Vec<String>,
    /// 或者紧接在它前面的文字符合的正则表达式。 / Or a pattern that what stands right before it matches.
    #[schemars(with = "Option<names::Pattern>")]
    #[serde(rename = "or-behind")]
    behind: Option<Spanned<String>>,
    /// 同一句里有其中一个词，就不算。 / Words that must not stand there.
    #[serde(default)]
    unless: Vec<String>,
    /// 个人邮箱的服务商，写邮箱地址的结尾。 / Ends of addresses of services whose mailboxes are private
    /// persons'.
    #[serde(rename = "private-hosts", default)]
    hosts: Vec<String>,
}

pub(super) fn compile(
    parameters: &mut Parameters<'_>,
) -> Result<PersonalDataCheck, Box<PackError>> {
    let toml: PersonalDataCheckToml = parameters.read()?;
    let sort = |sort: PersonalDataWordsToml| -> Result<_, Box<PackError>> {
        let behind = sort.behind.map(|pattern| LazyPattern::new(parameters, pattern));
        Ok(PersonalDataWords {
            what: sort.what,
            name: sort.name,
            near: parameters.words(&sort.near),
            behind: behind.transpose()?,
            unless: parameters.words(&sort.unless),
            hosts: sort.hosts,
        })
    };
    let sorts = toml.sorts.into_iter().map(sort).collect::<Result<_, _>>()?;
    Ok(PersonalDataCheck { sorts, mask: toml.mask })
}

/// Passage and bytes.
type DataPlace = (usize, Range<usize>);

impl ReportCheck for PersonalDataCheck {
    fn run(&self, context: &mut Context<'_>) {
        let prose = context.prose;
        for sort in &self.sorts {
            let mut found: Vec<DataPlace> = match sort.what {
                PersonalDataKind::NumberMailbox => sort.mailboxes(prose),
                PersonalDataKind::Passport => sort.passports(prose),
                _ => prose
                    .long_numbers
                    .iter()
                    .filter_map(|(passage, run)| {
                        let text = &prose.passages[*passage].text;
                        Some((*passage, sort.what.of(text, run)?))
                    })
                    .collect(),
            };
            found.retain(|place| sort.fits(place, prose));
            report(sort, &found, self.mask, context);
        }
    }

    fn needs_the_whole_file(&self) -> bool {
        false
    }

    fn hides(&self) -> bool {
        true
    }
}

fn report(sort: &PersonalDataWords, found: &[DataPlace], mask: bool, context: &mut Context<'_>) {
    let prose = context.prose;
    for (passage, range) in found {
        let hidden = hidden(&prose.passages[*passage].text[range.clone()]);
        context.hide(*passage, range.clone(), hidden);
    }
    let text = |(passage, range): &DataPlace| {
        let data = &prose.passages[*passage].text[range.clone()];
        masked(data, hidden(data))
    };
    let place = |(passage, range): &DataPlace| prose.place(*passage, range.clone());
    let Some((first, rest)) = found.split_first() else { return };
    let args = args![
        ("found", same(text(first))),
        ("name", sort.name.clone()),
        ("count", same(found.len().to_string())),
    ];
    let mut said = FindingText::new("", Label::new(place(first), Localized::default()), args);
    said.related = rest.iter().map(|it| Label::new(place(it), same(text(it)))).collect();
    said.fix = mask.then(|| Fix {
        safety: Safety::Unsafe,
        message: Localized::new("用 * 号遮去", "mask with asterisks"),
        edits: found.iter().map(|it| Edit { span: place(it), text: text(it) }).collect(),
    });
    context.say(said);
}

impl PersonalDataWords {
    /// Whether the sentence says what it has to and nothing that it must not.
    fn fits(&self, (passage, range): &DataPlace, prose: &Prose<'_>) -> bool {
        let sentence = prose.sentence_at(*passage, range.start);
        let says = |words: &[Word]| {
            prose.hits_within(*passage, &sentence).any(|hit| words.contains(&hit.word))
        };
        let text = &prose.passages[*passage].text;
        let behind = || {
            let pattern = self.behind.as_ref().and_then(LazyPattern::get);
            pattern.is_some_and(|it| it.is_match(&text[sentence.start..range.start]))
        };
        (self.near.is_empty() || says(&self.near) || behind()) && !says(&self.unless)
    }

    /// Mailboxes at the hosts whose names are numbers. The words of `near` lead to them.
    fn mailboxes(&self, prose: &Prose<'_>) -> Vec<DataPlace> {
        let mut found: Vec<DataPlace> = Vec::new();
        for hit in prose.places_of_any(&self.near) {
            let text = &*prose.passages[hit.passage].text;
            let digits = |char: char| char.is_ascii_digit();
            let start = text[..hit.range.start].trim_end_matches(digits).len();
            let named = hit.range.start - start >= 5
                && !text[..start].ends_with(|char: char| char.is_ascii_graphic() && char != ':');
            let host = self.hosts.iter().find(|host| {
                text[hit.range.end..].strip_prefix(host.as_str()).is_some_and(|rest| {
                    !rest.starts_with(|char: char| char.is_ascii_alphanumeric())
                })
            });
            if let Some(host) = host.filter(|_| named) {
                found.push((hit.passage, start..hit.range.end + host.len()));
            }
        }
        found
    }

    /// Numbers of passports in the sentences with the words of `near`.
    fn passports(&self, prose: &Prose<'_>) -> Vec<DataPlace> {
        let mut found: Vec<DataPlace> = Vec::new();
        let mut seen = (usize::MAX, 0);
        for hit in prose.places_of_any(&self.near) {
            let text = &*prose.passages[hit.passage].text;
            let mut sentence = prose.sentence_at(hit.passage, hit.range.start);
            if seen.0 == hit.passage {
                sentence.start = sentence.start.max(seen.1);
            }
            seen = (hit.passage, sentence.end);
            if sentence.is_empty() {
                continue;
            }
            let words = text[sentence.clone()]
                .split(|char: char| !char.is_ascii_alphanumeric())
                .filter(|word| is_passport(word));
            for word in words {
                let start = word.as_ptr() as usize - text.as_ptr() as usize;
                found.push((hit.passage, start..start + word.len()));
            }
        }
        found.sort_by_key(|(passage, range)| (*passage, range.start));
        found.dedup();
        found
    }
}

impl PersonalDataKind {
    /// The number of this sort that a run of digits is, with its X.
    fn of(self, text: &str, run: &Range<usize>) -> Option<Range<usize>> {
        let rest = &text[run.end..];
        let x = rest.chars().next().filter(|&char| is_x(char));
        // 13900000000元 is a sum.
        let counted = rest.starts_with(['元', '万', '亿', '条', '件', '次']);
        let digits: Vec<u32> = text[run.clone()].chars().filter_map(digit).collect();
        let (end, x) = (run.end + x.map_or(0, char::len_utf8), x.is_some());
        let fits = match self {
            Self::Identity => is_identity(&digits, x),
            Self::OldIdentity => !x && is_old_identity(&digits),
            Self::BankCard => !x && is_bank_card(&digits),
            Self::Mobile => {
                !x && !counted && digits.len() == 11 && digits[0] == 1 && digits[1] >= 3
            }
            Self::Passport | Self::NumberMailbox => false,
        };
        fits.then_some(run.start..end)
    }
}

/// The first two digits of the provinces.
const PROVINCES: [u32; 35] = [
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52,
    53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83,
];

fn number(digits: &[u32]) -> u32 {
    digits.iter().fold(0, |number, digit| number * 10 + digit)
}

/// A day on which someone living may have been born.
fn is_birthday(year: u32, month: u32, day: u32) -> bool {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return false,
    };
    (1900..2040).contains(&year) && (1..=days).contains(&day)
}

fn is_identity(digits: &[u32], x: bool) -> bool {
    if digits.len() + usize::from(x) != 18 {
        return false;
    }
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum();
    let wanted = (12 - sum % 11) % 11;
    let last = if x { 10 } else { digits[17] };
    last == wanted
        && PROVINCES.contains(&number(&digits[..2]))
        && is_birthday(number(&digits[6..10]), number(&digits[10..12]), number(&digits[12..14]))
}

fn is_old_identity(digits: &[u32]) -> bool {
    digits.len() == 15
        && PROVINCES.contains(&number(&digits[..2]))
        && is_birthday(
            1900 + number(&digits[6..8]),
            number(&digits[8..10]),
            number(&digits[10..12]),
        )
}

fn is_bank_card(digits: &[u32]) -> bool {
    let doubled = |digit: u32| if digit >= 5 { 2 * digit - 9 } else { 2 * digit };
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(at, &digit)| if at % 2 == 1 { doubled(digit) } else { digit })
        .sum();
    (16..=19).contains(&digits.len()) && digits.starts_with(&[6, 2]) && sum.is_multiple_of(10)
}

fn is_passport(word: &str) -> bool {
    let mut chars = word.chars();
    word.len() == 9
        && chars.next().is_some_and(|char| "EGDSPHK".contains(char))
        && chars.all(|char| char.is_ascii_digit())
}

/// The bytes of the data that are hidden: `110***********02X`, `12*******@qq.com`.
fn hidden(data: &str) -> Range<usize> {
    if let Some(at) = data.find('@') {
        return at.min(2)..at;
    }
    let end = |(at, char): (usize, char)| at + char.len_utf8();
    let start = data.char_indices().nth(2).map_or(data.len(), end);
    let last = data.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
    start..last.max(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(what: PersonalDataKind, number: &str) -> Option<&str> {
        let end = number.trim_end_matches(is_x).len();
        what.of(number, &(0..end)).map(|range| &number[range])
    }

    #[test]
    fn check_digits_and_birthdays_decide() {
        assert_eq!(
            check(PersonalDataKind::Identity, "11010519491231002X"),
            Some("11010519491231002X")
        );
        assert_eq!(check(PersonalDataKind::Identity, "440524188001010014"), None, "born in 1880");
        assert_eq!(check(PersonalDataKind::Identity, "110105194912310021"), None, "check digit");
        assert_eq!(check(PersonalDataKind::Identity, "110105194913310026"), None, "month 13");
        assert_eq!(
            check(PersonalDataKind::OldIdentity, "110105491231002"),
            Some("110105491231002")
        );
        assert_eq!(check(PersonalDataKind::OldIdentity, "110105491331002"), None);
        let wide = "１１０１０５19491231002Ｘ";
        assert_eq!(check(PersonalDataKind::Identity, wide), Some(wide));
        assert_eq!(check(PersonalDataKind::Mobile, "１３９12345678"), Some("１３９12345678"));
    }

    #[test]
    fn cards_have_luhns_digit() {
        assert_eq!(check(PersonalDataKind::BankCard, "6212345678901232"), Some("6212345678901232"));
        assert_eq!(check(PersonalDataKind::BankCard, "6212345678901233"), None);
    }

    #[test]
    fn the_middle_is_hidden() {
        let check = |data, shown| assert_eq!(masked(data, hidden(data)), shown);
        check("13912345678", "139*****678");
        check("123456789@qq.com", "12*******@qq.com");
        check("１３９１２３４５６７８", "１３９＊＊＊＊＊６７８");
    }
}
