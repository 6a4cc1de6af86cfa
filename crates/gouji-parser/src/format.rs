//! What a format is: one table of all that holds of each, for whoever reads, finds, writes or describes files.

/// What a file is. The content decides, see [`crate::sniff`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text in any of its layouts, and anything that is none of the others.
    Text,
    /// Markdown.
    Markdown,
    /// HTML.
    Html,
    /// Word, Office Open XML; the text is a view, one line a paragraph or table row.
    Docx,
    /// Word 97–2003, and WPS Writer's own .wps, which has the same stream; the text is a view as of a .docx.
    Doc,
    /// OpenDocument text; the text is a view as of a .docx.
    Odt,
    /// PDF; the text is a view as of a .docx, and has pages.
    Pdf,
    /// A workbook, Office Open XML; the text is a view, one line a row.
    Xlsx,
    /// A workbook, Excel 97–2003, and WPS's own .et, which has the same stream; the text is a view, one line a row.
    Xls,
    /// A zip archive that is none of the formats in one.
    Zip,
    /// Rich Text Format.
    Rtf,
    /// An OLE2 container of another sort: Works and older WPS files among them.
    Wps,
    /// A workbook in a way of its own: Excel 95 and older, binary ones (.xlsb).
    OldWorkbook,
    /// OpenDocument of another sort: a spreadsheet, a presentation.
    OpenDocument,
    /// PowerPoint, Office Open XML.
    Pptx,
    /// OFD, the national fixed-layout format.
    Ofd,
    /// An archive of another sort: RAR, 7z.
    Archive,
    /// An Office Open XML file behind a password.
    Encrypted,
    /// A picture: PNG, JPEG, GIF, BMP or TIFF.
    Image,
    /// A web page saved as one MIME file (.mht, often named .doc).
    Mhtml,
    /// Word as a single XML file.
    WordXml,
    /// Text in UTF-32, by its byte order mark.
    Utf32,
}

/// What can be done with files of a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handling {
    /// They are read, have lines of their own, and can be rewritten.
    Lines,
    /// They are read as a view, and have no lines and bytes to speak of.
    View {
        /// Whether comments can be written into a copy.
        comments: bool,
    },
    /// They are gone through like a folder, where that is asked for.
    Folder,
    /// They are not read; LibreOffice makes a .docx of them.
    Converted,
    /// They are not read.
    Refused,
}

/// What is done with files of a format that lie in a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InFolder {
    /// They are checked.
    Checked,
    /// They are not checked, and the result says how many there are.
    Counted,
    /// They are no reports.
    PassedOver,
}

/// What is said of a format that is not read, Chinese and English.
pub type Advice = (&'static str, &'static str);

/// All that holds of a format.
#[derive(Debug)]
pub struct FormatEntry {
    /// Of which format.
    pub format: Format,
    /// Its name in machine-readable output.
    pub name: &'static str,
    /// What it is called, Chinese and English.
    pub called: (&'static str, &'static str),
    /// The endings by which its files are known in folders, without the dot, the usual one first.
    pub endings: &'static [&'static str],
    /// Further endings of such files, which are taken for it where the file is named.
    pub further_endings: &'static [&'static str],
    /// Its media type.
    pub mime: &'static str,
    /// What can be done with its files.
    pub handling: Handling,
    /// What is done with them in folders.
    pub in_folder: InFolder,
    /// What its author can do, where it is not read.
    pub advice: Option<Advice>,
}

