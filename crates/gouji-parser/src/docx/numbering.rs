//! numbering.xml: the 一、 and （一） that Word shows and no run contains.

use std::collections::{BTreeMap, HashMap};

use crate::{
    ReadError,
    flow::{
        item::NumberRef,
        numbering::{
            LENGTH, LEVELS, ListLevel, ListNumbering, ListPattern, NumberGap, NumberedList,
        },
    },
    xml::{Tag, Xml},
};

/// Reads the part.
pub(super) fn read(part: &str) -> Result<ListNumbering, ReadError> {
    let mut xml = Xml::new(part);
    let mut numbering = ListNumbering::default();
    let mut links = BTreeMap::new();
    if xml.child()?.is_none() {
        return Ok(numbering);
    }
    while let Some(tag) = xml.child()? {
        let id = |name| tag.get(name).and_then(|id| id.trim().parse::<u32>().ok());
        match (id("abstractNumId"), id("numId")) {
            (Some(id), _) if tag.name() == "abstractNum" => {
                let (pattern, link) = pattern(&mut xml)?;
                numbering.patterns.insert(id, pattern);
                links.insert(id, link);
            }
            (_, Some(id)) if tag.name() == "num" => {
                numbering.lists.insert(id, list(&mut xml)?);
            }
            _ => xml.skip()?,
        }
    }
    return_borrowed(&mut numbering, &links);
    Ok(numbering)
}

/// What a pattern has in common with a numbering style.
#[derive(Default)]
struct Link {
    /// The numbering style that has the levels in this one's stead.
    borrowed: Option<String>,
    /// The numbering style that has its levels from here.
    lent: Option<String>,
}

/// Points lists whose pattern borrows its levels at the pattern that lends them.
fn return_borrowed(numbering: &mut ListNumbering, links: &BTreeMap<u32, Link>) {
    // Of two that lend the same style the first does: it is the last to be put in.
    let lenders: HashMap<&str, u32> =
        links.iter().rev().filter_map(|(id, it)| Some((it.lent.as_deref()?, *id))).collect();
    for list in numbering.lists.values_mut() {
        let borrowed = links.get(&list.pattern).and_then(|it| it.borrowed.as_deref());
        if let Some(&lender) = borrowed.and_then(|style| lenders.get(style)) {
            list.pattern = lender;
        }
        // Lists of one pattern count on together.
        list.counter = list.pattern;
    }
}

/// `w:abstractNum`
fn pattern(xml: &mut Xml) -> Result<(ListPattern, Link), ReadError> {
    let (mut pattern, mut link) = (ListPattern::default(), Link::default());
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "lvl" => {
                let at = level_index(&tag);
                pattern[at] = Some(level(xml)?);
                continue;
            }
            "numStyleLink" => link.borrowed = tag.val().map(Into::into),
            "styleLink" => link.lent = tag.val().map(Into::into),
            _ => {}
        }
        xml.skip()?;
    }
    Ok((pattern, link))
}

/// `w:num`
fn list(xml: &mut Xml) -> Result<NumberedList, ReadError> {
    let mut list = NumberedList::default();
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "abstractNumId" => list.pattern = tag.number().unwrap_or(0),
            "lvlOverride" => {
                let at = level_index(&tag);
                while let Some(tag) = xml.child()? {
                    match tag.name() {
                        "startOverride" => list.starts[at] = tag.number(),
                        "lvl" => {
                            list.levels[at] = Some(level(xml)?);
                            continue;
                        }
                        _ => {}
                    }
                    xml.skip()?;
                }
                continue;
            }
            _ => {}
        }
        xml.skip()?;
    }
    Ok(list)
}

/// `w:lvl`
fn level(xml: &mut Xml) -> Result<ListLevel, ReadError> {
    let mut level = ListLevel {
        start: 0,
        format: "decimal".into(),
        text: String::new(),
        gap: NumberGap::Tab,
        restart: None,
        style: None,
        legal: false,
    };
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "start" => level.start = tag.number().unwrap_or(0),
            "numFmt" => level.format = tag.val().unwrap_or_default().into(),
            "lvlText" => {
                level.text = tag.val().unwrap_or_default().chars().take(LENGTH).collect();
            }
            "suff" => {
                level.gap = match tag.val().as_deref() {
                    Some("space") => NumberGap::Space,
                    Some("nothing") => NumberGap::Nothing,
                    _ => NumberGap::Tab,
                };
            }
            "lvlRestart" => level.restart = tag.number(),
            "pStyle" => level.style = tag.val().map(Into::into),
            "isLgl" => level.legal = tag.is_on(),
            _ => {}
        }
        xml.skip()?;
    }
    Ok(level)
}

fn level_index(tag: &Tag) -> usize {
    let level = tag.get("ilvl").and_then(|level| level.trim().parse::<usize>().ok());
    level.unwrap_or(0).min(LEVELS - 1)
}

/// `w:numPr`
pub(super) fn reference(xml: &mut Xml) -> Result<NumberRef, ReadError> {
    let mut number = NumberRef::default();
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "numId" => number.list = tag.number(),
            "ilvl" => number.level = tag.number().map(|level| level.min(8) as u8),
            _ => {}
        }
        xml.skip()?;
    }
    Ok(number)
}
