//! What clauses speak of (objects), and which field their figures are (rows).

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{
    data::{Classes, DataError, GrammarPartToml, ObjectToml, RowToml, ValueToml},
    lexicon::Lexicon,
    set::Set,
};

/// Objects and rows, compiled.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Rows {
    objects: Vec<Object>,
    kinds: Vec<ObjectKind>,
    all: Vec<GrammarRow>,
}

/// What a clause may speak of, by its index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ObjectId(usize);

/// A set of objects.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Objects(u64);

impl Objects {
    pub(crate) fn add(&mut self, object: ObjectId) {
        self.0 |= 1_u64.checked_shl(object.0 as u32).unwrap_or_default();
    }

    fn has(self, object: ObjectId) -> bool {
        self.0 & 1_u64.checked_shl(object.0 as u32).unwrap_or_default() != 0
    }
}

/// What holds for all rows of one object.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct ObjectKind {
    name: String,
    pub(crate) counters: Vec<String>,
    /// Classes that a clause without any of them has from the clause before.
    pub(crate) inherits: Set,
    /// Classes with which a clause continues the sentence before.
    pub(crate) over: Set,
    /// Classes with which a clause speaks of what its heading does.
    pub(crate) under: Set,
    /// Whether any figure after 其中 is a part of it.
    pub(crate) whole: bool,
    /// Classes under which a figure is of a part.
    pub(crate) part: Set,
    /// Classes anywhere before in the sentence under which it is.
    pub(crate) field: Set,
}

#[derive(Debug, Serialize, Deserialize)]
struct Object {
    kind: ObjectId,
    when: RequiredClasses,
    within: Option<ObjectId>,
    unless: Option<ObjectId>,
    exact: bool,
}

/// Classes that a clause has to have.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
struct RequiredClasses {
    all: Set,
    any: Set,
    none: Set,
}

impl RequiredClasses {
    fn compile(
        all: &Classes,
        any: &Classes,
        none: &Classes,
        lexicon: &Lexicon,
    ) -> Result<Self, DataError> {
        Ok(Self { all: lexicon.set(all)?, any: lexicon.set(any)?, none: lexicon.set(none)? })
    }

    fn holds(self, set: Set) -> bool {
        set.has_all(self.all)
            && (self.any.is_empty() || set.has_any(self.any))
            && !set.has_any(self.none)
    }
}

#[derive(Debug, Serialize, Deserialize)]
struct GrammarRow {
    object: ObjectId,
    when: RequiredClasses,
    /// A group of which there has to be exactly one class.
    one: Set,
    value: Option<ValueToml>,
    inherited: bool,
    timed: bool,
    /// Classes that its sentence has to have.
    sentence: Set,
    /// Addresses one of which the figure before has, where its sentence has one.
    of: Vec<String>,
    /// By the class of `one`; a single one where no address depends on it.
    addresses: Vec<(Set, Arc<str>)>,
    also: Option<Arc<str>>,
    scope: Option<GrammarPartToml>,
}

/// What a clause is, for the choice of its row.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ClauseFacts<'s> {
    pub(crate) object: ObjectId,
    pub(crate) set: Set,
    /// Of words for all: the classes of their sentence, which may speak against them.
    pub(crate) sentence: Set,
    /// Whether the object comes from a clause before.
    pub(crate) inherited: bool,
    /// Whether the figure is 0 or one for each of several, or stands for all.
    pub(crate) value: Option<ValueToml>,
    /// The address of the figure before in its sentence; an empty one where that has none.
    pub(crate) of: Option<&'s str>,
}

/// The field that a row gives.
#[derive(Clone, Debug)]
pub(crate) struct RowField {
    pub(crate) address: Arc<str>,
    pub(crate) also: Option<Arc<str>>,
    pub(crate) part: bool,
    /// Whether the figures behind it in the sentence are of that part, too.
    pub(crate) rest: bool,
    /// Whether a year beside the figure is part of what it says.
    pub(crate) timed: bool,
}

