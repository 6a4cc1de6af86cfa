//! PDFs for the tests, drawn operator by operator.

use std::fmt::Write as _;

use encoding_rs::GBK;

/// A file under construction: its objects, of which the first is the catalogue and the second the pages.
pub(super) struct Draw {
    objects: Vec<String>,
    pages: Vec<usize>,
    /// What stands in the catalogue beside the pages.
    pub(super) root: String,
    /// What stands in the resources of every page beside the fonts.
    pub(super) resources: String,
    /// What stands in every page.
    pub(super) page: String,
}

/// Fonts by name: a Chinese one that is not embedded and has no table of characters, as the systems that
/// set official documents write them; a Latin one; one whose codes nothing explains; one with a table.
const FONTS: &str = "/Font << /F1 3 0 R /F2 4 0 R /F3 5 0 R /F4 6 0 R >>";

impl Draw {
    pub(super) fn new() -> Self {
        let mut draw = Self {
            objects: vec![String::new(), String::new()],
            pages: Vec::new(),
            root: String::new(),
            resources: String::new(),
            page: String::new(),
        };
        let composite = |encoding: &str, more: &str, order: &str| {
            format!(
                "<< /Type /Font /Subtype /Type0 /BaseFont /STSong /Encoding /{encoding} {more} /DescendantFonts \
                 [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong /DW 1000 /W [814 939 500] /CIDSystemInfo \
                 << /Registry (Adobe) /Ordering ({order}) /Supplement 2 >> >>] >>"
            )
        };
        draw.object(&composite("GBK-EUC-H", "", "GB1"));
        draw.object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
        draw.object(&composite("Identity-H", "", "Identity"));
        draw.object(&composite("Identity-H", "/ToUnicode 7 0 R", "Identity"));
        draw.stream("", "begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfchar <0001> <89C4> <0002> <7AE0> endbfchar endcmap");
        draw
    }

    /// How many objects there are.
    pub(super) fn count(&self) -> usize {
        self.objects.len()
    }

    /// Adds an object; gives its number.
    pub(super) fn object(&mut self, object: &str) -> usize {
        self.objects.push(object.to_owned());
        self.objects.len()
    }

    pub(super) fn stream(&mut self, entries: &str, data: &str) -> usize {
        let length = data.len();
        self.object(&format!("<< {entries} /Length {length} >>\nstream\n{data}\nendstream"))
    }

    /// Adds a page.
    pub(super) fn page(mut self, content: &str) -> Self {
        let content = self.stream("", content);
        self.page_of(content)
    }

    /// Adds a page of a stream.
    pub(super) fn page_of(mut self, content: usize) -> Self {
        let (page, resources) = (&self.page, &self.resources);
        let page = format!(
            "<< /Type /Page /Parent 2 0 R {page} /Contents {content} 0 R /Resources << {FONTS} {resources} >> >>"
        );
        let number = self.object(&page);
        self.pages.push(number);
        self
    }

    /// The file.
    pub(super) fn bytes(mut self) -> Vec<u8> {
        self.objects[0] = format!("<< /Type /Catalog /Pages 2 0 R {} >>", self.root);
        let kids: Vec<String> = self.pages.iter().map(|page| format!("{page} 0 R")).collect();
        let kids = kids.join(" ");
        let count = self.pages.len();
        self.objects[1] =
            format!("<< /Type /Pages /Kids [{kids}] /Count {count} /MediaBox [0 0 600 800] >>");
        let mut file = "%PDF-1.7\n".to_owned();
        let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", self.objects.len() + 1);
        for (number, object) in (1..).zip(&self.objects) {
            let _ = writeln!(table, "{:010} 00000 n ", file.len());
            let _ = write!(file, "{number} 0 obj\n{object}\nendobj\n");
        }
        let (start, size) = (file.len(), self.objects.len() + 1);
        let _ = write!(
            file,
            "{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
        );
        file.into_bytes()
    }
}

/// Text in the Chinese font, 10 points large, `x` points from the left and `y` from the bottom.
pub(super) fn text(x: i32, y: i32, text: &str) -> String {
    let (bytes, _, lacking) = GBK.encode(text);
    assert!(!lacking, "{text} is written in GBK");
    let hex = hex(&bytes);
    format!("BT /F1 10 Tf 1 0 0 1 {x} {y} Tm <{hex}> Tj ET\n")
}

/// Bytes as two digits each.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02X}");
        hex
    })
}

/// A ruled table of two columns, 100 points wide each, from `top` down.
pub(super) fn table(top: i32, rows: &[[&str; 2]]) -> String {
    let count = i32::try_from(rows.len()).expect("a page has few rows");
    let height = 20 * count;
    let mut content = String::new();
    for at in 0..=count {
        let _ = writeln!(content, "100 {} m 300 {0} l S", top - 20 * at);
    }
    // as thin boxes, the other way in which lines are drawn
    for x in [100, 200, 300] {
        let _ = writeln!(content, "{x} {} 0.5 {height} re f", top - height);
    }
    for (row, y) in rows.iter().zip((0..).map(|at| top - 20 * at - 14)) {
        content += &text(104, y, row[0]);
        content += &text(204, y, row[1]);
    }
    content
}
