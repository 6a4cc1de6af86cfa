//! How the numbers of lists look, and the lists that the text makes of them.

use std::collections::HashMap;

use crate::{
    ReadError,
    flow::numbering::{
        LENGTH, LEVELS, ListLevel, ListNumbering, ListPattern, NumberGap, NumberedList,
    },
    xml::{Tag, Xml},
};

/// List styles by name, and the lists so far.
#[derive(Default)]
pub(super) struct Lists {
    pub(super) numbering: ListNumbering,
    styles: HashMap<String, u32>,
    /// The list of the headings that have numbers by their level.
    outline: Option<u32>,
}

impl Lists {
    /// Reads a list style, to its end.
    pub(super) fn read(&mut self, xml: &mut Xml, name: String) -> Result<(), ReadError> {
        let id = self.pattern(xml)?;
        self.styles.insert(name, id);
        Ok(())
    }

    /// Reads how headings are numbered.
    pub(super) fn read_outline(&mut self, xml: &mut Xml) -> Result<(), ReadError> {
        let pattern = self.pattern(xml)?;
        self.outline = Some(self.begin(pattern));
        Ok(())
    }

    /// The list style of that name.
    pub(super) fn style(&self, name: &str) -> Option<u32> {
        self.styles.get(name).copied()
    }

    /// The list of headings.
    pub(super) fn outline(&self) -> Option<u32> {
        self.outline
    }

    /// Begins a list of a style.
    pub(super) fn begin(&mut self, pattern: u32) -> u32 {
        let id = self.free();
        self.numbering
            .lists
            .insert(id, NumberedList { pattern, counter: id, ..NumberedList::default() });
        id
    }

    /// A list that goes on from another with a number of its own.
    pub(super) fn begin_again(&mut self, list: u32, level: usize, number: u32) -> u32 {
        let Some(&NumberedList { pattern, counter, .. }) = self.numbering.lists.get(&list) else {
            return list;
        };
        let id = self.free();
        let mut again = NumberedList { pattern, counter, ..NumberedList::default() };
        again.starts[level.min(LEVELS - 1)] = Some(number);
        self.numbering.lists.insert(id, again);
        id
    }

    /// 0 is no list.
    fn free(&self) -> u32 {
        self.numbering.lists.len() as u32 + 1
    }

    fn pattern(&mut self, xml: &mut Xml) -> Result<u32, ReadError> {
        let mut pattern = ListPattern::default();
        while let Some(tag) = xml.child()? {
            let at = tag.count("level").and_then(|level| (level as usize).checked_sub(1));
            let mut level = level(&tag, at.unwrap_or(0));
            while let Some(tag) = xml.child()? {
                if tag.name() != "list-level-properties" {
                    xml.skip()?;
                    continue;
                }
                while let Some(tag) = xml.child()? {
                    if let Some(gap) = tag.get("label-followed-by") {
                        level.gap = match &*gap {
                            "space" => NumberGap::Space,
                            "nothing" => NumberGap::Nothing,
                            _ => NumberGap::Tab,
                        };
                    }
                    xml.skip()?;
                }
            }
            if let Some(place) = at.and_then(|at| pattern.get_mut(at)) {
                *place = Some(level);
            }
        }
        let id = self.numbering.patterns.len() as u32;
        self.numbering.patterns.insert(id, pattern);
        Ok(id)
    }
}

/// The level that a tag describes; its number follows with nothing between unless it says so.
fn level(tag: &Tag, at: usize) -> ListLevel {
    let numbered =
        tag.name() != "list-level-style-bullet" && tag.name() != "list-level-style-image";
    let format = tag.get("num-format").filter(|format| numbered && !format.is_empty());
    let cut = |text: &str| text.chars().take(LENGTH).collect::<String>();
    let text = match (&format, tag.get("num-list-format")) {
        (None, _) => String::new(),
        // `%1%.%2%、`: each number between marks
        (_, Some(text)) => {
            let mut text = cut(&text);
            for level in 1..=LEVELS {
                text = text.replace(&format!("%{level}%"), &format!("%{level}"));
            }
            text
        }
        _ => {
            let shown = tag.count("display-levels").unwrap_or(1).clamp(1, at as u32 + 1) as usize;
            let numbers: Vec<String> =
                (at + 2 - shown..=at + 1).map(|level| format!("%{level}")).collect();
            let [before, after] = ["num-prefix", "num-suffix"]
                .map(|name| tag.get(name).map(|text| cut(&text)).unwrap_or_default());
            format!("{before}{}{after}", numbers.join("."))
        }
    };
    ListLevel {
        start: tag.count("start-value").unwrap_or(1),
        format: format.map_or("bullet", |format| format_name(&format)).to_owned(),
        text,
        gap: NumberGap::Nothing,
        restart: None,
        style: None,
        legal: false,
    }
}

/// The name in .docx of a format that is written as the numbers it begins with.
fn format_name(format: &str) -> &'static str {
    match format.chars().next().unwrap_or_default() {
        'A' => "upperLetter",
        'a' => "lowerLetter",
        'I' => "upperRoman",
        'i' => "lowerRoman",
        '一' => "chineseCounting",
        '壹' if format.contains('贰') => "chineseLegalSimplified",
        '壹' => "ideographLegalTraditional",
        '①' => "decimalEnclosedCircle",
        '１' => "decimalFullWidth",
        '甲' => "ideographTraditional",
        '子' => "ideographZodiac",
        _ => "decimal",
    }
}