impl Rows {
    pub(crate) fn compile(
        objects: &[ObjectToml],
        rows: &[RowToml],
        lexicon: &Lexicon,
    ) -> Result<Self, DataError> {
        let mut kinds: Vec<ObjectKind> = Vec::new();
        for toml in objects {
            let name = named(toml.name.as_ref())?;
            if kinds.iter().all(|kind| kind.name != *name.get_ref()) {
                kinds.push(ObjectKind {
                    name: name.get_ref().clone(),
                    counters: toml.counters.clone(),
                    inherits: lexicon.set(&toml.inherits)?,
                    over: lexicon.set(&toml.over)?,
                    whole: toml.whole,
                    under: lexicon.set(&toml.under)?,
                    part: lexicon.set(&toml.part)?,
                    field: lexicon.set(&toml.field)?,
                });
            }
        }
        let find = |name: &toml::Spanned<String>| {
            let found = kinds.iter().position(|kind| kind.name == *name.get_ref());
            found.map(ObjectId).ok_or_else(|| DataError::at(name, "no object has this name"))
        };
        let compiled = objects.iter().map(|toml| {
            Ok(Object {
                kind: find(named(toml.name.as_ref())?)?,
                when: RequiredClasses::compile(&toml.all, &toml.any, &toml.none, lexicon)?,
                within: toml.within.as_ref().map(find).transpose()?,
                unless: toml.unless.as_ref().map(find).transpose()?,
                exact: toml.exact,
            })
        });
        let objects = compiled.collect::<Result<_, DataError>>()?;
        let compiled = rows
            .iter()
            .map(|toml| GrammarRow::compile(toml, find(named(toml.object.as_ref())?)?, lexicon));
        let all = compiled.collect::<Result<_, DataError>>()?;
        Ok(Self { objects, kinds, all })
    }

    /// What a clause speaks of by its own words, and whether it says so by itself, and not only where
    /// that has been spoken of; `spoken` is what has been, `unknown` how many letters belong to no word.
    pub(crate) fn object(
        &self,
        set: Set,
        spoken: Objects,
        unknown: usize,
    ) -> Option<(ObjectId, bool)> {
        self.objects
            .iter()
            .find(|object| {
                object.when.holds(set)
                    && object.within.is_none_or(|within| spoken.has(within))
                    && !object.unless.is_some_and(|unless| spoken.has(unless))
                    && (!object.exact || unknown == 0)
            })
            .map(|object| (object.kind, object.within.is_none()))
    }

    /// Every address of a row.
    pub(crate) fn addresses(&self) -> impl Iterator<Item = &Arc<str>> {
        self.all
            .iter()
            .flat_map(|row| row.addresses.iter().map(|(_, address)| address).chain(&row.also))
    }

    pub(crate) fn kind(&self, object: ObjectId) -> &ObjectKind {
        &self.kinds[object.0]
    }

    /// The field of a figure; none where no row holds, or one that says there is none.
    pub(crate) fn field(&self, said: ClauseFacts<'_>) -> Option<RowField> {
        let row = self.all.iter().find(|row| {
            row.object == said.object
                && row.when.holds(said.set)
                && said.sentence.has_all(row.sentence)
                && !said.sentence.has_any(row.when.none)
                && (row.one.is_empty() || said.set.common(row.one).count() == 1)
                && (row.value.is_none() && said.value != Some(ValueToml::All)
                    || row.value == said.value)
                && said.of.is_none_or(|of| row.of.is_empty() || row.of.iter().any(|it| it == of))
                && (!row.inherited || said.inherited)
        })?;
        let (_, address) =
            row.addresses.iter().find(|(class, _)| class.is_empty() || said.set.has_any(*class))?;
        Some(RowField {
            address: address.clone(),
            also: row.also.clone(),
            part: row.scope.is_some(),
            rest: row.scope == Some(GrammarPartToml::Sentence),
            timed: row.timed,
        })
    }
}

impl GrammarRow {
    fn compile(toml: &RowToml, object: ObjectId, lexicon: &Lexicon) -> Result<Self, DataError> {
        let one = toml.one.as_ref().map(|name| lexicon.set(std::slice::from_ref(name)));
        let one = one.transpose()?.unwrap_or_default();
        let mut addresses = Vec::new();
        if let Some(pattern) = &toml.address {
            let hole = toml.one.as_ref().map(|name| format!("{{{}}}", name.get_ref()));
            match hole.filter(|hole| pattern.contains(hole)) {
                Some(hole) => addresses.extend(one.each().map(|class| {
                    let name = class.only().map(|class| lexicon.name(class)).unwrap_or_default();
                    (class, Arc::from(pattern.replace(&hole, name)))
                })),
                None => addresses.push((Set::NONE, Arc::from(&**pattern))),
            }
        }
        Ok(Self {
            object,
            when: RequiredClasses::compile(&toml.all, &toml.any, &toml.none, lexicon)?,
            one,
            value: toml.value,
            sentence: lexicon.set(&toml.sentence)?,
            of: toml.of.clone(),
            inherited: toml.inherited,
            timed: toml.timed,
            addresses,
            also: toml.also.as_deref().map(Arc::from),
            scope: toml.scope,
        })
    }
}

fn named(name: Option<&toml::Spanned<String>>) -> Result<&toml::Spanned<String>, DataError> {
    name.ok_or_else(|| DataError::new("an object or a row without the name of its object"))
}
