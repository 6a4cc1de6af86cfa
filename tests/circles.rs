//! Within a crate files import downwards: who uses whom, by the `use` lines and the paths of the code, has
//! no circle.
//!
//! A name is followed to the file that defines it, through doors (`lib.rs`, `mod.rs`) that only pass it on;
//! that a door names what is behind it (`pub use`) is no use.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;

use crate::architecture::shipped_files;

/// A module by its names from the root of the crate: `["check", "cell"]`.
type Module = Vec<String>;

/// Files that may use each other, each with its reason.
const EXCUSED: [(&str, &str, &str); 0] = [];

/// Crates whose files are held to it.
const HELD: [&str; 11] = [
    "gouji-parser",
    "gouji-report",
    "gouji-statements",
    "gouji-rules",
    "gouji-audit",
    "gouji-reporter",
    "gouji-project",
    "gouji-lsp",
    "gouji-serve",
    "gouji-wasm",
    "gouji",
];

static USE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(pub(?:\([a-z ]+\))?\s+)?use\s+([^;]+);").expect("is well formed")
});
static PATH: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?:\w+::)+\w+").expect("is well formed"));

/// The modules of a crate and what their names stand for.
struct Names {
    code: BTreeMap<Module, String>,
    /// By module and name: the path that the name was imported by.
    imported: BTreeMap<(Module, String), Module>,
    /// Modules of which everything is imported.
    whole: BTreeMap<Module, Vec<Module>>,
}

impl Names {
    fn read(name: &str) -> Self {
        let code: BTreeMap<Module, String> = shipped_files(name)
            .into_iter()
            .map(|(file, text)| (module(&file), bare(&text)))
            .collect();
        let mut names = Self { code, imported: BTreeMap::new(), whole: BTreeMap::new() };
        for (module, text) in &names.code {
            for import in USE.captures_iter(text) {
                for (path, name) in leaves(&import[2], &[]) {
                    let Some(path) = names.absolute(module, &path) else { continue };
                    if name == "*" {
                        let whole = names.whole.entry(module.clone()).or_default();
                        whole.push(path[..path.len() - 1].to_vec());
                    } else {
                        names.imported.insert((module.clone(), name), path);
                    }
                }
            }
        }
        names
    }

    /// The path from the root of the crate; none of a path into another crate.
    fn absolute(&self, module: &[String], path: &[String]) -> Option<Module> {
        let up = path.iter().take_while(|part| *part == "super").count();
        match path[0].as_str() {
            "crate" => Some(path[1..].to_vec()),
            "self" => Some([module, &path[1..]].concat()),
            "super" => Some([&module[..module.len().checked_sub(up)?], &path[up..]].concat()),
            first => {
                let child = [module, &[first.to_owned()]].concat();
                self.code.contains_key(&child).then(|| [module, path].concat())
            }
        }
    }

    /// The module that defines what an absolute path names; none if that is a module itself.
    fn definer(&self, path: &[String], followed: usize) -> Option<Module> {
        let mut at = Module::new();
        for (index, part) in path.iter().enumerate() {
            let child = [&*at, std::slice::from_ref(part)].concat();
            if self.code.contains_key(&child) {
                at = child;
                continue;
            }
            // two modules that import the same name from each other would be followed for ever
            if let Some(target) =
                self.imported.get(&(at.clone(), part.clone())).filter(|_| followed < 9)
            {
                return self.definer(&[target, &path[index + 1..]].concat(), followed + 1);
            }
            let item = format!(r"\b(?:fn|struct|enum|trait|type|const|static) {part}\b");
            let item = Regex::new(&item).expect("a name is well formed");
            let within = self
                .whole
                .get(&at)
                .into_iter()
                .flatten()
                .find(|module| self.code.get(*module).is_some_and(|text| item.is_match(text)));
            return Some(within.cloned().unwrap_or(at));
        }
        None
    }

