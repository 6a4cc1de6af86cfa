//! The language of formulas: sums of addresses, and relations between sums. docs/formulas.md says
//! what they mean.
//!
//! ```text
//! relation = sum ("==" | "<=" | ">=") sum
//! claim    = relation | sum "in" "{" sum ("," sum)* "}"
//! sum      = product (("+" | "-") product)*
//! product  = factor ("*" factor)*                 at most one factor has an address in it
//! factor   = "-" factor | "(" sum ")" | number | address
//! address  = [("prev" | "children" | "text") "."] part ("." part)*      three parts at most
//! part     = id | stem "*" | "*"                  requests.total.sum, denied-*, requests.*.sum
//! ```
//!
//! A hyphen belongs to the id when a letter, a digit or a wildcard follows it at once; a minus
//! has white space on both sides. `*` at the end of a part stands for every id that begins
//! so, and the term is their sum. An address does not begin with `*`.

mod address;
mod error;
mod lexer;

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use rust_decimal::Decimal;

pub use self::address::{Address, AddressOwner, wildcard_matches};
pub use self::error::SyntaxError;
use self::lexer::{FormulaToken, TokenKind, tokens};
use super::system::{Equation, Operator, Side, Term, Variable, in_range};
use serde::{Deserialize, Serialize};

/// How deep brackets and signs may nest.
const MAX_DEPTH: usize = 64;
/// The largest number that a name may be multiplied by.
const MAX_COEFFICIENT: i64 = 1_000_000;

/// A relation between two sums over addresses. `Display` writes it in canonical form: each address
/// once a side, in the order of first mention, the constant last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relation {
    addresses: Vec<Address>,
    left: SumSyntax,
    operator: Operator,
    right: SumSyntax,
}

/// A sum over addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formula {
    addresses: Vec<Address>,
    sum: SumSyntax,
}

/// A sum against another, or one of several that it may equal: `a in { b, b + c }`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimFormula {
    /// What is claimed of.
    pub left: Formula,
    /// How it stands to any of `right`.
    pub operator: Operator,
    /// What it stands to: one at least.
    pub right: Vec<Formula>,
}

/// Σ coefficient · address + constant; an address is an index into those of the formula.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct SumSyntax {
    terms: Vec<(i64, usize)>,
    constant: Decimal,
}

/// Reads a relation.
pub fn parse(text: &str) -> Result<Relation, SyntaxError> {
    let mut parser = Parser::new(text)?;
    let left = parser.sum()?;
    let operator = parser.operator()?;
    let right = parser.sum()?;
    parser.end()?;
    let addresses = parser.addresses()?;
    let left = left.merged(&addresses)?;
    let right = right.merged(&addresses)?;
    Ok(Relation { addresses, left, operator, right })
}

/// Reads a sum.
pub fn parse_sum(text: &str) -> Result<Formula, SyntaxError> {
    let mut parser = Parser::new(text)?;
    let sum = parser.sum()?;
    parser.end_of_sum()?;
    let addresses = parser.addresses()?;
    Ok(Formula { sum: sum.merged(&addresses)?, addresses })
}

/// Reads a claim.
pub fn parse_claim(text: &str) -> Result<ClaimFormula, SyntaxError> {
    let mut parser = Parser::new(text)?;
    let left = parser.sum()?;
    let (operator, right) = if parser.take_in() {
        (Operator::Equal, parser.list()?)
    } else {
        (parser.operator()?, vec![parser.sum()?])
    };
    parser.end()?;
    let addresses = parser.addresses()?;
    let formula =
        |sum: SumSyntax| Ok(Formula { sum: sum.merged(&addresses)?, addresses: addresses.clone() });
    let right = right.into_iter().map(formula).collect::<Result<_, _>>()?;
    Ok(ClaimFormula { left: formula(left)?, operator, right })
}

impl Formula {
    /// Every mention of an address, in reading order.
    pub fn addresses(&self) -> &[Address] {
        &self.addresses
    }

    /// Each address once, by its index, and how often it counts: never 0.
    pub fn terms(&self) -> &[(i64, usize)] {
        &self.sum.terms
    }

    /// The number beside the addresses.
    pub fn constant(&self) -> Decimal {
        self.sum.constant
    }
}

