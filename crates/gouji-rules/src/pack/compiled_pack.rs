//! A pack that was compiled beforehand.

use std::sync::Arc;

use super::{PackNames, PackRule, load_rule};
use crate::settings::Layer;
use gouji_report::{DataFile, PackError};

/// A pack that was compiled beforehand.
#[derive(Debug)]
pub(crate) struct CompiledPack {
    pub(crate) file: DataFile<'static>,
    pub(crate) rules: Vec<Arc<PackRule>>,
}

impl CompiledPack {
    /// Its rules with the parameters that `layers` give them; only those that get some are compiled.
    pub(crate) fn laid_under(
        &self,
        layers: &[&Layer],
        known: PackNames<'_>,
    ) -> Result<Vec<Arc<PackRule>>, Box<PackError>> {
        let rule = |rule: &Arc<PackRule>| {
            let mut parameters = layers.iter().flat_map(|layer| &layer.parameters);
            if parameters.all(|code| *code.get_ref() != *rule.rule.code) {
                return Ok(rule.clone());
            }
            load_rule(self.file, rule, known, layers).map(Arc::new)
        };
        self.rules.iter().map(rule).collect()
    }
}
