//! Which gouji.toml holds for a folder, and what it extends.

use std::collections::{BTreeMap, HashMap};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use gouji_report::PackError;
use gouji_rules::settings::SettingsFile;

use crate::config_file;
use crate::options::OpenTexts;
use crate::settings::{ConfigFile, FILE_NAME, INLINE};
use crate::shown_path::{canonical, shown};

/// Configuration files that hold together: what is extended first.
pub(super) type Chain = Arc<[Arc<ConfigFile>]>;

/// Finds configuration files and reads each once.
#[derive(Debug, Default)]
pub(super) struct Finder {
    /// By canonical path.
    files: BTreeMap<PathBuf, Arc<ConfigFile>>,
    /// By the canonical path of the configuration file.
    chains: HashMap<PathBuf, Chain>,
    /// By canonical folder.
    folders: HashMap<PathBuf, Option<Chain>>,
    /// Texts that stand for files.
    open: OpenTexts,
}

impl Finder {
    /// A finder for which the texts `open` stand for files.
    pub(super) fn with_open(open: OpenTexts) -> Self {
        Self { open, ..Self::default() }
    }

    /// Every file that was read, by path.
    pub(super) fn files(&self) -> impl Iterator<Item = &Arc<ConfigFile>> {
        self.files.values()
    }

    /// The configuration that holds in `folder`: that of the closest folder from it upwards.
    pub(super) fn closest(&mut self, folder: &Path) -> Result<Option<Chain>, Box<PackError>> {
        if let Some(known) = self.folders.get(folder) {
            return Ok(known.clone());
        }
        let path = folder.join(FILE_NAME);
        // A link that leads nowhere was meant to lead to one.
        let chain = if path.symlink_metadata().is_ok() || self.open.contains_key(&path) {
            Some(self.chain(&path)?)
        } else {
            match folder.parent() {
                Some(parent) => self.closest(parent)?,
                None => None,
            }
        };
        self.folders.insert(folder.to_owned(), chain.clone());
        Ok(chain)
    }

    /// The file at `path`, after all that it extends.
    pub(super) fn chain(&mut self, path: &Path) -> Result<Chain, Box<PackError>> {
        let path = canonical(path);
        if let Some(known) = self.chains.get(&path) {
            return Ok(known.clone());
        }
        let mut files = vec![self.file(&path).map_err(|fault| fault.at_path(&path))?];
        let mut paths = vec![path.clone()];
        while let Some(extends) = files.last().and_then(|file| file.extends.clone()) {
            let child = files.last().expect("there is the first file").clone();
            let refuse = |message: &str, label: &str| {
                let help = "路径从本文件所在文件夹算起，如 \"../gouji.toml\" / paths start from the \
                            folder of this file";
                let (file, at) = (child.source.data(), extends.span());
                PackError::at(file, message, label, at, Some(help.to_owned()))
            };
            let parent = canonical(&child.folder.join(extends.get_ref()));
            if paths.contains(&parent) {
                let message = "extends 绕回了自己 / `extends` leads back to itself";
                return Err(refuse(message, "在此绕回 / here"));
            }
            files.push(self.file(&parent).map_err(|fault| match fault {
                ConfigFault::Unreadable(why) => {
                    refuse("extends 的文件不能读取 / what it extends cannot be read", &why)
                }
                ConfigFault::Refused(error) => error,
            })?);
            paths.push(parent);
        }
        files.reverse();
        let chain: Chain = files.into();
        self.chains.insert(path, chain.clone());
        Ok(chain)
    }

    fn file(&mut self, path: &Path) -> Result<Arc<ConfigFile>, ConfigFault> {
        if let Some(known) = self.files.get(path) {
            return Ok(known.clone());
        }
        let source =
            config_file::open_or_read(path, &self.open).map_err(ConfigFault::Unreadable)?;
        let folder = path.parent().unwrap_or(path).to_owned();
        let file = Arc::new(
            config_file::parse(Arc::new(source), folder, &self.open)
                .map_err(ConfigFault::Refused)?,
        );
        self.files.insert(path.to_owned(), file.clone());
        Ok(file)
    }
}

/// Why a configuration file was not read.
enum ConfigFault {
    Unreadable(String),
    Refused(Box<PackError>),
}

impl ConfigFault {
    /// The fault where nothing names the file but its own path.
    fn at_path(self, path: &Path) -> Box<PackError> {
        match self {
            Self::Refused(error) => error,
            Self::Unreadable(why) => {
                let message = "配置文件不能读取 / the configuration cannot be read";
                let name = Some(shown(path)).filter(|name| !name.is_empty());
                let name = name.unwrap_or_else(|| "\"\"".to_owned());
                let file = SettingsFile::new(name.clone(), name);
                PackError::at(file.data(), message, &why, 0..file.text.len(), None)
            }
        }
    }
}

/// The settings of `--config KEY=VALUE`. Their paths start from `folder`.
pub(super) fn inline(text: &str, folder: &Path) -> Result<ConfigFile, Box<PackError>> {
    let source = SettingsFile::new(INLINE, text);
    config_file::parse(Arc::new(source), folder.to_owned(), &OpenTexts::new())
}

/// The way from the folder `base` to `path`, both canonical, with `/` between the names.
pub(super) fn relative(base: &Path, path: &Path) -> PathBuf {
    let mut from = base.components().peekable();
    let mut to = path.components().peekable();
    while from.peek().is_some() && from.peek() == to.peek() {
        from.next();
        to.next();
    }
    from.map(|_| Component::ParentDir).chain(to).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_leads_up_where_it_has_to() {
        let check = |base, path, expected: &str| {
            assert_eq!(relative(Path::new(base), Path::new(path)), Path::new(expected));
        };
        check("/r", "/r/2024/a.txt", "2024/a.txt");
        check("/r/ci", "/r/2024/a.txt", "../2024/a.txt");
        check("/r/ci/x", "/a.txt", "../../../a.txt");
    }
}
