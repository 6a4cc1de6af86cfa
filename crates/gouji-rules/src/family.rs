//! Families of rules: what the letter of a code stands for. Data, in `families.toml`.

use serde::{Deserialize, Serialize};
use toml::Spanned;

use gouji_report::{DataFile, Localized, PackError};

/// The rules whose codes begin with one letter.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Family {
    /// `E`.
    pub letter: char,
    /// What they are about, in a word or two.
    pub name: Localized,
    /// The same in one sentence.
    pub about: Localized,
}

impl Family {
    /// Whether a word of a selection means the whole family.
    pub fn is_meant_by(&self, word: &str) -> bool {
        word.chars().map(|char| char.to_ascii_uppercase()).eq([self.letter])
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FamiliesToml {
    #[serde(default)]
    family: Vec<FamilyToml>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FamilyToml {
    letter: Spanned<String>,
    name: Localized,
    about: Localized,
}

/// Whether a file is the list of families.
pub(crate) fn is_list(file: DataFile<'_>) -> bool {
    file.name.ends_with("families.toml")
}

/// Reads a list of families, in its own order.
pub fn load(file: DataFile<'_>) -> Result<Vec<Family>, Box<PackError>> {
    let toml: FamiliesToml =
        toml::from_str(file.text).map_err(|error| PackError::toml(file, &error))?;
    let mut families: Vec<Family> = Vec::new();
    for FamilyToml { letter, name, about } in toml.family {
        let mut chars = letter.get_ref().chars();
        let (Some(first @ 'A'..='Z'), None) = (chars.next(), chars.next()) else {
            let said = "类别代号应为一个大写字母 / a family is a capital letter";
            return Err(PackError::at(file, said, "在此 / here", letter.span(), None));
        };
        if families.iter().any(|known| known.letter == first) {
            let said = format!("类别 {first} 已有 / family {first} exists already");
            return Err(PackError::at(file, &said, "重复 / repeated", letter.span(), None));
        }
        families.push(Family { letter: first, name, about });
    }
    Ok(families)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(letters: &[&str]) -> Result<Vec<char>, String> {
        let both = "{ zh = \"表\", en = \"tables\" }";
        let mut text = String::new();
        for letter in letters {
            text += &format!("[[family]]\nletter = \"{letter}\"\nname = {both}\nabout = {both}\n");
        }
        let loaded = load(DataFile { name: "families.toml", text: &text });
        loaded
            .map(|families| families.iter().map(|family| family.letter).collect())
            .map_err(|error| format!("{} @ {}", error.message, error.span.offset()))
    }

    #[test]
    fn families_keep_their_order() {
        assert_eq!(check(&["T", "E"]), Ok(vec!['T', 'E']));
    }

    #[test]
    fn a_family_is_one_capital_letter_and_stands_once() {
        for wrong in ["", "t", "TE", "表"] {
            assert!(check(&["E", wrong]).unwrap_err().starts_with("类别代号"), "{wrong}");
        }
        assert!(check(&["E", "E"]).unwrap_err().starts_with("类别 E 已有"));
    }
}