/// Every format, in the order of the variants of [`Format`].
pub static FORMATS: &[FormatEntry] = &[
    FormatEntry {
        endings: &["txt"],
        ..read(Format::Text, "text", ("文本", "plain text"), "text/plain", Handling::Lines)
    },
    FormatEntry {
        endings: &["md", "markdown"],
        ..read(
            Format::Markdown,
            "markdown",
            ("Markdown", "Markdown"),
            "text/markdown",
            Handling::Lines,
        )
    },
    FormatEntry {
        endings: &["html", "htm"],
        further_endings: &["shtml", "xhtml"],
        ..read(
            Format::Html,
            "html",
            ("网页（HTML）", "a web page (HTML)"),
            "text/html",
            Handling::Lines,
        )
    },
    FormatEntry {
        endings: &["docx"],
        // Each has a content type of its own: under another ending Word does not open it.
        further_endings: &["docm", "dotx", "dotm"],
        ..read(
            Format::Docx,
            "docx",
            ("Word 文档", "a Word document"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Handling::View { comments: true },
        )
    },
    FormatEntry {
        endings: &["doc", "wps"],
        ..read(
            Format::Doc,
            "doc",
            ("Word 97–2003、WPS 文字", "Word 97–2003, WPS Writer"),
            "application/msword",
            VIEW,
        )
    },
    FormatEntry {
        endings: &["odt"],
        ..read(
            Format::Odt,
            "odt",
            ("OpenDocument 文字", "OpenDocument text"),
            "application/vnd.oasis.opendocument.text",
            VIEW,
        )
    },
    FormatEntry {
        endings: &["pdf"],
        advice: Some((
            "读 PDF 要用带 pdf 功能的 gouji（安装时加 --features full），或检查生成它的 .docx 原稿",
            "it takes a gouji with the feature pdf (install it with --features full); or check the .docx that it was made from",
        )),
        ..read(Format::Pdf, "pdf", ("PDF 文件", "a PDF file"), "application/pdf", VIEW)
    },
    FormatEntry {
        endings: &["xlsx"],
        in_folder: InFolder::Counted,
        ..read(
            Format::Xlsx,
            "xlsx",
            ("Excel 工作簿", "an Excel workbook"),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            VIEW,
        )
    },
    FormatEntry {
        endings: &["xls", "et"],
        in_folder: InFolder::Counted,
        ..read(
            Format::Xls,
            "xls",
            ("Excel 97–2003、WPS 表格", "Excel 97–2003, WPS Spreadsheets"),
            "application/vnd.ms-excel",
            VIEW,
        )
    },
    FormatEntry {
        endings: &["zip"],
        handling: Handling::Folder,
        ..refused(Format::Zip, "zip", ("压缩包", "an archive"), "application/zip", UNPACK)
    },
    FormatEntry {
        endings: &["rtf"],
        handling: Handling::Converted,
        ..refused(Format::Rtf, "rtf", ("RTF 文件", "an RTF file"), "application/rtf", SAVE)
    },
    FormatEntry {
        further_endings: &["wps"],
        handling: Handling::Converted,
        ..refused(
            Format::Wps,
            "wps",
            ("旧版 Office 或 WPS 文件（.wps 等）", "an old Office or WPS file (.wps)"),
            "application/vnd.ms-works",
            SAVE,
        )
    },
    FormatEntry {
        endings: &["xlsb"],
        ..refused(
            Format::OldWorkbook,
            "old-workbook",
            (
                "Excel 95 及更早的工作簿、二进制工作簿（.xlsb）",
                "a workbook of Excel 95 or older, or a binary one (.xlsb)",
            ),
            "application/vnd.ms-excel.sheet.binary.macroEnabled.12",
            (
                "请用 Excel 或 WPS 打开，另存为 .xlsx 后再检查",
                "open it in Excel or WPS and save it as .xlsx",
            ),
        )
    },
    FormatEntry {
        endings: &["ods"],
        ..refused(
            Format::OpenDocument,
            "opendocument",
            ("OpenDocument 表格或演示文稿", "an OpenDocument spreadsheet or presentation"),
            "application/vnd.oasis.opendocument.spreadsheet",
            (
                "请把表格放回年报正文，存为 .docx 后再检查",
                "put the tables back into the report and save that as .docx",
            ),
        )
    },
    FormatEntry {
        in_folder: InFolder::PassedOver,
        endings: &["pptx"],
        ..refused(
            Format::Pptx,
            "pptx",
            ("演示文稿（.pptx）", "a presentation (.pptx)"),
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            ("请检查年报的 .docx 原稿", "check the report's own .docx"),
        )
    },
    FormatEntry {
        endings: &["ofd"],
        ..refused(
            Format::Ofd,
            "ofd",
            ("OFD 版式文件", "an OFD file"),
            "application/ofd",
            (
                "其中的表格已没有行列，请检查生成它的 .docx 原稿",
                "its tables have lost their rows and columns; check the .docx that it was made from",
            ),
        )
    },
    FormatEntry {
        endings: &["rar", "7z"],
        ..refused(
            Format::Archive,
            "archive",
            ("RAR、7z 压缩包", "an archive (RAR, 7z)"),
            "application/vnd.rar",
            UNPACK,
        )
    },
    refused(
        Format::Encrypted,
        "encrypted",
        ("加了密码的 Office 文件", "an Office file with a password"),
        "application/octet-stream",
        (
            "请打开后取消密码，存为 .docx 后再检查",
            "open it, take the password off and save it as .docx",
        ),
    ),
    FormatEntry {
        in_folder: InFolder::PassedOver,
        endings: &["png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff"],
        ..refused(
            Format::Image,
            "image",
            ("图片", "a picture"),
            "image/png",
            (
                "图片中的文字无法检查，请检查年报的 .docx 原稿或网页",
                "text in a picture cannot be read; check the report's own .docx or web page",
            ),
        )
    },
    FormatEntry {
        endings: &["mht", "mhtml"],
        ..refused(
            Format::Mhtml,
            "mhtml",
            ("单个文件网页（.mht）", "a web page in one file (.mht)"),
            "multipart/related",
            (
                "请用浏览器打开，另存为“网页，仅 HTML”，或用 Word、WPS 打开，另存为 .docx 后再检查",
                "open it in a browser and save it as a page, HTML only, or in Word or WPS and save it as .docx",
            ),
        )
    },
    refused(
        Format::WordXml,
        "word-xml",
        ("Word XML 文件（.xml）", "a Word XML file (.xml)"),
        "application/xml",
        SAVE,
    ),
    refused(
        Format::Utf32,
        "utf-32",
        ("UTF-32 编码的文字文件", "a text in UTF-32"),
        "text/plain",
        (
            "请用记事本或 WPS 打开，另存时编码选 UTF-8，再检查",
            "open it in an editor and choose UTF-8 as the encoding when saving it",
        ),
    ),
];

const VIEW: Handling = Handling::View { comments: false };
const SAVE: Advice =
    ("请用 Word 或 WPS 打开，另存为 .docx 后再检查", "open it in Word or WPS and save it as .docx");
const UNPACK: Advice = ("请先解压，再检查其中的年报", "unpack it and check the report in it");

/// The entry of a format that is read, without endings.
const fn read(
    format: Format,
    name: &'static str,
    called: (&'static str, &'static str),
    mime: &'static str,
    handling: Handling,
) -> FormatEntry {
    let in_folder = InFolder::Checked;
    let (endings, further_endings) = (&[], &[]);
    FormatEntry {
        format,
        name,
        called,
        endings,
        further_endings,
        mime,
        handling,
        in_folder,
        advice: None,
    }
}

/// The entry of a format that is not read, without endings.
const fn refused(
    format: Format,
    name: &'static str,
    called: (&'static str, &'static str),
    mime: &'static str,
    advice: Advice,
) -> FormatEntry {
    FormatEntry {
        advice: Some(advice),
        in_folder: InFolder::Counted,
        ..read(format, name, called, mime, Handling::Refused)
    }
}

impl Format {
    /// Returns all that holds of the format.
    pub fn entry(self) -> &'static FormatEntry {
        &FORMATS[self as usize]
    }

    /// Returns the name used in machine-readable output.
    pub fn name(self) -> &'static str {
        self.entry().name
    }

    /// Whether the text is a view, and the file itself has no lines and bytes to speak of.
    pub fn is_view(self) -> bool {
        matches!(self.entry().handling, Handling::View { .. })
    }

    /// Whether files of it have any of its endings, of whatever case, behind the last dot of `name`.
    pub fn is_ending_of(self, name: &str) -> bool {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let FormatEntry { endings, further_endings, .. } = self.entry();
        endings.iter().chain(*further_endings).any(|it| it.eq_ignore_ascii_case(ending))
    }

    /// Returns why a file of it is refused by whoever cannot read it; nothing where everyone can.
    pub fn refusal(self) -> Option<Refusal> {
        let FormatEntry { called: (what, english), advice, .. } = self.entry();
        let (advice, english_advice) = (*advice)?;
        Some(Refusal { format: self, what, advice, english, english_advice })
    }
}

