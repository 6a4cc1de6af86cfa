//! Norms: what the words in the `source` of a rule stand for. Data, in `norms.toml`.

use serde::Deserialize;

use gouji_report::{DataFile, Localized, PackError};

/// A law, a form or a standard that rules come from.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Norm {
    /// The words by which a source means it: `条例第`.
    words: Vec<String>,
    /// Its full name.
    pub name: Localized,
}

impl Norm {
    /// The words by which a source means it.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// Whether the source of a rule means this norm.
    pub fn is_meant_by(&self, source: &str) -> bool {
        self.words.iter().any(|word| source.contains(word.as_str()))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NormsToml {
    #[serde(default)]
    norm: Vec<Norm>,
}

/// Reads a list of norms, in its own order.
pub fn load(file: DataFile<'_>) -> Result<Vec<Norm>, Box<PackError>> {
    let toml: NormsToml =
        toml::from_str(file.text).map_err(|error| PackError::toml(file, &error))?;
    Ok(toml.norm)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_names_its_norms() {
        let text = "[[norm]]\nwords = [\"条例第\", \"国令\"]\nname = { zh = \"条例\", en = \"Regulation\" }\n";
        let norms = load(DataFile { name: "norms.toml", text }).unwrap();
        let check = |source| norms[0].is_meant_by(source);
        assert!(check("条例第五十条；30号"));
        assert!(check("国令第711号"));
        assert!(!check("地方条例"));
        assert!(!check(""));
    }

    #[test]
    fn a_key_that_is_unknown_is_refused() {
        let text = "[[norm]]\nwords = []\nname = { zh = \"\", en = \"\" }\nlink = \"\"\n";
        let refused = load(DataFile { name: "norms.toml", text }).unwrap_err();
        assert!(refused.message.contains("link"), "{}", refused.message);
    }
}
