use proptest::prelude::*;

use super::*;

/// The canonical text; or the text with the fault between 〔〕, and the message.
fn check(text: &str) -> String {
    match parse(text) {
        Ok(relation) => relation.to_string(),
        Err(SyntaxError { span, message, .. }) => {
            let (before, rest) = text.split_at(span.start);
            let (fault, after) = rest.split_at(span.len());
            format!("{before}〔{fault}〕{after} {message}")
        }
    }
}

#[test]
fn relations() {
    insta::assert_snapshot!(
        [
            "new + carried-in == total + carried-out",
            "total==granted + denied-* + other*",
            "in-force >= made - repealed",
            "3 + 2 * (a - (b - a)) + 0.50 <= -1 * requests.total.sum",
            "a - 2 - -3 >= 0 - b",
            "总计 == 自然人 + 法人*2 * 2",
            "-a*.sum == 2*b",
        ]
        .map(check)
        .join("\n"),
        @r"
    new + carried-in == total + carried-out
    total == granted + denied-* + other*
    in-force >= made - repealed
    4 * a - 2 * b + 3.5 <= -requests.total.sum
    a + 1 >= -b
    总计 == 自然人 + 〔法人*2〕 * 2 通配符 * 只能在一段名字的末尾 / the wildcard * ends a part of a name
    -a*.sum == 2 * b
    "
    );
}

#[test]
fn faults() {
    insta::assert_snapshot!(
        [
            "", "a", "a ==", "a + == b", "a == b == c", "a = b", "a < b", "a ≤ b", "1 == 1",
            "a == (b + c", "a) == b", "a -b == c", "a- b == c", "A == b", "a == b / 2",
            "a * b == c", "2 * (a + 1) * (b) == c", "0.5 * a == b", "1000001 * a == b",
            "a == 1234567890123456", "a == 0.1234567", "a - a == b", "a b == c", "a* b == c",
            "a. == b", "a == 1.", "a == b # c",
        ]
        .map(check)
        .join("\n"),
        @r"
    〔〕 此处应有名字、数字或左括号 / a name, a number or ( belongs here
    a〔〕 没有关系符 / no ==, <= or >=
    a ==〔〕 此处应有名字、数字或左括号 / a name, a number or ( belongs here
    a + 〔==〕 b 此处应有名字、数字或左括号 / a name, a number or ( belongs here
    a == b 〔==〕 c 多出一个关系符 / one relation too many
    a 〔=〕 b 不认识的字符“=” / unknown character `=`
    a 〔<〕 b 不认识的字符“<” / unknown character `<`
    a 〔≤〕 b 不认识的字符“≤” / unknown character `≤`
    〔1 == 1〕 式中没有名字，无可核对 / no name, nothing to check
    a == 〔(〕b + c 括号没有闭合 / unclosed bracket
    a〔)〕 == b 右括号没有对应的左括号 / no ( to this )
    a 〔-〕b == c 减号两边要有空格 / a minus has spaces around it
    a〔-〕 b == c 减号两边要有空格 / a minus has spaces around it
    〔A〕 == b 不认识的字符“A” / unknown character `A`
    a == b 〔/〕 2 不认识的字符“/” / unknown character `/`
    〔a * b〕 == c 名字与名字相乘，不是一次关系 / a product of names is not linear
    〔2 * (a + 1) * (b)〕 == c 名字与名字相乘，不是一次关系 / a product of names is not linear
    〔0.5 * a〕 == b 名字只可乘以整数 / names take whole factors only
    〔1000001 * a〕 == b 系数不可超过 1000000 / factor too large
    a == 〔1234567890123456〕 数字超出可精确计算的范围 / beyond exact arithmetic
    a == 〔0.1234567〕 数字超出可精确计算的范围 / beyond exact arithmetic
    〔a〕 - a == b “a”的系数为 0，不起作用 / `a` cancels out
    a 〔b〕 == c 此处应有 +、-、* 或关系符 / +, -, * or a relation belongs here
    a* 〔b〕 == c 此处应有 +、-、* 或关系符 / +, -, * or a relation belongs here
    a〔.〕 == b 不认识的字符“.” / unknown character `.`
    a == 1〔.〕 不认识的字符“.” / unknown character `.`
    a == b 〔#〕 c 不认识的字符“#” / unknown character `#`
    "
    );
}

#[test]
fn depth_is_bounded() {
    let brackets = |n| format!("{}a{} == b", "(".repeat(n), ")".repeat(n));
    assert_eq!(check(&brackets(64)), "a == b");
    for deep in [brackets(65), brackets(100_000), format!("{}a == b", "-".repeat(100_000))] {
        let error = parse(&deep).unwrap_err();
        assert_eq!(
            (error.span, error.message.as_str()),
            (64..65, "括号与负号嵌套超过 64 层 / nested too deep")
        );
    }
}

#[test]
fn wildcards() {
    assert!(wildcard_matches("other*", "other"));
    assert!(wildcard_matches("other*", "other-rest"));
    assert!(wildcard_matches("denied-*.sum", "denied-law.sum"));
    assert!(!wildcard_matches("denied-*", "denied"));
    assert!(!wildcard_matches("denied-*", "denied-law.sum"));
    assert!(!wildcard_matches("total", "total-2"));
}

#[test]
fn names_are_resolved_or_refused() {
    let relation = parse("total == 2 * part-* + total").unwrap();
    let spans: Vec<_> = relation.names().iter().map(|name| name.span.clone()).collect();
    assert_eq!(spans, [0..5, 13..19, 22..27]);
    let equation = relation
        .resolve(|name| match name {
            "total" => Some(vec![Var(0)]),
            _ => Some(vec![Var(1), Var(0)]),
        })
        .unwrap();
    let right: Vec<_> =
        equation.right().terms().iter().map(|term| (term.coefficient, term.var.0)).collect();
    assert_eq!(right, [(2, 1), (3, 0)]);

    let refused = relation.resolve(|name| (name == "total").then(|| vec![Var(0)]));
    let refused = refused.unwrap_err();
    assert_eq!(
        (refused.span, refused.message.as_str()),
        (13..19, "没有与“part-*”相合的名字 / nothing matches `part-*`")
    );
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused_at_a_place_in_it(text in "[ab总A0-9 .*+=<>()（-]{0,40}") {
        match parse(&text) {
            Ok(relation) => {
                let canonical = relation.to_string();
                prop_assert_eq!(parse(&canonical).unwrap().to_string(), canonical);
            }
            Err(error) => prop_assert!(text.get(error.span).is_some()),
        }
    }

    #[test]
    fn canonical_text_is_stable(
        left in proptest::collection::vec((-9i64..10, 0usize..4), 1..6),
        constant in -99i64..100,
    ) {
        let sum = left.iter().map(|(c, v)| format!("{c} * n{v}")).collect::<Vec<_>>();
        let text = format!("{} + {constant} <= n9", sum.join(" + "));
        if let Ok(relation) = parse(&text) {
            let canonical = relation.to_string();
            prop_assert_eq!(parse(&canonical).unwrap().to_string(), canonical);
        }
    }
}