/// Why a file is not read, and what its author can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What the content was recognised as.
    pub format: Format,
    /// What it is, in Chinese.
    pub what: &'static str,
    /// What to do, in Chinese.
    pub advice: &'static str,
    /// What it is, in English.
    pub english: &'static str,
    /// What to do, in English.
    pub english_advice: &'static str,
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { what, advice, english, english_advice, .. } = self;
        write!(out, "{what}不能直接检查：{advice} / {english} cannot be checked: {english_advice}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_format_has_its_entry() {
        for (at, entry) in FORMATS.iter().enumerate() {
            assert_eq!(entry.format as usize, at, "{entry:?}");
        }
        let names: std::collections::BTreeSet<_> = FORMATS.iter().map(|it| it.name).collect();
        assert_eq!(names.len(), FORMATS.len());
    }

    #[test]
    fn what_is_not_read_says_what_to_do() {
        for entry in FORMATS {
            let read = matches!(entry.handling, Handling::Lines | Handling::View { .. });
            assert!(read || entry.advice.is_some(), "{entry:?}");
            assert!(!read || !entry.endings.is_empty(), "{entry:?}");
        }
    }

    #[test]
    fn an_ending_of_a_folder_belongs_to_one_format() {
        let endings = || FORMATS.iter().flat_map(|it| it.endings);
        let once: std::collections::BTreeSet<_> = endings().collect();
        assert_eq!(once.len(), endings().count());
    }
}
