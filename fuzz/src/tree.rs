//! Pages and documents of Word with tables, spans and nested elements, written from any bytes.

use arbitrary::{Result, Unstructured};

/// What may stand in an element: its name, its attributes with `#` for a small number, and the elements in it; `#` for text.
type Element = (&'static str, &'static [&'static str], &'static [&'static str]);

/// A grammar, whose first element is the one that all others stand in.
pub type Grammar = &'static [Element];

const FLOW: &[&str] =
    &["p", "p", "table", "table", "div", "ul", "h2", "!--", "blockquote", "details", "template"];
const INLINE: &[&str] =
    &["#", "#", "#", "span", "b", "del", "ins", "sup", "a", "br", "img", "input", "script", "ruby"];

/// Web pages.
pub const HTML: Grammar = &[
    ("html", &[], &["p", "table", "table", "table", "div", "h2"]),
    ("div", &["style='display:none'", "style='white-space:pre'", "hidden", "class='a'"], FLOW),
    ("blockquote", &[], FLOW),
    ("details", &["open"], FLOW),
    ("template", &[], FLOW),
    ("ul", &[], &["li", "li", "p"]),
    ("li", &[], INLINE),
    ("p", &["style='text-align:center'"], INLINE),
    ("h2", &[], INLINE),
    ("table", &["border=#"], &["tr", "tr", "tr", "thead", "tbody", "tfoot", "caption", "colgroup"]),
    ("thead", &[], &["tr"]),
    ("tbody", &[], &["tr", "tr"]),
    ("tfoot", &[], &["tr"]),
    ("caption", &[], INLINE),
    ("colgroup", &[], &["col"]),
    ("col", &["span=#"], &[]),
    ("tr", &["style='display:none'"], &["td", "td", "td", "td", "th"]),
    (
        "td",
        &["colspan=#", "rowspan=#", "colspan=# rowspan=#", "colspan=99999", "rowspan=0"],
        &["#", "#", "#", "p", "table", "b", "del", "br", "img"],
    ),
    ("th", &["colspan=#", "rowspan=#"], INLINE),
    (
        "span",
        &[
            "style='display:none'",
            "style='text-decoration:line-through'",
            "style='vertical-align:super'",
        ],
        INLINE,
    ),
    ("b", &[], INLINE),
    ("del", &[], INLINE),
    ("ins", &[], INLINE),
    ("sup", &[], INLINE),
    ("a", &["href='#'"], INLINE),
    ("ruby", &[], INLINE),
    ("script", &[], &["#"]),
    ("!--", &[], &["#"]),
    ("br", &[], &[]),
    ("img", &["alt='1'"], &[]),
    ("input", &["value='#'"], &[]),
];

const BODY: &[&str] = &["w:p", "w:p", "w:tbl", "w:tbl", "w:sdt", "w:altChunk"];
const RUNS: &[&str] =
    &["w:r", "w:r", "w:r", "w:ins", "w:del", "w:hyperlink", "w:smartTag", "m:oMath"];

/// The main part of a .docx.
pub const WORD: Grammar = &[
    ("w:body", &[], &["w:p", "w:tbl", "w:tbl", "w:sdt"]),
    ("w:sdt", &[], &["w:sdtContent"]),
    ("w:sdtContent", &[], BODY),
    ("w:altChunk", &["r:id='rId1'"], &[]),
    (
        "w:p",
        &[],
        &["w:pPr", "w:r", "w:r", "w:ins", "w:del", "w:hyperlink", "w:smartTag", "w:bookmarkStart"],
    ),
    ("w:pPr", &[], &["w:pStyle", "w:numPr", "w:outlineLvl", "w:rPr", "w:sectPr"]),
    ("w:pStyle", &["w:val='#'"], &[]),
    ("w:numPr", &[], &["w:ilvl", "w:numId"]),
    ("w:ilvl", &["w:val='#'"], &[]),
    ("w:numId", &["w:val='1'", "w:val='#'"], &[]),
    ("w:outlineLvl", &["w:val='#'"], &[]),
    ("w:sectPr", &[], &[]),
    ("w:bookmarkStart", &["w:id='#'"], &[]),
    ("w:ins", &["w:id='#'"], RUNS),
    ("w:del", &["w:id='#'"], RUNS),
    ("w:hyperlink", &[], RUNS),
    ("w:smartTag", &[], RUNS),
    ("m:oMath", &[], &["w:r"]),
    (
        "w:r",
        &[],
        &[
            "w:rPr",
            "w:t",
            "w:t",
            "w:t",
            "w:tab",
            "w:br",
            "w:delText",
            "w:fldChar",
            "w:instrText",
            "w:sym",
            "w:footnoteReference",
            "w:drawing",
            "mc:AlternateContent",
        ],
    ),
    ("w:rPr", &[], &["w:vanish", "w:strike", "w:vertAlign", "w:del", "w:ins"]),
    ("w:vanish", &["w:val='0'"], &[]),
    ("w:strike", &[], &[]),
    ("w:vertAlign", &["w:val='superscript'"], &[]),
    ("w:t", &["xml:space='preserve'"], &["#"]),
    ("w:delText", &[], &["#"]),
    ("w:instrText", &[], &["#"]),
    ("w:tab", &[], &[]),
    ("w:br", &["w:type='page'"], &[]),
    (
        "w:fldChar",
        &["w:fldCharType='begin'", "w:fldCharType='separate'", "w:fldCharType='end'"],
        &[],
    ),
    ("w:sym", &["w:char='F0FC' w:font='Wingdings'"], &[]),
    ("w:footnoteReference", &["w:id='#'"], &[]),
    ("w:drawing", &[], &["w:txbxContent"]),
    ("mc:AlternateContent", &[], &["mc:Choice", "mc:Fallback"]),
    ("mc:Choice", &["Requires='wps'"], &["w:txbxContent"]),
    ("mc:Fallback", &[], &["w:txbxContent"]),
    ("w:txbxContent", &[], BODY),
    ("w:tbl", &[], &["w:tblGrid", "w:tr", "w:tr", "w:tr", "w:sdt"]),
    ("w:tblGrid", &[], &["w:gridCol", "w:gridCol"]),
    ("w:gridCol", &["w:w='#'"], &[]),
    ("w:tr", &[], &["w:trPr", "w:tc", "w:tc", "w:tc", "w:tc"]),
    ("w:trPr", &[], &["w:gridBefore", "w:hidden", "w:del", "w:ins"]),
    ("w:gridBefore", &["w:val='#'"], &[]),
    ("w:hidden", &[], &[]),
    ("w:tc", &[], &["w:tcPr", "w:p", "w:p", "w:p", "w:tbl"]),
    ("w:tcPr", &[], &["w:gridSpan", "w:vMerge", "w:hMerge"]),
    ("w:gridSpan", &["w:val='#'", "w:val='99999'"], &[]),
    ("w:vMerge", &["w:val='restart'"], &[]),
    ("w:hMerge", &["w:val='restart'"], &[]),
];

/// A report of our own, whose lines are texts of these trees.
const REPORT: &str = include_str!("../../docs/samples/balanced-2024.md");

/// Elements of a tree: no report has half as many.
const MOST: usize = 4000;
/// How deep they stand within each other.
const DEEPEST: usize = 60;

/// Writes an element of `grammar` and what stands in it.
///
/// # Errors
///
/// Fails only where the bytes give no text.
pub fn write(u: &mut Unstructured<'_>, grammar: Grammar) -> Result<String> {
    let mut out = String::new();
    element(u, grammar, grammar[0].0, 0, &mut MOST.clone(), &mut out)?;
    Ok(out)
}

fn element(
    u: &mut Unstructured<'_>,
    grammar: Grammar,
    name: &str,
    depth: usize,
    left: &mut usize,
    out: &mut String,
) -> Result<()> {
    let Some((_, attributes, children)) = grammar.iter().find(|it| it.0 == name) else {
        return text(u, out);
    };
    *left = left.saturating_sub(1);
    out.push('<');
    out.push_str(name);
    if name == "!--" {
        text(u, out)?;
        out.push_str("-->");
        return Ok(());
    }
    if !attributes.is_empty() && u.ratio(1, 2)? {
        let number = u.int_in_range(0..=9)?.to_string();
        out.push(' ');
        out.push_str(&u.choose(attributes)?.replace('#', &number));
    }
    if children.is_empty() {
        out.push_str("/>");
        return Ok(());
    }
    out.push('>');
    while *left > 0 && depth < DEEPEST && !u.is_empty() && u.ratio(7, 8)? {
        // now and then what does not belong there
        let child = if u.ratio(1, 32)? { u.choose(grammar)?.0 } else { u.choose(children)? };
        element(u, grammar, child, depth + 1, left, out)?;
    }
    if !u.ratio(1, 64)? {
        out.push_str("</");
        out.push_str(name);
        out.push('>');
    }
    Ok(())
}

/// A line or a cell of a report, a number, or any text.
fn text(u: &mut Unstructured<'_>, out: &mut String) -> Result<()> {
    match u.int_in_range(0..=7)? {
        0 => out.push_str(u.arbitrary::<&str>()?),
        1 | 2 => out.push_str(&u.int_in_range(0..=9999_u16)?.to_string()),
        3 => out.push_str(u.choose(&[
            "&nbsp;",
            "&lt;",
            "&#49;",
            "&bogus;",
            "\u{a0}",
            "/",
            "-",
            "增5",
            "12.5万元",
            "\n",
            " ",
        ])?),
        _ => {
            let lines: Vec<&str> =
                REPORT.split(['\n', '|']).filter(|it| !it.trim().is_empty()).collect();
            out.push_str(u.choose(&lines)?.trim());
        }
    }
    Ok(())
}