impl Relation {
    /// Every mention of an address, in reading order.
    pub fn addresses(&self) -> &[Address] {
        &self.addresses
    }

    /// How its sides relate.
    pub fn operator(&self) -> Operator {
        self.operator
    }

    /// Puts values in the place of addresses. `lookup` gives the values that an address stands for,
    /// by its index; where it gives none, there is no equation.
    pub fn resolve(&self, mut lookup: impl FnMut(usize) -> Vec<Variable>) -> Option<Equation> {
        let mut side = |sum: &SumSyntax| {
            let mut coefficients = BTreeMap::new();
            let mut order = Vec::new();
            for &(coefficient, address) in &sum.terms {
                let vars = lookup(address);
                if vars.is_empty() {
                    return None;
                }
                for var in vars {
                    *coefficients.entry(var).or_insert_with(|| {
                        order.push(var);
                        0
                    }) += coefficient;
                }
            }
            let terms = order
                .into_iter()
                .map(|var| Term { coefficient: coefficients[&var], var })
                .filter(|term| term.coefficient != 0)
                .collect();
            Some(Side::new(terms, sum.constant))
        };
        Some(Equation::new(side(&self.left)?, self.operator, side(&self.right)?))
    }
}

impl fmt::Display for Relation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.left.write(&self.addresses, f)?;
        write!(f, " {} ", self.operator)?;
        self.right.write(&self.addresses, f)
    }
}

impl SumSyntax {
    fn constant(constant: Decimal) -> Self {
        Self { terms: Vec::new(), constant }
    }

    /// Each address once; one that cancels itself out is refused.
    fn merged(self, addresses: &[Address]) -> Result<Self, SyntaxError> {
        let mut terms: Vec<(i64, usize)> = Vec::new();
        let mut place = BTreeMap::new();
        for (coefficient, address) in self.terms {
            let at = *place.entry(addresses[address].to_string()).or_insert(terms.len());
            match terms.get_mut(at) {
                Some(term) => term.0 += coefficient,
                None => terms.push((coefficient, address)),
            }
        }
        match terms.iter().find(|term| term.0 == 0).map(|&(_, address)| &addresses[address]) {
            Some(address) => Err(SyntaxError::new(
                address.span.clone(),
                format!("“{address}”的系数为 0，不起作用 / `{address}` cancels out"),
            )),
            None => Ok(Self { terms, constant: self.constant }),
        }
    }

    fn add(&mut self, other: Self, sign: i64, span: Range<usize>) -> Result<(), SyntaxError> {
        self.terms.extend(other.terms.into_iter().map(|(c, address)| (sign * c, address)));
        self.constant += other.constant * Decimal::from(sign);
        bounded(self.constant, span).map(|_| ())
    }

    fn times(self, other: Self, span: Range<usize>) -> Result<Self, SyntaxError> {
        let (mut sum, factor) = match (self.terms.is_empty(), other.terms.is_empty()) {
            (_, true) => (self, other.constant),
            (true, false) => (other, self.constant),
            (false, false) => {
                return Err(SyntaxError::new(
                    span,
                    "名字与名字相乘，不是一次关系 / a product of names is not linear",
                )
                .help("勾稽关系只能是名字的和与差，名字只可乘以整数 / sums and differences of names, and whole factors"));
            }
        };
        let product = sum.constant.checked_mul(factor);
        sum.constant = bounded(product.unwrap_or(Decimal::MAX), span.clone())?;
        for term in &mut sum.terms {
            term.0 = coefficient(factor, term.0, span.clone())?;
        }
        Ok(sum)
    }

    fn write(&self, addresses: &[Address], f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, &(coefficient, address)) in self.terms.iter().enumerate() {
            f.write_str(match (i, coefficient < 0) {
                (0, false) => "",
                (0, true) => "-",
                (_, false) => " + ",
                (_, true) => " - ",
            })?;
            if coefficient.abs() != 1 {
                write!(f, "{} * ", coefficient.abs())?;
            }
            write!(f, "{}", addresses[address])?;
        }
        if self.terms.is_empty() {
            write!(f, "{}", self.constant.normalize())
        } else if self.constant.is_zero() {
            Ok(())
        } else {
            let sign = if self.constant.is_sign_negative() { '-' } else { '+' };
            write!(f, " {sign} {}", self.constant.abs().normalize())
        }
    }
}