    /// Whom a module uses, with a name that it takes from there.
    fn used(&self, module: &Module) -> BTreeMap<Module, String> {
        let text = &self.code[module];
        let body = USE.replace_all(text, "");
        let mut used = BTreeMap::new();
        let mut note = |path: &[String]| {
            let definer = self.definer(path, 0).filter(|definer| definer != module);
            if let (Some(definer), Some(name)) = (definer, path.last()) {
                used.entry(definer).or_insert_with(|| name.clone());
            }
        };
        for import in USE.captures_iter(text) {
            for (path, name) in leaves(&import[2], &[]) {
                let named = || Regex::new(&format!(r"\b{name}\b")).expect("a name is well formed");
                if import.get(1).is_some() && !named().is_match(&body) {
                    continue;
                }
                if let Some(path) = self.absolute(module, &path).filter(|_| name != "*") {
                    note(&path);
                }
            }
        }
        for found in PATH.find_iter(&body) {
            let path: Module = found.as_str().split("::").map(str::to_owned).collect();
            let imported = self.imported.get(&(module.clone(), path[0].clone()));
            let by_import = || imported.map(|target| [&**target, &path[1..]].concat());
            if let Some(path) = self.absolute(module, &path).or_else(by_import) {
                note(&path);
            }
        }
        used
    }
}

/// `check/cell.rs` as a module; `lib.rs` is the empty one.
fn module(file: &str) -> Module {
    let mut parts: Module = file.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    if matches!(parts.last().map(String::as_str), Some("mod" | "lib" | "main")) {
        parts.pop();
    }
    parts
}

/// Code without comments and strings.
fn bare(text: &str) -> String {
    static ASIDE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r#"//[^\n]*|"(?:[^"\\]|\\.)*""#).expect("is well formed"));
    ASIDE.replace_all(text, "").into_owned()
}

/// The paths of a `use`, each with the name that it gives.
fn leaves(tree: &str, before: &[String]) -> Vec<(Module, String)> {
    let tree = tree.trim();
    if let Some(body) = tree.strip_prefix('{').and_then(|body| body.strip_suffix('}')) {
        let mut found = Vec::new();
        let (mut depth, mut start) = (0, 0);
        for (at, char) in body.char_indices().chain([(body.len(), ',')]) {
            match char {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    let item = body[start..at].trim();
                    if !item.is_empty() {
                        found.extend(leaves(item, before));
                    }
                    start = at + 1;
                }
                _ => {}
            }
        }
        return found;
    }
    if let Some((first, rest)) = tree.split_once("::") {
        return leaves(rest, &[before, &[first.trim().to_owned()]].concat());
    }
    let (name, alias) = tree.split_once(" as ").unwrap_or((tree, tree));
    let path = match name {
        "self" => before.to_vec(),
        name => [before, &[name.trim().to_owned()]].concat(),
    };
    let alias =
        if alias == "self" { path.last().cloned().unwrap_or_default() } else { alias.into() };
    vec![(path, alias)]
}

/// The circles of a crate: each file in one with those that it uses there.
fn circles(name: &str) -> String {
    let names = Names::read(name);
    let mut graph: BTreeMap<Module, BTreeMap<Module, String>> =
        names.code.keys().map(|module| (module.clone(), names.used(module))).collect();
    let path = |module: &Module| match &**module {
        [] => name.to_owned(),
        parts => format!("{name}/{}", parts.join("/")),
    };
    for (module, used) in &mut graph {
        used.retain(|other, _| {
            !EXCUSED.iter().any(|it| (it.0, it.1) == (&*path(module), &*path(other)))
        });
    }
    // What uses nothing else, and what nothing uses, is in no circle.
    loop {
        let used: BTreeSet<Module> = graph.values().flat_map(BTreeMap::keys).cloned().collect();
        let before = graph.len();
        let left: BTreeSet<Module> = graph.keys().cloned().collect();
        graph.retain(|module, uses| {
            uses.retain(|other, _| left.contains(other));
            !uses.is_empty() && used.contains(module)
        });
        if graph.len() == before {
            break;
        }
    }
    let line = |(module, uses): (&Module, &BTreeMap<Module, String>)| {
        let uses: Vec<String> =
            uses.iter().map(|(other, what)| format!("{} ({what})", path(other))).collect();
        format!("{} uses {}\n", path(module), uses.join(", "))
    };
    graph.iter().map(line).collect()
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    let found: String = HELD.iter().map(|name| circles(name)).collect();
    assert!(found.is_empty(), "\n{found}");
}

#[test]
fn imports_are_read_with_their_groups_and_names() {
    let read = leaves("crate::{a::{self, B}, c::D as E}", &[]);
    let read: Vec<String> = read.iter().map(|(path, name)| path.join("/") + " " + name).collect();
    assert_eq!(read, ["crate/a a", "crate/a/B B", "crate/c/D E"]);
}
