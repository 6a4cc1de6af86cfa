//! Lists: which number a paragraph has.

use super::{counting::Next, story::OdtReader};
use crate::{
    ReadError,
    flow::item::{NumberRef, StoryItem},
    xml::Tag,
};

impl OdtReader<'_, '_> {
    /// A list, to its end.
    pub(super) fn list(&mut self, tag: &Tag, items: &mut Vec<StoryItem>) -> Result<(), ReadError> {
        if self.open.levels.is_empty() {
            self.open.goes_on = tag.get("continue-numbering").is_some_and(|it| it == "true");
            let earlier = tag.get("continue-list").and_then(|id| self.open.by_id.get(&*id));
            self.open.counted = earlier.cloned().unwrap_or_default();
        }
        let outer = self.open.levels.last().cloned().flatten();
        self.open.levels.push(tag.get("style-name").map(Into::into).or(outer));
        while let Some(item) = self.xml.child()? {
            self.open.next = match item.count("start-value") {
                _ if item.name() != "list-item" => Next::None,
                Some(number) => Next::Is(number),
                None => Next::Counted,
            };
            self.blocks(items)?;
            self.open.next = Next::None;
        }
        self.open.levels.pop();
        if self.open.levels.is_empty() {
            let counted = std::mem::take(&mut self.open.counted);
            if let Some(id) = tag.get("id") {
                self.open.by_id.insert(id.into_owned(), counted);
            }
        }
        Ok(())
    }

    /// The number of a paragraph of that style; of an item only the first has one.
    pub(super) fn list_number(&mut self, style: Option<&str>) -> Option<NumberRef> {
        let level = self.open.levels.len().checked_sub(1)?;
        let next = std::mem::take(&mut self.open.next);
        if matches!(next, Next::None) {
            return None;
        }
        let name = self.open.levels[level].as_deref().or_else(|| self.styles.list(style))?;
        let pattern = self.lists.style(name)?;
        let open = &mut self.open;
        let going_on = open.last.get(&pattern).copied().filter(|_| open.goes_on);
        let list = open.counted.get(&pattern).copied().or(going_on);
        let list = list.unwrap_or_else(|| self.lists.begin(pattern));
        open.counted.insert(pattern, list);
        open.last.insert(pattern, list);
        let list = match next {
            Next::Is(number) => self.lists.begin_again(list, level, number),
            Next::Counted | Next::None => list,
        };
        Some(NumberRef { list: Some(list), level: Some(level.min(8) as u8) })
    }
}
