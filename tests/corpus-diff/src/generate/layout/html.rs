//! Pages.

use std::fmt::Write as _;

use crate::generate::grid::{Grid, Merged};
use crate::generate::model::{Model, Piece};

/// A page with a line an element.
pub(super) fn tidy(model: &Model, charset: &str) -> String {
    let mut page = format!(
        "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"{charset}\">\n<title>{}</title>\n</head>\n\
         <body>\n<div class=\"nav\"><a href=\"/\">首页</a> <a href=\"/xxgk\">政府信息公开</a></div>\n",
        model.title
    );
    for piece in model.pieces() {
        let _ = match piece {
            Piece::Title(text) => writeln!(page, "<h1>{text}</h1>"),
            Piece::Heading(text) => writeln!(page, "<h2>{text}</h2>"),
            Piece::Paragraph(text) => writeln!(page, "<p>{text}</p>"),
            Piece::Caption(text) => writeln!(page, "<p>{text}</p>"),
            Piece::Table(grid) => {
                page.push_str(&table(&grid, "\n", |merged| {
                    format!("<td{}>{}</td>", spans(merged), merged.text)
                }));
                Ok(())
            }
        };
    }
    page + "<div class=\"footer\">网站标识码 0000000000</div>\n</body>\n</html>\n"
}

/// A page on one line: inline styles, labels cut over paragraphs, a span a digit, padded cells.
pub(super) fn soup(model: &Model) -> String {
    let mut page = format!("<html><head><meta charset=utf-8><title>{}</title>", model.title);
    page.push_str("<style>td{border:1px solid}</style><script>var a='<td>9</td>';</script></head>");
    page.push_str("<body><div id=zoom><!-- <p>一、总体情况</p> -->");
    for piece in model.pieces() {
        let _ = match piece {
            Piece::Title(text) => {
                write!(page, "<p style=\"text-align:center\"><strong>{text}</strong></p>")
            }
            Piece::Heading(text) => write!(page, "<p><b><span>{text}</span></b></p>"),
            Piece::Caption(text) => write!(page, "<p class=MsoNormal>&nbsp;<span>{text}</span>"),
            Piece::Paragraph(text) => {
                write!(page, "<p class=MsoNormal>&nbsp;&nbsp;<span>{text}</span>")
            }
            Piece::Table(grid) => {
                page.push_str(&table(&grid, "", messy));
                Ok(())
            }
        };
    }
    page + "</div></body></html>"
}

fn table(grid: &Grid, end: &str, cell: impl Fn(&Merged) -> String) -> String {
    let mut html = format!("<table>{end}");
    for row in &grid.rows {
        let cells: String = row.iter().map(&cell).collect();
        let _ = write!(html, "<tr>{cells}</tr>{end}");
    }
    html + "</table>" + end
}

fn spans(merged: &Merged) -> String {
    let span = |name, count| match count {
        1 => String::new(),
        _ => format!(" {name}=\"{count}\""),
    };
    span("colspan", merged.width) + &span("rowspan", merged.height)
}

fn messy(merged: &Merged) -> String {
    let figure = !merged.text.is_empty()
        && merged.text.chars().all(|char| char.is_ascii_digit() || "+-增减".contains(char));
    let label = !merged.text.contains(|char: char| char.is_ascii_digit());
    let content = if figure {
        let digits: String =
            merged.text.chars().map(|digit| format!("<span>{digit}</span>")).collect();
        format!("<p>&nbsp;{digits}<o:p></o:p></p>")
    } else if label && merged.text.chars().count() > 2 {
        let half = merged.text.char_indices().nth(2).map_or(0, |(at, _)| at);
        let (head, tail) = merged.text.split_at(half);
        format!("<p><span>{head}</span></p><p>{tail}&nbsp;</p>")
    } else {
        format!("<p><font>{}</font>&nbsp;&nbsp;</p>", merged.text)
    };
    format!("<td width=64 valign=center{}>{content}", spans(merged))
}
