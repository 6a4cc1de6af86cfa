//! Prints the blocks of a document.
fn main() {
    for path in std::env::args().skip(1) {
        let d = gouji_parser::read(&std::fs::read(&path).expect("f"), &path).expect("read");
        for b in d.blocks.iter().take(60) {
            match b {
                gouji_parser::Block::Heading(h) => println!("H{} {:?}", h.level, d.str(&h.text)),
                gouji_parser::Block::Paragraph(p) => println!("P {:?}", d.str(&p.text)),
                gouji_parser::Block::Table(t) => println!("T {:?} {} rows", t.layout, t.rows.len()),
            }
        }
    }
}
