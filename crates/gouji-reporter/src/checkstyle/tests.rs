use gouji_parser::Format;

use crate::{
    Options, OutputFormat,
    tests::samples::eventful,
    tests::schema::published,
    xml::structure::{Element, faults},
};

const XSD: &str = include_str!("../../../../tests/schemas/checkstyle.xsd");

fn written(format: Format) -> String {
    eventful(format, "年报.txt", OutputFormat::Checkstyle, &Options::default())
}

#[test]
fn a_finding_is_an_error_of_its_severity() {
    insta::assert_snapshot!(written(Format::Text), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <checkstyle version="4.3">
      <file name="年报.txt">
        <error line="2" column="7" severity="error" message="表三不平；建议：改为 26；依据：表三表头" source="gouji.E001"/>
        <error line="1" column="1" severity="info" message="规则不在表中" source="gouji.Z999"/>
        <error line="1" column="1" severity="warning" message="表三读不出" source="gouji.not-checked"/>
      </file>
      <file name="旧/年报.pdf">
        <error severity="error" message="不能直接检查" source="gouji.unreadable"/>
      </file>
    </checkstyle>
    "#);
}

#[test]
fn a_word_file_has_no_lines() {
    let root = Element::read(&written(Format::Docx));
    let error = &root.children[0].children[0];
    assert_eq!((error.get("line"), error.get("column")), ("", ""));
    assert!(error.get("message").contains("位置：gouji view 显示的第 2 行第 7 列"), "{error:?}");
}

#[test]
fn the_document_keeps_to_the_published_schema() {
    let Some(xsd) = published("checkstyle-report-1.0.0.xsd") else { return };
    for format in [Format::Text, Format::Docx] {
        assert_eq!(faults(&xsd, &written(format)), [""; 0]);
    }
    let check = |inside: &str| {
        let xml = format!("<checkstyle version='4.3'>{inside}</checkstyle>");
        assert_ne!(faults(&xsd, &xml), [""; 0], "{xml}");
    };
    check("<file/>");
    check("<file name='a'><error severity='note'/></file>");
    check("<file name='a'><error line='0'/></file>");
    check("<file name='a'><file name='b'/></file>");
}

#[test]
fn the_document_keeps_to_the_schema() {
    for format in [Format::Text, Format::Docx] {
        assert_eq!(faults(XSD, &written(format)), [""; 0]);
    }
    let check = |xml: &str| assert_ne!(faults(XSD, xml), [""; 0], "{xml}");
    check("<checkstyle><file name='a'/></checkstyle>");
    check("<error line='1' severity='note' message=''/>");
    check("<error line='0' severity='info' message=''/>");
    check("<error line='1' column='0' severity='info' message=''/>");
}
