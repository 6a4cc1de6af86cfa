//! The zip container: parts by name and by relationship, within the limits.

use std::{
    collections::{BTreeMap, HashMap},
    io::{Cursor, Read, Write},
};

use memchr::memmem;
use zip::{
    CompressionMethod, DateTime, ZipArchive, ZipWriter, result::ZipResult, write::SimpleFileOptions,
};

use crate::{
    Limit, ReadError, limits,
    xml::{Tag, Xml},
};

/// An opened container.
pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Part names are compared without regard to case; some writers use `\`.
    index: HashMap<String, usize>,
    /// Bytes inflated so far.
    inflated: u64,
}

impl<'a> Package<'a> {
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        if claimed_entries(bytes) > limits::ENTRIES {
            return Err(ReadError::Limit(Limit::new("压缩包内的文件数", "entries of the archive")));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ReadError::Damaged {
            what: "压缩结构不完整（可能没有下载或上传完），请重新取得文件",
            english: "the zip container is incomplete",
        })?;
        let index = archive
            .file_names_raw()
            .enumerate()
            .map(|(at, name)| (fold_name(&String::from_utf8_lossy(name)), at))
            .collect();
        Ok(Self { archive, index, inflated: 0 })
    }

    /// The text of a part, or nothing if the container has none of that name.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<String>, ReadError> {
        let Some(mut bytes) = self.bytes(name)? else { return Ok(None) };
        if bytes.starts_with(b"\xEF\xBB\xBF") {
            bytes.drain(..3);
        }
        String::from_utf8(bytes).map(Some).map_err(|_| ReadError::Damaged {
            what: "部件不是 UTF-8 文字",
            english: "a part is not UTF-8",
        })
    }

    /// The bytes of a part, or nothing if the container has none of that name.
    pub(crate) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let at = self.index.get(&fold_name(name)).copied();
        at.map(|at| self.bytes_at(at)).transpose()
    }

    /// The names of the files in the container, with their numbers.
    pub(crate) fn files(&self) -> Vec<(usize, String)> {
        let names = self.archive.file_names_raw().enumerate();
        names
            .map(|(at, name)| (at, entry_name(name).replace('\\', "/")))
            .filter(|(_, name)| !name.ends_with('/'))
            .collect()
    }

    /// The bytes of the file of that number.
    pub(crate) fn bytes_at(&mut self, at: usize) -> Result<Vec<u8>, ReadError> {
        const BROKEN: ReadError = ReadError::Damaged {
            what: "部件无法解压",
            english: "a part cannot be decompressed",
        };
        if self.inflated > limits::TOTAL {
            return Err(ReadError::Limit(Limit::new("解压后的总大小", "size of all parts")));
        }
        let entry = self.archive.by_index(at).map_err(|_| BROKEN)?;
        let declared = entry.size();
        if declared > limits::PART {
            return Err(ReadError::Limit(Limit::new("单个部件解压后的大小", "size of one part")));
        }
        if declared > limits::RATIO_FLOOR
            && declared / entry.compressed_size().max(1) > limits::RATIO
        {
            return Err(ReadError::Limit(Limit::new("压缩比", "compression ratio")));
        }
        // The declared size can lie: what is read counts.
        let mut bytes = Vec::with_capacity(declared as usize);
        entry.take(limits::PART + 1).read_to_end(&mut bytes).map_err(|_| BROKEN)?;
        self.inflated += bytes.len() as u64;
        if bytes.len() as u64 > limits::PART {
            return Err(ReadError::Limit(Limit::new("单个部件解压后的大小", "size of one part")));
        }
        if self.inflated > limits::TOTAL {
            return Err(ReadError::Limit(Limit::new("解压后的总大小", "size of all parts")));
        }
        Ok(bytes)
    }

    /// Whether the container has a part of that name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.index.contains_key(&fold_name(name))
    }

    /// The container with parts changed or added; all others are copied as they are.
    pub(crate) fn rewritten(mut self, changed: BTreeMap<String, String>) -> ZipResult<Vec<u8>> {
        let mut left: BTreeMap<String, (String, String)> =
            changed.into_iter().map(|(name, part)| (fold_name(&name), (name, part))).collect();
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        out.set_raw_comment(self.archive.comment().into())?;
        for at in 0..self.archive.len() {
            let entry = self.archive.by_index_raw(at)?;
            let name = fold_name(&String::from_utf8_lossy(entry.name_raw()));
            // Of entries with the same name it is the one that was read.
            let part = (self.index.get(&name) == Some(&at)).then(|| left.remove(&name)).flatten();
            match part {
                Some((_, part)) => {
                    let options = deflated(entry.last_modified().unwrap_or_default());
                    out.start_file(entry.name()?, options)?;
                    out.write_all(part.as_bytes())?;
                }
                None => out.raw_copy_file(entry)?,
            }
        }
        for (name, part) in left.into_values() {
            out.start_file(name, deflated(DateTime::default()))?;
            out.write_all(part.as_bytes())?;
        }
        Ok(out.finish()?.into_inner())
    }

    /// The parts that `part` (empty: the container) refers to, by the last word of the
    /// relationship's type, which strict and transitional files share.
    pub(crate) fn related(&mut self, part: &str) -> Result<HashMap<String, String>, ReadError> {
        self.relations(part, |tag| {
            tag.get("Type").map(|sort| sort.rsplit('/').next().unwrap_or_default().to_owned())
        })
    }

    /// The parts that `part` refers to, by the ids of the relationships.
    pub(crate) fn targets(&mut self, part: &str) -> Result<HashMap<String, String>, ReadError> {
        self.relations(part, |tag| tag.get("Id").map(Into::into))
    }

    /// The parts that `part` refers to, by what `key` says of the relationship; the first of each.
    fn relations(
        &mut self,
        part: &str,
        key: impl Fn(&Tag) -> Option<String>,
    ) -> Result<HashMap<String, String>, ReadError> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let mut targets = HashMap::new();
        let Some(text) = self.part(&join(folder, &format!("_rels/{file}.rels")))? else {
            return Ok(targets);
        };
        let mut xml = Xml::new(&text);
        if xml.child()?.is_none() {
            return Ok(targets);
        }
        while let Some(tag) = xml.child()? {
            let external = tag.get("TargetMode").is_some_and(|mode| mode == "External");
            if let (false, Some(key), Some(target)) = (external, key(&tag), tag.get("Target")) {
                targets.entry(key).or_insert_with(|| join(folder, &target));
            }
            xml.skip()?;
        }
        Ok(targets)
    }
}

/// A relationship's target, relative to the folder of the part that names it.
fn join(folder: &str, target: &str) -> String {
    if folder.is_empty() || target.starts_with('/') {
        return target.trim_start_matches('/').to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').collect();
    for step in target.split('/') {
        match step {
            "." => {}
            ".." => drop(path.pop()),
            _ => path.push(step),
        }
    }
    path.join("/")
}

/// How a part is written: as ever for the same part and time.
fn deflated(time: DateTime) -> SimpleFileOptions {
    let method = CompressionMethod::Deflated;
    SimpleFileOptions::default().compression_method(method).last_modified_time(time)
}

/// A name as the archive has it: in UTF-8, or in the encoding of Chinese Windows, as most archives have names.
fn entry_name(raw: &[u8]) -> String {
    match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => encoding_rs::GB18030.decode_without_bom_handling(raw).0.into_owned(),
    }
}

fn fold_name(name: &str) -> String {
    name.replace('\\', "/").to_ascii_lowercase()
}

/// The largest number of entries that an end record of the archive claims. The zip crate reserves
/// memory by that claim, so it is looked at first.
fn claimed_entries(bytes: &[u8]) -> u64 {
    fn number(bytes: &[u8]) -> u64 {
        bytes.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte))
    }
    // The two disk numbers before the claim agree in every record that the crate accepts; in four
    // bytes of a picture that look like a record they hardly do.
    let claims = |mark: &[u8], disks: usize, width: usize, claim: usize, length: usize| {
        memmem::find_iter(bytes, mark)
            .filter_map(|at| bytes.get(at..at + claim + length))
            .filter(|record| {
                record[disks..disks + width] == record[disks + width..disks + 2 * width]
            })
            .map(|record| number(&record[claim..]))
            .max()
            .unwrap_or(0)
    };
    let short = claims(b"PK\x05\x06", 4, 2, 10, 2);
    let long = claims(b"PK\x06\x06", 16, 4, 32, 8);
    // 0xFFFF in the short record says that the long one (zip64) has the number.
    if short == 0xFFFF && long > 0 { long } else { short.max(long) }
}