/// A constant that can be reckoned with exactly.
fn bounded(constant: Decimal, span: Range<usize>) -> Result<Decimal, SyntaxError> {
    if in_range(constant) {
        Ok(constant)
    } else {
        Err(SyntaxError::new(span, "数字超出可精确计算的范围 / beyond exact arithmetic").help(
            "整数部分至多 15 位，小数至多 6 位 / 15 digits before the point at most, 6 behind it",
        ))
    }
}

fn coefficient(factor: Decimal, of: i64, span: Range<usize>) -> Result<i64, SyntaxError> {
    if !factor.fract().is_zero() {
        return Err(SyntaxError::new(span, "名字只可乘以整数 / names take whole factors only")
            .help("两边同乘一个数，把系数化为整数：a == 0.5 * b 写作 2 * a == b / multiply both sides: a == 0.5 * b is 2 * a == b"));
    }
    i64::try_from(factor)
        .ok()
        .and_then(|factor| factor.checked_mul(of))
        .filter(|product| product.abs() <= MAX_COEFFICIENT)
        .ok_or_else(|| {
            SyntaxError::new(span, format!("系数不可超过 {MAX_COEFFICIENT} / factor too large"))
        })
}

struct Parser<'a> {
    text: &'a str,
    tokens: Vec<FormulaToken>,
    next: usize,
    addresses: Vec<Address>,
    depth: usize,
}

impl<'a> Parser<'a> {
    fn new(text: &'a str) -> Result<Self, SyntaxError> {
        Ok(Self { text, tokens: tokens(text)?, next: 0, addresses: Vec::new(), depth: 0 })
    }

    /// The addresses that were met, of which there is at least one.
    fn addresses(self) -> Result<Vec<Address>, SyntaxError> {
        if self.addresses.is_empty() {
            let message = "式中没有名字，无可核对 / no name, nothing to check";
            return Err(SyntaxError::new(0..self.text.len(), message));
        }
        Ok(self.addresses)
    }

    fn peek(&self) -> Option<TokenKind> {
        self.tokens.get(self.next).map(|token| token.kind)
    }

    fn take(&mut self, kind: TokenKind) -> bool {
        let found = self.peek() == Some(kind);
        self.next += usize::from(found);
        found
    }

    /// Where the next token stands; the end of the text behind the last.
    fn here(&self) -> Range<usize> {
        let end = self.text.len();
        self.tokens.get(self.next).map_or(end..end, |token| token.span.clone())
    }

    /// From `start` to the end of the last token taken.
    fn since(&self, start: usize) -> Range<usize> {
        start..self.tokens[..self.next].last().map_or(start, |token| token.span.end)
    }

    fn sum(&mut self) -> Result<SumSyntax, SyntaxError> {
        let start = self.here().start;
        let mut sum = self.product()?;
        loop {
            let sign = match self.peek() {
                Some(TokenKind::Plus) => 1,
                Some(TokenKind::Minus) => -1,
                _ => return Ok(sum),
            };
            self.next += 1;
            let product = self.product()?;
            sum.add(product, sign, self.since(start))?;
        }
    }

    fn product(&mut self) -> Result<SumSyntax, SyntaxError> {
        let start = self.here().start;
        let mut product = self.factor()?;
        while self.take(TokenKind::Times) {
            let factor = self.factor()?;
            product = product.times(factor, self.since(start))?;
        }
        Ok(product)
    }

