//! Comments written into a file: marks where they belong, and nothing else changed.

use std::io::{Cursor, Read};

use proptest::prelude::*;
use zip::ZipArchive;

use super::{Docx, W, p, read, tbl, tc};
use crate::{AnnotateError, Author, Remark, Span};

const AUTHOR: Author<'static> = Author { name: "gouji", initials: "勾" };

/// The new file.
fn annotate(docx: &[u8], author: Author<'_>, remarks: &[Remark]) -> Result<Vec<u8>, AnnotateError> {
    crate::annotate(docx, author, remarks).map(|(docx, _)| docx)
}

fn remark(span: Span, line: &str) -> Remark {
    Remark { span, lines: vec![line.to_owned()], elsewhere: Some("另见".to_owned()) }
}

/// The words of the view between brackets, and the view without them.
fn bracketed(view: &str) -> (String, Vec<Span>) {
    let (mut text, mut spans, mut open) = (String::new(), Vec::new(), Vec::new());
    for char in view.chars() {
        match char {
            '[' => open.push(text.len()),
            ']' => spans.push(Span::new(open.pop().unwrap()..text.len())),
            _ => text.push(char),
        }
    }
    (text, spans)
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut text = String::new();
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The main part with marks in short: `[0`, `]0`, and `^0` for a reference.
fn short(bytes: &[u8]) -> String {
    let mut text = part(bytes, "word/document.xml").replace(W, "");
    for id in 0..9 {
        text = text
            .replace(&format!(r#"<w:commentRangeStart w:id="{id}"/>"#), &format!("[{id}"))
            .replace(&format!(r#"<w:commentRangeEnd w:id="{id}"/>"#), &format!("]{id}"))
            .replace(
                &format!(r#"<w:r><w:commentReference w:id="{id}"/></w:r>"#),
                &format!("^{id}"),
            );
    }
    text.replace("<w:document ><w:body>", "").replace("</w:body></w:document>", "")
}

/// Comments on the bracketed words of the view of `body` give this XML, and the same view.
#[track_caller]
fn check(body: &str, view: &str, expected: &str) {
    check_docx(&Docx::body(body), view, expected);
}

#[track_caller]
fn check_docx(docx: &Docx, view: &str, expected: &str) {
    let bytes = docx.bytes();
    let (text, spans) = bracketed(view);
    assert_eq!(read(&bytes).unwrap().source.text(), text);
    let remarks: Vec<Remark> = spans.into_iter().map(|span| remark(span, "不平")).collect();
    let written = annotate(&bytes, AUTHOR, &remarks).unwrap();
    assert_eq!(read(&written).unwrap().source.text(), text);
    assert_eq!(short(&written), expected);
}

#[test]
fn a_run_is_cut_around_the_words() {
    check(
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>共收到申请</w:t></w:r><w:r><w:t>12件</w:t></w:r></w:p>",
        "共收到[申请][12]件\n",
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>共收到</w:t></w:r>[0<w:r><w:rPr><w:b/></w:rPr><w:t>申请</w:t></w:r>]0^0\
         [1<w:r><w:t>12</w:t></w:r>]1^1<w:r><w:t>件</w:t></w:r></w:p>",
    );
}

#[test]
fn children_of_a_run_are_parted_and_characters_counted_as_they_are_read() {
    check(
        "<w:p><w:r w:a='1'><w:t>甲</w:t><w:br/><w:t xml:space='preserve'>a&amp;&#x4E59;\u{AD}丙 丁</w:t></w:r></w:p>",
        "甲\n[a&乙]丙[ 丁]\n",
        "<w:p><w:r w:a='1'><w:t>甲</w:t><w:br/></w:r>[0<w:r w:a='1'><w:t xml:space='preserve'>a&amp;&#x4E59;</w:t></w:r>]0^0\
         <w:r w:a='1'><w:t xml:space='preserve'>\u{AD}丙</w:t></w:r>[1<w:r w:a='1'><w:t xml:space='preserve'> 丁</w:t></w:r>]1^1</w:p>",
    );
}

#[test]
fn where_a_cut_would_lose_something_the_run_is_marked() {
    let change = "<w:rPr><w:rPrChange w:id='1'/></w:rPr>";
    for run in [
        format!("<w:r>{change}<w:t>甲乙</w:t></w:r>"),
        "<w:r><w:t><![CDATA[甲乙]]></w:t></w:r>".to_owned(),
    ] {
        check(&format!("<w:p>{run}</w:p>"), "甲[乙]\n", &format!("<w:p>[0{run}]0^0</w:p>"));
    }
    check(
        "<w:p><w:r><w:t>甲 乙</w:t></w:r></w:p>",
        "甲 [乙]\n",
        "<w:p>[0<w:r><w:t>甲 乙</w:t></w:r>]0^0</w:p>",
    );
}

#[test]
fn a_formula_or_a_control_is_marked_with_its_paragraph() {
    for wrap in ["m:oMath", "w:sdt", "mc:AlternateContent"] {
        let inside = "<mc:Choice><w:r><w:t>乙</w:t></w:r></mc:Choice>";
        let body = format!("<w:pPr/><w:r><w:t>甲</w:t></w:r><{wrap}>{inside}</{wrap}>");
        let (head, rest) = body.split_at("<w:pPr/>".len());
        check(&format!("<w:p>{body}</w:p>"), "甲[乙]\n", &format!("<w:p>{head}[0{rest}]0^0</w:p>"));
    }
    check(
        "<w:p><w:hyperlink><w:r><w:t>甲乙</w:t></w:r></w:hyperlink></w:p>",
        "[甲]乙\n",
        "<w:p><w:hyperlink>[0<w:r><w:t>甲</w:t></w:r>]0^0<w:r><w:t>乙</w:t></w:r></w:hyperlink></w:p>",
    );
}

#[test]
fn cells_are_found_and_so_are_blank_ones() {
    let row =
        [tc("", &p("规章")), tc("", "<w:p/>"), tc("", "<w:p><w:pPr/></w:p>"), tc("", &p("3"))];
    let expected = tbl(&format!("<w:tr>{}</w:tr>", row.concat()))
        .replace("<w:p/>", "<w:p>[0]0^0</w:p>")
        .replace("<w:pPr/>", "<w:pPr/>[1]1^1")
        .replace(
            "<w:r><w:t xml:space=\"preserve\">3</w:t></w:r>",
            "[2<w:r><w:t xml:space=\"preserve\">3</w:t></w:r>]2^2",
        );
    check(&tbl(&format!("<w:tr>{}</w:tr>", row.concat())), "规章\t[]\t[]\t[3]\n", &expected);
}

#[test]
fn comments_may_share_words() {
    check(
        "<w:p><w:r><w:t>甲乙丙</w:t></w:r></w:p>",
        "甲[[乙]丙]\n",
        "<w:p><w:r><w:t>甲</w:t></w:r>[0[1<w:r><w:t>乙</w:t></w:r>]0^0<w:r><w:t>丙</w:t></w:r>]1^1</w:p>",
    );
}

#[test]
fn a_joined_paragraph_is_one() {
    let first = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>一、总</w:t></w:r></w:p>";
    check(
        &format!("{first}<w:p><w:r><w:t>体情况</w:t></w:r></w:p>"),
        "一、[总体]情况\n",
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>一、</w:t></w:r>[0<w:r><w:t>总</w:t></w:r></w:p>\
         <w:p><w:r><w:t>体</w:t></w:r>]0^0<w:r><w:t>情况</w:t></w:r></w:p>",
    );
}

/// The text of the comments of a file.
fn comments(bytes: &[u8]) -> String {
    let part = part(bytes, "word/comments.xml");
    part[part.find("<w:comment ").unwrap()..].replace("</w:comments>", "")
}

#[test]
fn what_has_no_place_of_its_own_stands_near_and_says_so() {
    let boxed = format!("<w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r>", p("框"));
    let note = "<w:r><w:footnoteReference w:id='1'/></w:r>";
    let body = format!("<w:p/>{}<w:p>{boxed}{note}</w:p>", p("标题"));
    let docx = Docx::body(&body).part(
        "footnotes",
        "footnotes",
        &format!("<w:footnote w:id='1'>{}</w:footnote>", p("注")),
    );
    let title = p("标题").replace("<w:r>", "[1<w:r>").replace("</w:r>", "</w:r>]1^1");
    check_docx(
        &docx,
        "\n标题\n\n[框]\n[注]\n",
        &format!("<w:p/>{title}<w:p>[0{boxed}{note}]0^0</w:p>"),
    );
    let whole = annotate(&docx.bytes(), AUTHOR, &[remark(Span::at(0), "整份")]).unwrap();
    assert!(short(&whole).contains("<w:p>[0<w:r>"), "{}", short(&whole));
    assert_eq!(
        comments(&whole),
        "<w:comment w:id=\"0\" w:author=\"gouji\" w:initials=\"勾\">\
         <w:p><w:r><w:t xml:space=\"preserve\">整份</w:t></w:r></w:p>\
         <w:p><w:r><w:t xml:space=\"preserve\">另见</w:t></w:r></w:p></w:comment>"
    );
}

#[test]
fn what_was_said_already_is_not_said_again() {
    let docx = Docx::body(&p("甲乙"));
    let at = |text: &str| remark(Span::new(0.."甲".len()), text);
    let (once, new) = crate::annotate(&docx.bytes(), AUTHOR, &[at("一"), at("一")]).unwrap();
    assert_eq!(new, 2);
    let (same, new) = crate::annotate(&once, AUTHOR, &[at("一")]).unwrap();
    assert!(new == 0 && same == once);
    let three = [at("一"), at("一"), at("一")];
    assert_eq!(crate::annotate(&once, AUTHOR, &three).unwrap().1, 1);
    // Somebody else may have said the same.
    let other = Author { name: "甲", initials: "甲" };
    assert_eq!(crate::annotate(&once, other, &[at("一")]).unwrap().1, 1);
}

#[test]
fn comments_that_are_there_stay_and_ids_are_not_used_twice() {
    let body = "<w:p><w:commentRangeStart w:id='0'/><w:r><w:t>甲</w:t></w:r><w:commentRangeEnd w:id='0'/>\
                <w:r><w:commentReference w:id='0'/></w:r></w:p>";
    let old = format!("<w:comment w:id='0'>{}</w:comment><w:comment w:id='2'/>", p("旧"));
    let docx = Docx::body(body).part("comments", "comments", &old);
    let place = Span::new(0.."甲".len());
    let once =
        annotate(&docx.bytes(), AUTHOR, &[remark(place, "新"), remark(place, "又")]).unwrap();
    let twice = annotate(&once, AUTHOR, &[remark(place, "再")]).unwrap();
    for (bytes, ids) in [(&once, &[0, 2, 1, 3][..]), (&twice, &[0, 2, 1, 3, 4])] {
        let text = part(bytes, "word/comments.xml").replace('\'', "\"");
        let found: Vec<u32> = text
            .split("<w:comment w:id=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap().parse().unwrap())
            .collect();
        assert_eq!(found, ids);
        assert!(text.contains("旧"));
    }
    assert_eq!(read(&twice).unwrap().source.text(), "甲\n");
}

#[test]
fn other_parts_stay_as_they_are_and_the_container_learns_of_the_new_one() {
    let types = "<Types><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>";
    let docx = Docx::body(&p("甲"))
        .part("styles", "styles", "<w:style/>")
        .raw("[Content_Types].xml", types)
        .raw("word/comments.xml", "not one of this document")
        .raw("word/media/a.bin", "\u{1}\u{2}");
    let bytes = docx.bytes();
    let remarks = [remark(Span::new(0..3), "<&\u{FFFE}\u{1}>")];
    let written = annotate(&bytes, AUTHOR, &remarks).unwrap();
    assert_eq!(written, annotate(&bytes, AUTHOR, &remarks).unwrap());
    for same in ["word/styles.xml", "word/comments.xml", "word/media/a.bin"] {
        assert_eq!(part(&written, same), part(&bytes, same), "{same}");
    }
    assert!(part(&written, "word/comments1.xml").contains(">&lt;&amp;&gt;<"));
    let types = part(&written, "[Content_Types].xml");
    assert!(
        types.contains("<Override PartName=\"/word/comments1.xml\" ContentType=")
            && types.ends_with("</Types>")
    );
    let relations = part(&written, "word/_rels/document.xml.rels");
    assert!(relations.contains("<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments\" Target=\"comments1.xml\"/></Relationships>"), "{relations}");
    assert_eq!(annotate(&bytes, AUTHOR, &[]).unwrap(), bytes);
}

#[test]
fn a_file_that_nothing_can_be_written_into_is_refused() {
    let refused = |docx: &Docx| {
        let error = annotate(&docx.bytes(), AUTHOR, &[remark(Span::at(0), "")]).unwrap_err();
        assert!(matches!(error, AnnotateError::NoPlace), "{error}");
    };
    refused(&Docx::body(""));
    refused(&Docx::default().raw("word/document.xml", "<document><body><p/></body></document>"));
    assert!(matches!(annotate(b"", AUTHOR, &[]), Err(AnnotateError::Read(_))));
}

proptest! {
    /// Wherever comments stand, the text is read as before, and what was put in can be taken out.
    #[test]
    fn comments_change_nothing_that_is_read(
        texts in prop::collection::vec("[甲乙 a&<\u{AD}\t]{0,6}", 1..6),
        kept in any::<bool>(),
        places in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..6),
    ) {
        let space = if kept { " xml:space=\"preserve\"" } else { "" };
        let run = |text: &String| {
            let text = text.replace('&', "&amp;").replace('<', "&lt;");
            format!("<w:r><w:rPr><w:i/></w:rPr><w:t{space}>{text}</w:t><w:tab/><w:t{space}>丙{text}</w:t></w:r>")
        };
        let runs: String = texts.iter().map(run).collect();
        let cell = format!("<w:p>{runs}</w:p><w:p>{}</w:p>", run(&texts[0]));
        let body = format!("{cell}{}", tbl(&format!("<w:tr>{}{}</w:tr>", tc("", &cell), tc("", &cell))));
        let bytes = Docx::body(&body).bytes();
        let before = read(&bytes).unwrap();
        let text = before.source.text();
        let borders: Vec<usize> = (0..=text.len()).filter(|&at| text.is_char_boundary(at)).collect();
        let remarks: Vec<Remark> = places.iter().map(|(from, to)| {
            let (from, to) = (from.get(&borders), to.get(&borders));
            remark(Span::new(*from.min(to)..*from.max(to)), "注")
        }).collect();
        let written = annotate(&bytes, AUTHOR, &remarks).unwrap();
        let after = read(&written).unwrap();
        prop_assert_eq!(after.source.text(), text);
        prop_assert_eq!(after.blocks, before.blocks);
        let count = part(&written, "word/document.xml").matches("<w:commentReference").count();
        prop_assert_eq!(count, remarks.len());
    }

    #[test]
    fn no_change_of_the_xml_ends_in_a_panic(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..3), 1..6),
        place in any::<prop::sample::Index>(),
    ) {
        let mut docx = super::hostile::rich();
        for (part, (from, to, how)) in (0..4).cycle().zip(changes) {
            crate::flow::testing::disturb(&mut docx.parts[part].1, from, to, how);
        }
        let bytes = docx.bytes();
        if let Ok(document) = read(&bytes) {
            let at = place.index(document.source.text().len() + 1);
            let remarks = [remark(Span::new(at..at + 4), "注"), remark(Span::at(at), "注")];
            if let Ok(written) = annotate(&bytes, AUTHOR, &remarks) {
                prop_assert!(read(&written).is_ok());
            }
        }
    }
}
