//! Reports with one slip of the pen.

use gouji_report::form::ValueKind;

use super::model::{Field, Model};
use super::random::Random;

/// How a report was spoilt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Slip {
    /// A count is off.
    Cell,
    /// A count and the total of its row are off by the same.
    WithRowTotal,
    /// Two digits side by side have changed places.
    SwappedDigits,
    /// A count stands one column beside its place.
    Shifted,
    /// A total is still 0.
    TotalLeft,
    /// A count is missing.
    Blank,
    /// A count is missing, and another one in its row is off.
    BlankAndCell,
}

impl Slip {
    /// Every slip.
    pub const ALL: [Self; 7] = [
        Self::Cell,
        Self::WithRowTotal,
        Self::SwappedDigits,
        Self::Shifted,
        Self::TotalLeft,
        Self::Blank,
        Self::BlankAndCell,
    ];
}

/// A report with a slip, and what was there before.
#[derive(Debug)]
pub struct Mutant {
    /// What was done.
    pub slip: Slip,
    /// The report with it.
    pub model: Model,
    /// The cells that differ, with their right values.
    pub changed: Vec<(Field, i64)>,
}

/// Spoils a report; `None` where it has no place for such a slip.
pub fn mutate(model: &Model, slip: Slip, seed: u64) -> Option<Mutant> {
    let mut random = Random::new(seed);
    let fields = candidates(model, slip);
    let mut spoilt = model.clone();
    let changed = match slip {
        Slip::Cell => {
            let field = weighted(model, &fields, &mut random);
            change(&mut spoilt, &[field], &mut random)
        }
        Slip::WithRowTotal => {
            let field = pick(&fields, &mut random)?;
            change(&mut spoilt, &[field, row_total(model, field)], &mut random)
        }
        Slip::SwappedDigits => {
            let field = pick(&fields, &mut random)?;
            spoilt.cells.insert(field, swapped(&model.cells[&field])?);
            vec![field]
        }
        Slip::Shifted => {
            let field = pick(&fields, &mut random)?;
            let beside = Field { column: field.column + 1, ..field };
            spoilt.set(beside, model.count(field)?);
            spoilt.set(field, 0);
            vec![field, beside]
        }
        Slip::TotalLeft => {
            let field = pick(&fields, &mut random)?;
            spoilt.set(field, 0);
            vec![field]
        }
        Slip::Blank => {
            let field = pick(&fields, &mut random)?;
            spoilt.cells.insert(field, String::new());
            vec![field]
        }
        Slip::BlankAndCell => {
            let field = pick(&fields, &mut random)?;
            let beside = Field { column: (field.column + 1) % 6, ..field };
            spoilt.cells.insert(field, String::new());
            change(&mut spoilt, &[beside], &mut random);
            vec![field, beside]
        }
    };
    let changed = changed.into_iter();
    let changed = changed.filter_map(|field| Some((field, model.count(field)?))).collect();
    Some(Mutant { slip, model: spoilt, changed })
}

fn pick(fields: &[Field], random: &mut Random) -> Option<Field> {
    (!fields.is_empty()).then(|| fields[random.below(fields.len())])
}

/// A field, most often of 表三, the other tables now and then.
fn weighted(model: &Model, fields: &[Field], random: &mut Random) -> Field {
    let table = ["requests", "requests", "requests", "requests", "disputes", "proactive"];
    let table = random.pick(&table);
    let of_table = |field: &Field| &*model.table(*field).id == table;
    let fields: Vec<Field> = fields.iter().copied().filter(of_table).collect();
    fields[random.below(fields.len())]
}

/// Adds the same to all of `fields`, or takes it away where that leaves counts.
fn change(model: &mut Model, fields: &[Field], random: &mut Random) -> Vec<Field> {
    let least = fields.iter().filter_map(|&field| model.count(field)).min().unwrap_or(0);
    let most = if random.chance(20) { 9_000 } else { 9 };
    let by = random.within(1, most);
    let by = if least > 0 && random.chance(50) { -by.min(least) } else { by };
    for &field in fields {
        let count = model.count(field).unwrap_or(0);
        model.set(field, count + by);
    }
    fields.to_vec()
}

fn row_total(model: &Model, field: Field) -> Field {
    Field { column: model.table(field).columns.len() - 1, ..field }
}

/// Where a slip is possible.
fn candidates(model: &Model, slip: Slip) -> Vec<Field> {
    let fits = |field: Field| {
        let spec = model.table(field);
        let (row, column) = (&spec.rows[field.row], &spec.columns[field.column]);
        let counted = column.value == ValueKind::Count;
        let requests = &*spec.id == "requests";
        // The total of 表四 stands in its row, that of 表三 in its last column.
        let part = requests && !column.total;
        let count = || model.count(field).unwrap_or(0);
        match slip {
            Slip::Cell => counted,
            Slip::WithRowTotal | Slip::BlankAndCell => part,
            Slip::SwappedDigits => requests && swapped(&model.cells[&field]).is_some(),
            Slip::Shifted => {
                let beside = Field { column: field.column + 1, ..field };
                part && count() > 0 && field.column < 5 && model.count(beside) == Some(0)
            }
            Slip::TotalLeft => requests && (row.total || column.total) && count() > 0,
            Slip::Blank => &*spec.id != "proactive" && count() > 0,
        }
    };
    model.cells.keys().copied().filter(|&field| fits(field)).collect()
}

/// The count with the first two digits that differ from their neighbour swapped.
fn swapped(written: &str) -> Option<String> {
    let digits = written.as_bytes();
    let at = (1..digits.len())
        .find(|&at| digits[at - 1] != digits[at] && (at > 1 || digits[at] != b'0'))?;
    let mut digits = digits.to_vec();
    digits.swap(at - 1, at);
    String::from_utf8(digits).ok()
}
