//! What a check kind says of itself.

/// What a check kind calls itself, and what its messages may speak of.
#[derive(Debug)]
pub(crate) struct CheckKind {
    pub(crate) name: &'static str,
    pub(crate) cases: &'static [Cases],
}

/// Cases that fill the same placeholders.
#[derive(Debug)]
pub(crate) struct Cases {
    /// The requirement that they are cases of; empty where the kind has one alone.
    pub(crate) require: &'static str,
    /// Their names; that of the plain one is empty.
    pub(crate) names: &'static [&'static str],
    /// The placeholders that each of them fills.
    pub(crate) args: &'static [&'static str],
}

impl Cases {
    pub(crate) const fn new(names: &'static [&'static str], args: &'static [&'static str]) -> Self {
        Self::of("", names, args)
    }

    /// Cases of the requirement `require`.
    pub(crate) const fn of(
        require: &'static str,
        names: &'static [&'static str],
        args: &'static [&'static str],
    ) -> Self {
        Self { require, names, args }
    }
}

impl CheckKind {
    /// Whether a check of this kind gives `arg` in some case.
    pub(crate) const fn gives(&self, arg: &str) -> bool {
        let mut case = 0;
        while case < self.cases.len() {
            let args = self.cases[case].args;
            let mut at = 0;
            while at < args.len() {
                if is_same(args[at], arg) {
                    return true;
                }
                at += 1;
            }
            case += 1;
        }
        false
    }

    /// Whether a case of a requirement fills the placeholders `given`, all of them and no other.
    pub(crate) fn declares(&self, require: &str, case: &str, given: &[&str]) -> bool {
        self.cases_of(require).any(|(name, args)| {
            name == case && args.len() == given.len() && args.iter().all(|it| given.contains(it))
        })
    }

    /// The cases of a requirement by name, each with the placeholders that it fills.
    pub(crate) fn cases_of(
        &self,
        require: &str,
    ) -> impl Iterator<Item = (&'static str, &'static [&'static str])> {
        let own = self.cases.iter().filter(move |cases| cases.require == require);
        own.flat_map(|cases| cases.names.iter().map(|name| (*name, cases.args)))
    }
}

/// `==` of texts, which cannot be called at compile time.
const fn is_same(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    let mut at = 0;
    while at < left.len() && at < right.len() && left[at] == right[at] {
        at += 1;
    }
    at == left.len() && at == right.len()
}

/// The arguments of a message, by name. A name that the `KIND` in scope does not give is no program.
macro_rules! args {
    ($(($name:literal, $value:expr)),* $(,)?) => {{
        $(const { assert!(KIND.gives($name), "a placeholder that the kind does not declare") };)*
        vec![$(($name, $value)),*]
    }};
}
pub(crate) use args;

#[cfg(test)]
mod tests {
    use super::*;

    const KIND: CheckKind =
        CheckKind { name: "sum", cases: &[Cases::new(&["", "over"], &["left"])] };

    #[test]
    fn a_kind_gives_what_it_declares_and_nothing_else() {
        assert!(KIND.gives("left"));
        for slip in ["lef", "leftt", "Left", "right", ""] {
            assert!(!KIND.gives(slip), "{slip}");
        }
        assert_eq!(args![("left", 3)], vec![("left", 3)]);
        assert_eq!(KIND.cases_of("").map(|(name, _)| name).collect::<Vec<_>>(), ["", "over"]);
        assert!(KIND.declares("", "over", &["left"]));
        let slips: [(&str, &str, &[&str]); 4] = [
            ("", "over", &["right"]),
            ("", "under", &["left"]),
            ("rows", "", &["left"]),
            ("", "", &[]),
        ];
        for (require, case, given) in slips {
            assert!(!KIND.declares(require, case, given), "{require} {case} {given:?}");
        }
    }
}