    fn factor(&mut self) -> Result<SumSyntax, SyntaxError> {
        let span = self.here();
        let kind = self.peek();
        self.next += usize::from(kind.is_some());
        match kind {
            Some(TokenKind::Name) => {
                self.addresses.push(Address::new(&self.text[span.clone()], span)?);
                Ok(SumSyntax {
                    terms: vec![(1, self.addresses.len() - 1)],
                    constant: Decimal::ZERO,
                })
            }
            Some(TokenKind::Number) => {
                let number = Decimal::from_str_exact(&self.text[span.clone()]);
                bounded(number.unwrap_or(Decimal::MAX), span).map(SumSyntax::constant)
            }
            Some(TokenKind::Minus) => {
                let negated = self.nested(span.clone(), Self::factor)?;
                SumSyntax::constant(Decimal::NEGATIVE_ONE).times(negated, span)
            }
            Some(TokenKind::Open) => {
                let sum = self.nested(span.clone(), Self::sum)?;
                if self.take(TokenKind::Close) {
                    Ok(sum)
                } else {
                    Err(SyntaxError::new(span, "括号没有闭合 / unclosed bracket"))
                }
            }
            _ => Err(SyntaxError::new(
                span,
                "此处应有名字、数字或左括号 / a name, a number or ( belongs here",
            )),
        }
    }

    fn nested(
        &mut self,
        span: Range<usize>,
        inner: fn(&mut Self) -> Result<SumSyntax, SyntaxError>,
    ) -> Result<SumSyntax, SyntaxError> {
        if self.depth == MAX_DEPTH {
            return Err(SyntaxError::new(
                span,
                format!("括号与负号嵌套超过 {MAX_DEPTH} 层 / nested too deep"),
            ));
        }
        self.depth += 1;
        let sum = inner(self);
        self.depth -= 1;
        sum
    }

    /// Takes the word `in` where it stands for an operator.
    fn take_in(&mut self) -> bool {
        self.text[self.here()] == *"in" && self.take(TokenKind::Name)
    }

    /// Sums in braces.
    fn list(&mut self) -> Result<Vec<SumSyntax>, SyntaxError> {
        let span = self.here();
        if !self.take(TokenKind::OpenList) {
            return Err(SyntaxError::new(span, "in 后面写 { 和, 和 } / `in` takes { sum, sum }"));
        }
        let mut sums = vec![self.sum()?];
        while self.take(TokenKind::Comma) {
            sums.push(self.sum()?);
        }
        if !self.take(TokenKind::CloseList) {
            return Err(SyntaxError::new(span, "花括号没有闭合 / unclosed brace"));
        }
        Ok(sums)
    }

    fn operator(&mut self) -> Result<Operator, SyntaxError> {
        match self.peek() {
            Some(TokenKind::Relation(operator)) => {
                self.next += 1;
                Ok(operator)
            }
            None => Err(SyntaxError::new(self.here(), "没有关系符 / no ==, <= or >=")
                .help("一条关系有且只有一个 ==、<= 或 >= / a relation has one ==, <= or >=")),
            Some(_) => Err(self.unexpected()),
        }
    }

    /// Behind a sum that is no side of a relation.
    fn end_of_sum(&self) -> Result<(), SyntaxError> {
        match self.peek() {
            None => Ok(()),
            Some(TokenKind::Relation(_)) => Err(SyntaxError::new(
                self.here(),
                "此处只要一个和，没有关系符 / a sum, no relation",
            )),
            Some(_) => Err(self.unexpected()),
        }
    }

    /// Behind a relation.
    fn end(&self) -> Result<(), SyntaxError> {
        match self.peek() {
            None => Ok(()),
            Some(TokenKind::Relation(_)) => {
                Err(SyntaxError::new(self.here(), "多出一个关系符 / one relation too many")
                    .help("一条关系有且只有一个 ==、<= 或 >=，其余另写一条 / a relation has one ==, <= or >=; write another for the rest"))
            }
            Some(_) => Err(self.unexpected()),
        }
    }

    /// An operand or a bracket where only an operator can follow.
    fn unexpected(&self) -> SyntaxError {
        if self.peek() == Some(TokenKind::Close) {
            return SyntaxError::new(self.here(), "右括号没有对应的左括号 / no ( to this )");
        }
        let error = SyntaxError::new(
            self.here(),
            "此处应有 +、-、* 或关系符 / +, -, * or a relation belongs here",
        );
        let before = &self.tokens[self.next - 1];
        if self.text[before.span.clone()].ends_with('*') {
            error.help("紧跟名字的 * 是通配符；乘号两边要有空格，数字写在前：2 * a / a * at a name is a wildcard; a factor comes first, with blanks: 2 * a")
        } else {
            error
        }
    }
}

#[cfg(test)]
mod tests;
