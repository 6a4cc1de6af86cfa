//! `claim`: what the text says of last year's figures, against last year's report.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::{Cases, CheckKind, ReportCheck};
use crate::{
    equation::{AddressOwner, Formula, Operator, SyntaxError, parse_claim},
    field::{FieldSum, ShortAddress, WrittenFormula},
    pack::{Parameters, names},
};
use gouji_report::PackError;

pub(crate) const KIND: CheckKind =
    CheckKind { name: "claim", cases: &[Cases::new(&[""], &["stated", "value", "field", "is"])] };

/// What the parameters say, compiled.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct ClaimCheck {
    pub(crate) fields: Vec<Fields>,
}

/// What may be stated of last year, and what it may equal there.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Fields {
    pub(crate) address: String,
    pub(crate) equals: Vec<FieldSum>,
}

/// 正文与本年数一起写出的上年数，应与上一年报告相符。 / What the text says of last year beside this year's figure is what
/// last year's report has.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ClaimCheckToml {
    /// 逐条：上年的这个数，应是上一年报告的哪些和之一。 / What is stated of last year, and the sums of last year's report
    /// one of which it should be.
    #[schemars(with = "Vec<names::Claim>")]
    claims: Vec<Spanned<String>>,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<ClaimCheck, Box<PackError>> {
    let toml: ClaimCheckToml = parameters.read()?;
    let fields = toml.claims.iter().map(|text| {
        let written = WrittenFormula { text, parameters };
        let refuse =
            |message: &str| written.refused(SyntaxError::new(0..text.get_ref().len(), message));
        let claim = parse_claim(text.get_ref()).map_err(|error| written.refused(error))?;
        let left = match claim.left.terms() {
            [(1, at)] if claim.left.constant().is_zero() => Some(&claim.left.addresses()[*at]),
            _ => None,
        };
        let left = left.filter(|left| left.whose == AddressOwner::Text);
        let Some(left) = left.filter(|_| claim.operator == Operator::Equal) else {
            return Err(refuse("写作 text.… == prev.… / write text.… == prev.…"));
        };
        let own = |sum: &Formula| {
            sum.terms().iter().any(|&(_, at)| sum.addresses()[at].whose != AddressOwner::Previous)
        };
        if claim.right.iter().any(own) {
            return Err(refuse("右边只写 prev. 地址 / the right side has `prev.` addresses alone"));
        }
        let short = ShortAddress { across: true, ..ShortAddress::NONE };
        let equals = claim.right.iter().map(|sum| FieldSum::new(sum, written, short));
        let equals = equals.collect::<Result<_, _>>()?;
        Ok(Fields { address: written.statement(left)?, equals })
    });
    Ok(ClaimCheck { fields: fields.collect::<Result<_, Box<PackError>>>()? })
}

/// It is run where there are several reports: see `across`.
impl ReportCheck for ClaimCheck {
    fn is_across(&self) -> bool {
        true
    }
}
