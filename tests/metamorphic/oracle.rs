//! What holds between the figures of a report, and what a blank means: written down a second time,
//! from the forms and not from the rule packs.

use gouji_corpus_diff::generate::model::{Field, Model};

/// A relation between figures of a model.
pub(crate) struct Law {
    /// The rule that speaks of it.
    pub(crate) code: &'static str,
    /// Id of the row or column that it speaks of.
    pub(crate) over: String,
    left: Vec<(i64, Field)>,
    right: Vec<(i64, Field)>,
    /// `left >= right`, otherwise `left = right`.
    at_least: bool,
}

/// A law that fails, with its sides.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Failure {
    pub(crate) code: String,
    pub(crate) over: String,
    pub(crate) left: i64,
    pub(crate) right: i64,
}

/// What a law says of a model.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Holds,
    /// No filling of the blanks makes it hold.
    Fails(Failure),
    /// Some filling does, but not 0.
    Open(Failure),
}

impl Law {
    /// Whether it says that a figure is no smaller than others, not that figures are equal.
    pub(crate) fn is_bound(&self) -> bool {
        self.at_least
    }

    /// Whether it speaks of this field.
    pub(crate) fn is_through(&self, field: Field) -> bool {
        self.fields().any(|other| other == field)
    }

    /// Its fields in the order of the relation.
    pub(crate) fn fields(&self) -> impl Iterator<Item = Field> {
        self.left.iter().chain(&self.right).map(|&(_, field)| field)
    }

    pub(crate) fn verdict(&self, model: &Model) -> Verdict {
        let sum = |side: &[(i64, Field)]| -> i64 {
            side.iter().map(|&(times, field)| times * model.count(field).unwrap_or(0)).sum()
        };
        // A blank is some count: a side can grow with the blanks that it adds, and seems to
        // grow with those that the other side takes away.
        let can_grow = |grows: &[(i64, Field)], shrinks: &[(i64, Field)]| {
            let blank = |&&(_, field): &&(i64, Field)| model.count(field).is_none();
            grows.iter().filter(blank).any(|&(times, _)| times > 0)
                || shrinks.iter().filter(blank).any(|&(times, _)| times < 0)
        };
        let (left, right) = (sum(&self.left), sum(&self.right));
        if left == right || self.at_least && left > right {
            return Verdict::Holds;
        }
        let (code, over) = (self.code.to_owned(), self.over.clone());
        let failure = Failure { code, over, left, right };
        let open = if left < right {
            can_grow(&self.left, &self.right)
        } else {
            can_grow(&self.right, &self.left)
        };
        if open { Verdict::Open(failure) } else { Verdict::Fails(failure) }
    }
}

/// Every law of the model's form.
pub(crate) fn laws(model: &Model) -> Vec<Law> {
    let mut laws = requests(model);
    let field = |table: &str, row: &str, column: &str| (1, model.field(table, row, column));
    for group in ["review", "direct", "after"] {
        let outcome = |name: &str| field("disputes", "count", &format!("{group}-{name}"));
        laws.push(Law {
            code: "E005",
            over: "count".to_owned(),
            left: vec![outcome("total")],
            right: ["upheld", "corrected", "other", "pending"].map(outcome).into(),
            at_least: false,
        });
    }
    if &*model.form.id == "2021" {
        for row in ["rules", "normative"] {
            let (_, repealed) = field("proactive", row, "repealed");
            laws.push(Law {
                code: "E006",
                over: row.to_owned(),
                left: vec![field("proactive", row, "in-force")],
                right: vec![field("proactive", row, "made"), (-1, repealed)],
                at_least: true,
            });
        }
        return laws;
    }
    let mut at_least = |row: &str, left, right| {
        laws.push(Law { code: "E007", over: row.to_owned(), left, right, at_least: true });
    };
    for row in ["rules", "normative"] {
        let cell = |column| vec![field("proactive", row, column)];
        at_least(row, cell("in-force"), cell("published"));
    }
    for row in ["license", "service", "penalty", "compulsion", "fees"] {
        let cell = |column| field("proactive", row, column);
        at_least(row, vec![cell("previous"), cell("change")], Vec::new());
    }
    laws
}

fn requests(model: &Model) -> Vec<Law> {
    let spec = model.form.table("requests").expect("表三 is in every form");
    let field = |row: &str, column: &str| (1, model.field("requests", row, column));
    let equality = |code, over: &str, left, right| Law {
        code,
        over: over.to_owned(),
        left,
        right,
        at_least: false,
    };
    let outer = ["new", "carried-in", "total", "carried-out"];
    let mut laws = Vec::new();
    for column in &spec.columns {
        let id = &*column.id;
        let flow = |row: &str| field(row, id);
        let left = vec![flow("new"), flow("carried-in")];
        let right = vec![flow("total"), flow("carried-out")];
        laws.push(equality("E001", id, left, right));
        let results = spec.rows.iter().filter(|row| !outer.contains(&&*row.id));
        let results = results.map(|row| flow(&row.id)).collect();
        laws.push(equality("E002", id, vec![flow("total")], results));
    }
    for row in &spec.rows {
        let cell = |column: &str| field(&row.id, column);
        let applicants = ["natural", "enterprise", "research", "ngo", "legal", "others"];
        let right = applicants.map(cell).into();
        laws.push(equality("E003", &row.id, vec![cell("sum")], right));
    }
    laws
}
