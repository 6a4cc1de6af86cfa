//! An array in indented JSON, item by item: the bytes are those of the whole written at once.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

/// Adds `items` to `out`, those of an array that is `depth` deep, with a comma between.
pub(crate) fn add<T: Serialize>(
    items: impl IntoIterator<Item = T>,
    depth: usize,
    out: &mut Vec<u8>,
) -> io::Result<()> {
    for (at, item) in items.into_iter().enumerate() {
        let mut formatter = IndentFormatter { depth, filled: false };
        formatter.begin_array_value(out, at == 0)?;
        item.serialize(&mut Serializer::with_formatter(&mut *out, formatter))?;
    }
    Ok(())
}

/// The indented form of `serde_json`, with the blanks of a line written at once: they are most of what is written.
struct IndentFormatter {
    depth: usize,
    /// Whether the array or object that is written has items.
    filled: bool,
}

/// The end of a line and the blanks of the next one.
const LINE: &[u8] = b",\n                                                                ";

impl IndentFormatter {
    fn open<W: ?Sized + Write>(&mut self, out: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth += 1;
        self.filled = false;
        out.write_all(bracket)
    }

    fn item<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        let (start, blanks) = (usize::from(first), 2 * self.depth);
        let at_once = blanks.min(LINE.len() - 2);
        out.write_all(&LINE[start..2 + at_once])?;
        (at_once..blanks).try_for_each(|_| out.write_all(b" "))
    }

    fn close<W: ?Sized + Write>(&mut self, out: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth -= 1;
        if self.filled {
            self.item(out, true)?;
        }
        out.write_all(bracket)
    }
}

impl Formatter for IndentFormatter {
    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.item(out, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.item(out, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }
}

/// Returns what stands before the items of the empty array `name` of `object`, with its bracket, and what after them.
pub(crate) fn around(object: &impl Serialize, name: &str) -> io::Result<(String, String)> {
    let text = serde_json::to_string_pretty(object)?;
    let empty = format!("\"{name}\": []");
    let at = text.find(&empty).map_or(text.len(), |at| at + empty.len() - 1);
    Ok((text[..at].to_owned(), text[at..].to_owned()))
}

/// Returns the last items of an array that is `depth` deep and has others before or not, up to its closing bracket.
pub(crate) fn last<T: Serialize>(
    items: impl IntoIterator<Item = T>,
    any: bool,
    depth: usize,
) -> io::Result<String> {
    let mut out = Vec::new();
    add(items, depth, &mut out)?;
    let comma = if any && !out.is_empty() { "," } else { "" };
    let end = if any || !out.is_empty() {
        format!("\n{}", "  ".repeat(depth - 1))
    } else {
        String::new()
    };
    Ok(format!("{comma}{}{end}", String::from_utf8_lossy(&out)))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// The array `list` of an object, two deep, in parts.
    fn check(parts: &[&[u8]]) {
        let all: Vec<u8> = parts.concat();
        let (last, parts) = parts.split_last().expect("the last part may be empty");
        let object = |list: &[u8]| json!({ "a": "\"list\": []", "list": list, "z": {} });
        let (head, tail) = around(&object(&[]), "list").expect("JSON");
        let written: Vec<Vec<u8>> = parts
            .iter()
            .filter(|part| !part.is_empty())
            .map(|part| {
                let mut out = Vec::new();
                add(part.iter(), 2, &mut out).expect("a vector takes all");
                out
            })
            .collect();
        let last = super::last(last.iter(), !written.is_empty(), 2).expect("JSON");
        let written = String::from_utf8(written.join(&b',')).expect("JSON is UTF-8");
        let whole = serde_json::to_string_pretty(&object(&all)).expect("JSON");
        assert_eq!(format!("{head}{written}{last}{tail}"), whole);
    }

    #[test]
    fn items_are_indented_as_they_are_within_the_whole() {
        let deep = (0..40).fold(json!("x"), |inner, _| json!([1, inner, {}]));
        let item = json!({ "none": [], "empty": {}, "nested": [{ "a": [1, 2], "b": null }], "deep": deep });
        let mut out = Vec::new();
        add([&item], 1, &mut out).expect("a vector takes all");
        let whole = serde_json::to_string_pretty(&[item]).expect("JSON");
        assert_eq!(format!("[{}\n]", String::from_utf8(out).expect("JSON is UTF-8")), whole);
    }

    #[test]
    fn parts_come_to_the_whole() {
        check(&[&[]]);
        check(&[&[], &[]]);
        check(&[&[1]]);
        check(&[&[1, 2], &[], &[3]]);
        check(&[&[1], &[2], &[]]);
        check(&[&[], &[2, 3]]);
    }
}
