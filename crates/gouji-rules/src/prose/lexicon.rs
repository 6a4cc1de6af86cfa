//! The classes of words that facts are made of: nouns, verbs, scopes … Data, in `lexicon.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::vocabulary::{Word, WordList};
use gouji_report::{DataFile, PackError};

/// A class of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Class(u8);

/// A set of classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Classes(u128);

impl Classes {
    pub(crate) fn one(class: Class) -> Self {
        Self(1 << class.0)
    }

    #[cfg(test)]
    pub(crate) fn contains(self, class: Class) -> bool {
        self.0 & (1 << class.0) != 0
    }

    pub(crate) fn has_any(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }

    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(crate) fn with(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }
}

/// The classes by name, and the classes of each word.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    names: Vec<String>,
    words: Vec<(Word, Class)>,
    /// By word, once the vocabulary is complete.
    classes: Vec<Classes>,
    pub(crate) marks: Marks,
    pub(crate) places: PlaceWords,
}

/// Classes that the extraction of facts itself looks at. Each has to be in `lexicon.toml`.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Marks {
    /// 其中
    pub(crate) among: Classes,
    /// 同比, 较上年
    pub(crate) comparison: Classes,
    /// 上年, 去年
    pub(crate) last_year: Classes,
    /// 明年, 下一年
    pub(crate) next_year: Classes,
    /// 全县, 各部门
    pub(crate) wide: Classes,
    /// 本级, 我办
    pub(crate) narrow: Classes,
    /// 局, 部门: an organ, be it the report's own or another
    pub(crate) organ: Classes,
    /// 我局: the report's own organ; 格局: none at all
    pub(crate) own: Classes,
    /// 上半年, 近三年
    pub(crate) period: Classes,
    /// 分别
    pub(crate) respectively: Classes,
    /// 平均, 每月
    pub(crate) average: Classes,
    /// 〔节略〕
    pub(crate) abridged: Classes,
    /// 抄送
    pub(crate) copied_to: Classes,
}

/// Characters of the names of places.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct PlaceWords {
    /// How names of places end.
    pub(crate) regions: String,
    /// How names of places end that have organs of their own below a city.
    pub(crate) with_organs: String,
    /// What before these is no name: 全市, 集镇.
    pub(crate) ordinary: String,
    /// What before one of them is none, either: 园区.
    pub(crate) zones: BTreeMap<char, String>,
}

/// No more classes than bits in [`Classes`].
const MOST: usize = 128;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Toml {
    class: BTreeMap<Spanned<String>, Vec<String>>,
    place: PlaceWords,
}

impl Lexicon {
    /// Reads `lexicon.toml`; its words join `list`.
    pub(crate) fn load(file: DataFile<'_>, list: &mut WordList) -> Result<Self, Box<PackError>> {
        let toml: Toml =
            toml::from_str(file.text).map_err(|error| PackError::toml(file, &error))?;
        let mut lexicon = Self { places: toml.place, ..Self::default() };
        for (name, words) in toml.class {
            if lexicon.names.len() == MOST {
                let message = "词类太多 / too many classes";
                return Err(PackError::at(file, message, "", name.span(), None));
            }
            let class = Class(lexicon.names.len() as u8);
            lexicon.names.push(name.into_inner());
            let words = words.iter().filter_map(|word| list.word(word));
            lexicon.words.extend(words.map(|word| (word, class)));
        }
        let mark = |name: &str| {
            lexicon.class(name).map(Classes::one).ok_or_else(|| {
                let message = format!("缺少词类 {name} / class `{name}` is missing");
                PackError::at(file, &message, "", 0..0, None)
            })
        };
        lexicon.marks = Marks {
            among: mark("among")?,
            comparison: mark("comparison")?,
            last_year: mark("last-year")?,
            next_year: mark("next-year")?,
            wide: mark("wide")?,
            narrow: mark("narrow")?,
            organ: mark("organ")?,
            own: mark("own")?,
            period: mark("period")?,
            respectively: mark("respectively")?,
            average: mark("average")?,
            abridged: mark("abridged")?,
            copied_to: mark("copied-to")?,
        };
        Ok(lexicon)
    }

    /// Makes ready for look-ups, when `list` is complete.
    pub(crate) fn complete(&mut self) {
        let most = self.words.iter().map(|(word, _)| word.0 as usize + 1).max().unwrap_or(0);
        self.classes = vec![Classes::default(); most];
        for &(word, class) in &self.words {
            let classes = &mut self.classes[word.0 as usize];
            *classes = classes.with(Classes::one(class));
        }
    }

    /// The class with that name.
    pub(crate) fn class(&self, name: &str) -> Option<Class> {
        self.names.iter().position(|known| known == name).map(|index| Class(index as u8))
    }

    /// The words of a class.
    pub(crate) fn words_of(&self, class: &str) -> Vec<Word> {
        let class = self.class(class);
        let words = self.words.iter().filter(|(_, known)| Some(*known) == class);
        words.map(|&(word, _)| word).collect()
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// The classes of a word; none for a word of some rule's own.
    pub(crate) fn classes(&self, word: Word) -> Classes {
        self.classes.get(word.0 as usize).copied().unwrap_or_default()
    }
}

/// Whether a file is the lexicon.
pub(crate) fn is_lexicon(file: DataFile<'_>) -> bool {
    file.name.ends_with("lexicon.toml")
}
