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
            "a.*.sum - text.a == prev.a",
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
    a.*.sum - text.a == prev.a
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
    assert!(wildcard_matches("*", "denied"));
    assert!(!wildcard_matches("denied-*", "denied"));
    assert!(!wildcard_matches("total", "total-2"));
}

/// Every address: whose it is, its parts, and what of the text they are.
fn addresses(text: &str) -> String {
    let relation = parse(text).unwrap();
    let address = |address: &Address| {
        let parts: Vec<_> = address
            .parts()
            .map(|(part, span)| {
                assert_eq!(&text[span], part);
                part.to_owned()
            })
            .collect();
        format!("{:?} {} = {address}", address.whose, parts.join("|"))
    };
    relation.addresses().iter().map(address).collect::<Vec<_>>().join("\n")
}

#[test]
fn an_address_says_whose_value_it_is() {
    insta::assert_snapshot!(
        addresses("prev.requests.carried-out.sum + text.published >= carried-in - children.a.*.b-*"),
        @r"
    Previous requests|carried-out|sum = prev.requests.carried-out.sum
    Text published = text.published
    Report carried-in = carried-in
    Children a|*|b-* = children.a.*.b-*
    "
    );
    insta::assert_snapshot!(
        ["prev.a == a", "a.b.c.d == e", "text.a.b.c.d == e", "text == prev"].map(check).join("\n"),
        @r"
    prev.a == a
    a.b.c.〔d〕 == e 地址至多三段 / an address has three parts at most
    text.a.b.c.〔d〕 == e 地址至多三段 / an address has three parts at most
    text == prev
    "
    );
}

#[test]
fn a_sum_has_no_relation() {
    let sum = parse_sum("new + 2 * denied-*.sum - 3").unwrap();
    assert_eq!((sum.terms(), sum.constant()), (&[(1, 0), (2, 1)][..], Decimal::from(-3)));
    let error = |text: &str| parse_sum(text).unwrap_err();
    assert_eq!(error("a == b").span, 2..4);
    assert_eq!(error("a b").span, 2..3);
    assert_eq!(error("3").message, "式中没有名字，无可核对 / no name, nothing to check");
}

#[test]
fn addresses_are_resolved() {
    let relation = parse("total == 2 * part-* + total").unwrap();
    let spans: Vec<_> = relation.addresses().iter().map(|name| name.span.clone()).collect();
    assert_eq!(spans, [0..5, 13..19, 22..27]);
    let equation = relation
        .resolve(|at| if at == 1 { vec![Variable(1), Variable(0)] } else { vec![Variable(0)] });
    let equation = equation.unwrap();
    let right: Vec<_> =
        equation.right().terms().iter().map(|term| (term.coefficient, term.var.0)).collect();
    assert_eq!(right, [(2, 1), (3, 0)]);
    assert_eq!(relation.resolve(|at| vec![Variable(0); usize::from(at != 1)]), None);
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused_at_a_place_in_it(text in "[ab总A0-9 .*+=<>()（-]{0,40}|(prev\\.|text\\.)?[ab.*]{1,9} == a") {
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

/// What a claim says; or the text with the fault between 〔〕, and the message.
fn claim(text: &str) -> String {
    match parse_claim(text) {
        Ok(ClaimFormula { left, operator, right }) => {
            let sum = |it: &Formula| {
                let terms =
                    it.terms().iter().map(|&(count, at)| format!("{count}·{}", it.addresses()[at]));
                terms.collect::<Vec<_>>().join(" ")
            };
            let right: Vec<String> = right.iter().map(sum).collect();
            format!("{} {operator} {}", sum(&left), right.join(" | "))
        }
        Err(SyntaxError { span, message, .. }) => {
            let (before, rest) = text.split_at(span.start);
            let (fault, after) = rest.split_at(span.len());
            format!("{before}〔{fault}〕{after} {message}")
        }
    }
}

#[test]
fn claims() {
    insta::assert_snapshot!(
        ["text.a in { b, b + c - text.d }", "text.a == b", "text.a <= b", "in == b", "a in b", "a in { b", "a in { }", "a in { b } + c", "a, b == c"]
            .map(claim)
            .join("\n"),
        @r"
    1·text.a == 1·b | 1·b 1·c -1·text.d
    1·text.a == 1·b
    1·text.a <= 1·b
    1·in == 1·b
    a in 〔b〕 in 后面写 { 和, 和 } / `in` takes { sum, sum }
    a in 〔{〕 b 花括号没有闭合 / unclosed brace
    a in { 〔}〕 此处应有名字、数字或左括号 / a name, a number or ( belongs here
    a in { b } 〔+〕 c 此处应有 +、-、* 或关系符 / +, -, * or a relation belongs here
    a〔,〕 b == c 此处应有 +、-、* 或关系符 / +, -, * or a relation belongs here
    "
    );
}
