//! Whether XML keeps to the elements, attributes and nesting of an XSD, for the tests. Of XSD it
//! knows what the schemas in tests/schemas use, and panics at a type that it does not know. The
//! order of children is not looked at: those schemas leave it open wherever we write more than one.

use std::collections::BTreeMap;

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};

/// An element.
#[derive(Debug, Default)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: BTreeMap<String, String>,
    pub(crate) children: Vec<Element>,
    pub(crate) text: String,
}

impl Element {
    /// Reads a document; panics where it is not well-formed.
    #[track_caller]
    pub(crate) fn read(xml: &str) -> Self {
        let mut reader = Reader::from_str(xml);
        let mut open = vec![Self::default()];
        loop {
            match reader.read_event().expect("well-formed XML") {
                Event::Start(tag) => open.push(Self::from(&tag)),
                Event::Empty(tag) => open.last_mut().unwrap().children.push(Self::from(&tag)),
                Event::End(_) => {
                    let closed = open.pop().unwrap();
                    open.last_mut().unwrap().children.push(closed);
                }
                Event::Text(text) => {
                    assert!(text.chars().all(is_xml), "characters that XML forbids: {text:?}");
                    open.last_mut().unwrap().text.push_str(&text);
                }
                Event::GeneralRef(entity) => {
                    let written = format!("&{};", &*entity);
                    let char = quick_xml::escape::unescape(&written).expect("a known entity");
                    open.last_mut().unwrap().text.push_str(&char);
                }
                Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!((open.len(), open[0].children.len()), (1, 1), "one root: {xml}");
        open.remove(0).children.remove(0)
    }

    fn from(tag: &BytesStart<'_>) -> Self {
        let attributes = tag.attributes().map(|attribute| {
            let attribute = attribute.expect("well-formed XML without repeated attributes");
            let value =
                attribute.normalized_value(XmlVersion::Implicit1_0).expect("known entities");
            assert!(value.chars().all(is_xml), "characters that XML forbids: {value:?}");
            (attribute.key.into_inner().to_owned(), value.into_owned())
        });
        let name = tag.name().into_inner().to_owned();
        Self { name, attributes: attributes.collect(), ..Self::default() }
    }

    /// The attribute `name`, empty where there is none.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }

    /// This and everything below it.
    pub(crate) fn all(&self) -> Vec<&Element> {
        std::iter::once(self).chain(self.children.iter().flat_map(Element::all)).collect()
    }
}

fn is_xml(char: char) -> bool {
    matches!(char, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// What of the document the XSD refuses.
pub(crate) fn faults(xsd: &str, xml: &str) -> Vec<String> {
    let schema = Element::read(xsd);
    let document = Element::read(xml);
    match named(&schema, "xs:element", &document.name) {
        Some(rule) => faults_of(&schema, rule, &document),
        None => vec![format!("no element {}", document.name)],
    }
}

/// What an element's declaration, and the type that it names, refuse of it and what is below it.
fn faults_of(schema: &Element, rule: &Element, node: &Element) -> Vec<String> {
    let name = &node.name;
    let complex = named(schema, "xs:complexType", rule.get("type"));
    let parts: Vec<&Element> =
        rule.all().into_iter().skip(1).chain(complex.into_iter().flat_map(Element::all)).collect();
    let (known, children): (Vec<&Element>, Vec<&Element>) =
        parts.iter().copied().partition(|it| it.name == "xs:attribute");
    let mut faults = Vec::new();
    for attribute in &known {
        match node.attributes.get(attribute.get("name")) {
            Some(value) if fits(schema, attribute.get("type"), value) => {}
            Some(value) => faults.push(format!("{name}: {}={value}", attribute.get("name"))),
            None if attribute.get("use") == "required" => {
                faults.push(format!("{name} without {}", attribute.get("name")));
            }
            None => {}
        }
    }
    let unknown =
        node.attributes.keys().filter(|key| known.iter().all(|it| it.get("name") != **key));
    faults.extend(unknown.map(|key| format!("{name}: no attribute {key}")));
    for child in &node.children {
        let declared = children.iter().find_map(|it| match (&*it.name, it.get("ref")) {
            ("xs:element", "") => Some(*it).filter(|it| it.get("name") == child.name),
            ("xs:element", other) if other == child.name => named(schema, "xs:element", other),
            _ => None,
        });
        match declared {
            Some(rule) => faults.extend(faults_of(schema, rule, child)),
            None => faults.push(format!("{} within {name}", child.name)),
        }
    }
    let simple = complex.is_none() && !rule.get("type").is_empty();
    let may_hold_text = simple || parts.iter().any(|it| it.get("mixed") == "true");
    if !may_hold_text && !node.text.trim().is_empty() {
        faults.push(format!("text within {name}"));
    }
    faults
}

/// The declaration of that name at the top of the schema.
fn named<'a>(schema: &'a Element, kind: &str, name: &str) -> Option<&'a Element> {
    schema.children.iter().find(|it| it.name == kind && it.get("name") == name)
}

fn fits(schema: &Element, name: &str, value: &str) -> bool {
    match name {
        "xs:string" => true,
        "xs:nonNegativeInteger" => value.parse::<u64>().is_ok(),
        "xs:positiveInteger" => value.parse::<u64>().is_ok_and(|value| value > 0),
        _ => {
            let simple = named(schema, "xs:simpleType", name).expect("a type of the schema");
            let values: Vec<_> =
                simple.all().into_iter().filter(|it| it.name == "xs:enumeration").collect();
            assert!(!values.is_empty(), "this test does not know the type {name}");
            values.iter().any(|it| it.get("value") == value)
        }
    }
}
