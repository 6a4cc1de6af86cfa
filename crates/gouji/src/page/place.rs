//! What single places ask for: the page of all of them, and what they set for a rule.

use gouji_report::Lang;
use gouji_rules::norm::Norm;
use gouji_rules::profile::{NATIONAL, Profile, SettingSource};
use gouji_rules::rule::Rule;

use super::{DocPage, PageBlock, PageInline, PageLine, plain};
use crate::args::severity_word;
use crate::page::book::Book;

/// Every place, in both languages: what differs, why, and how sure that is.
pub(crate) fn all(book: &Book) -> DocPage {
    let zh = "报告机关所在地有这些规定时，gouji 照着检查；每项都写明依据和怎样知道的。没有见到原文的，最多作提示。gouji config 年报 说明对一份报告用了哪些，rules/profiles 是数据本身。";
    let en = "Where an issuer's place has such rules, gouji checks by them; each setting names its document and how that is known. What was not read is no more than a hint. gouji config FILE says what holds for a report; the data is in rules/profiles.";
    let mut blocks = Vec::new();
    for (lang, about) in [(Lang::Zh, zh), (Lang::En, en)] {
        blocks.push(PageBlock::Heading(lang.choose("中文", "English").to_owned()));
        blocks.push(PageBlock::Text(plain(about)));
        let head = match lang {
            Lang::Zh => vec!["地方", "有什么不同", "依据", "怎样知道的"],
            Lang::En => vec!["place", "what differs", "why", "how sure"],
        };
        let rows = book.profiles.iter().flat_map(|profile| rows(profile, book, lang)).collect();
        blocks.push(PageBlock::Table { head, rows });
    }
    blocks.push(PageBlock::Heading("文件全称 · The documents".to_owned()));
    let is_named = |norm: &&Norm| {
        let mut sources = book.profiles.iter().flat_map(|profile| profile.source.values());
        sources.any(|source| norm.is_meant_by(&source.from))
    };
    let norms = book.norms.iter().filter(is_named);
    blocks.push(PageBlock::Points(norms.map(|norm| plain(&*norm.name.zh)).collect()));
    DocPage { title: "各地的规定 · What each place asks".to_owned(), blocks }
}

/// What places set for `rule`.
pub(crate) fn of_rule(rule: &Rule, book: &Book, lang: Lang) -> Vec<PageLine> {
    let said = |profile: &Profile, word: &str, source: &SettingSource| {
        let (place, sets) = (named(profile, lang), sets(profile, word, lang));
        let (why, sure) = (why(source, book, lang), source.seen.said(lang));
        plain(match lang {
            Lang::Zh => format!("{place}：{sets}。依据：{why}（{sure}）"),
            Lang::En => format!("{place}: {sets}. Source: {why} ({sure})"),
        })
    };
    let of = book.profiles.iter().flat_map(|profile| {
        let own = profile.source.iter().filter(|(word, _)| rule.is_meant_by(word.get_ref()));
        own.map(move |(word, source)| said(profile, word.get_ref(), source))
    });
    of.collect()
}

/// A row for each setting of a place, and one for what is known of it and sets nothing.
fn rows(profile: &Profile, book: &Book, lang: Lang) -> Vec<Vec<PageLine>> {
    let place = named(profile, lang);
    let row = |(word, source): (&str, &SettingSource)| {
        let rule = book.linter.rules().iter().find(|rule| *rule.code == *word);
        let mut what = match rule {
            Some(rule) => {
                let to = format!("rules/{}/{word}.md", lang.code());
                let link = PageInline::Link { text: word.to_owned(), to };
                vec![link, PageInline::Text(format!(" {}", lang.pick(&rule.text.summary)))]
            }
            None => vec![PageInline::Code(word.to_owned())],
        };
        let colon = lang.choose("：", ": ");
        what.push(PageInline::Text(format!("{colon}{}", sets(profile, word, lang))));
        vec![plain(&*place), what, plain(why(source, book, lang)), plain(source.seen.said(lang))]
    };
    let settings = profile.source.iter().map(|(word, source)| (&**word.get_ref(), source));
    let mut rows: Vec<Vec<PageLine>> = settings.map(row).collect();
    if let Some(note) = &profile.note {
        let nothing = lang.choose("（不设）", " (sets nothing)");
        let note = plain(format!("{}{nothing}", lang.pick(note)));
        rows.push(vec![plain(&*place), note, plain(""), plain("")]);
    }
    rows
}

/// `四川省（51）`.
fn named(profile: &Profile, lang: Lang) -> String {
    let name = lang.pick(&profile.name);
    match (&*profile.code, lang) {
        (NATIONAL, _) => name.to_owned(),
        (code, Lang::Zh) => format!("{name}（{code}）"),
        (code, Lang::En) => format!("{name} ({code})"),
    }
}

/// What the profile sets under `word`.
fn sets(profile: &Profile, word: &str, lang: Lang) -> String {
    let layer = &profile.layer;
    let off = lang.choose("不用", "off");
    let mut sets: Vec<String> = Vec::new();
    if layer.ignore.iter().any(|it| it.get_ref() == word) {
        sets.push(off.to_owned());
    }
    if layer.select.iter().flatten().any(|it| it.get_ref() == word) {
        sets.push(lang.choose("用", "on").to_owned());
    }
    let severity = layer.severity.iter().filter(|(it, _)| it.get_ref() == word);
    let severity = severity.map(|(_, grade)| grade.get_ref().severity());
    sets.extend(severity.map(|it| it.map_or(off, |it| severity_word(lang, it)).to_owned()));
    let parameters = layer.parameters_of(word).into_iter();
    sets.extend(parameters.map(|(key, value, _)| format!("{key} = {value}")));
    if profile.points.as_ref().is_some_and(|it| it.name.ends_with(word)) {
        let points =
            lang.choose("扣分办法，选用才算", "deduction points, where they are asked for");
        sets.push(points.to_owned());
    } else if profile.beside().any(|name| name == word) {
        sets.push(lang.choose("当地自己的规则", "rules of its own").to_owned());
    }
    sets.join(lang.choose("，", ", "))
}

/// The document, in English with its English name.
fn why(source: &SettingSource, book: &Book, lang: Lang) -> String {
    let norms: Vec<&str> = book.norms_of(&source.from).map(|norm| lang.pick(&norm.name)).collect();
    match lang {
        Lang::En if !norms.is_empty() => norms.join("; "),
        _ => source.from.clone(),
    }
}
