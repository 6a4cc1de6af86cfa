//! `growth`: what a sentence says of an increase, against the two counts that it compares.

use gouji_parser::quantity::{Quantity, Unit};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Cases, CheckKind, Context, FindingText, ReportCheck, args, figure, same};
use crate::pack::Parameters;
use gouji_report::{Localized, PackError};
use gouji_statements::{FigureChange, Statement};

pub(super) const KIND: CheckKind = CheckKind {
    name: "growth",
    cases: &[Cases::new(&["", "direction"], &["stated", "now", "before", "right", "phrase"])],
};

/// “A件，较上年的B件增长p%”“增加N件”：只看一句话里两个数都有、也写明哪个是上年的；51.42万条这样的数，代表四舍五入成它的一段
/// 范围。情形 `direction`：说增长而实为减少，或相反。 / `A件，较上年的B件增长p%` or `增加N件`: only where the
/// sentence itself names both counts and says which of them is last year's. Printed counts such as
/// 51.42万条 stand for all that is rounded to them. Case `direction`: it says 增长 where it is less.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct GrowthCheck {}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<GrowthCheck, Box<PackError>> {
    parameters.read()
}

impl ReportCheck for GrowthCheck {
    fn run(&self, context: &mut Context<'_>) {
        let statements = &context.prose.reading.statements;
        for &FigureChange { stated, now, before, rises } in &context.prose.reading.changes {
            let said = [stated, now, before].map(|at| &statements[at]);
            let [stated, now, before] = said.map(|it| it.quantity.as_ref());
            if let (Some(stated), Some(now), Some(before)) = (stated, now, before)
                && [stated, now, before].iter().all(|it| it.approx.is_none())
                && now.unit == before.unit
            {
                assess([stated, now, before], said, rises, context);
            }
        }
    }
}

/// The least and the most that a printed count stands for.
fn bounds(quantity: &Quantity) -> (Decimal, Decimal) {
    let half = if quantity.scale > quantity.decimals {
        Decimal::from(10_u64.pow((quantity.scale - quantity.decimals).min(18))) / Decimal::TWO
    } else {
        Decimal::ZERO
    };
    (quantity.value - half, quantity.value + half)
}

fn assess(
    [stated, now, before]: [&Quantity; 3],
    said: [&Statement; 3],
    rises: bool,
    context: &mut Context<'_>,
) {
    let sign = if rises { Decimal::ONE } else { -Decimal::ONE };
    let ((now_least, now_most), (old_least, old_most)) = (bounds(now), bounds(before));
    let percent = stated.unit == Some(Unit::Percent);
    let (least, most, step) = if percent {
        if old_least <= Decimal::ZERO {
            return;
        }
        let corners = [
            (now_least, old_least),
            (now_least, old_most),
            (now_most, old_least),
            (now_most, old_most),
        ]
        .map(|(now, old)| sign * Decimal::ONE_HUNDRED * (now - old) / old);
        let least = corners.iter().copied().fold(corners[0], Decimal::min);
        let most = corners.iter().copied().fold(corners[0], Decimal::max);
        (least, most, Decimal::new(1, stated.decimals))
    } else if stated.unit == now.unit && stated.scale == 0 {
        let change = [sign * (now_least - old_most), sign * (now_most - old_least)];
        (change[0].min(change[1]), change[0].max(change[1]), Decimal::ZERO)
    } else {
        return;
    };
    // Rounded, or cut off.
    let value = stated.value;
    let half = step / Decimal::TWO;
    if (least - half <= value && value <= most + half) || (least - step < value && value <= most) {
        return;
    }
    let prose = context.prose;
    let right = if percent {
        let right = Decimal::ONE_HUNDRED * (now.value - before.value) / before.value;
        format!("{}%", right.abs().round_dp(stated.decimals.max(1)).normalize())
    } else {
        figure((now.value - before.value).abs())
    };
    let text = &prose.passages[said[0].passage].text;
    let turned = most < Decimal::ZERO;
    let args = args![
        ("stated", same(prose.quote(said[0]))),
        ("phrase", same(text[stated.range.clone()].to_owned())),
        ("now", same(figure(now.value))),
        ("before", same(figure(before.value))),
        ("right", same(right)),
    ];
    let variant = if turned { "direction" } else { "" };
    let counts = [said[1], said[2]].map(|it| prose.label(it, same(prose.quote(it))));
    let mut said = FindingText::new(variant, prose.label(said[0], Localized::default()), args);
    said.related = counts.into_iter().collect();
    said.related.sort_by_key(|label| label.span);
    context.say(said);
}
