//! Prints the field values of reports: one JSON object a file.
use gouji_rules::{
    DataFile,
    bind::{self, Forms, RowState},
};
fn main() {
    let files: Vec<DataFile<'_>> =
        gouji_data::FORMS.iter().map(|&(name, text)| DataFile { name, text }).collect();
    let forms = match Forms::load(&files) {
        Ok(f) => f,
        Err(e) => {
            println!("{:?}", miette::Report::new(*e));
            return;
        }
    };
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path).expect("file");
        let document = match gouji_parser::read(&bytes, &path) {
            Ok(d) => d,
            Err(e) => {
                println!("{{\"path\":\"{path}\",\"error\":{:?}}}", e.to_string());
                continue;
            }
        };
        let report = bind::bind(&document, &forms);
        let mut out = format!(
            "{{\"path\":\"{path}\",\"form\":{:?},\"year\":{:?},\"issuer\":{:?},\"level\":{:?}",
            report.form.as_ref().map_or("", |f| &f.id),
            report.year().unwrap_or(0),
            report.summary().issuer.unwrap_or_default(),
            report.level.as_deref().unwrap_or("")
        );
        out.push_str(&format!(
            ",\"sections\":{:?}",
            report
                .sections
                .iter()
                .map(|s| format!(
                    "{}:{}",
                    s.id,
                    s.heading.as_ref().map_or("-".into(), |h| format!("{:?}", h.title))
                ))
                .collect::<Vec<_>>()
        ));
        out.push_str(&format!(
            ",\"strays\":{:?}",
            report.strays.iter().map(|s| s.text.clone()).collect::<Vec<_>>()
        ));
        let mut bad = Vec::new();
        for t in &report.tables {
            out.push_str(&format!(",\"{}\":{{", t.spec.id));
            let mut first = true;
            for r in &t.rows {
                match r.state {
                    RowState::Aligned => {
                        if !first {
                            out.push(',');
                        }
                        first = false;
                        out.push_str(&format!(
                            "\"{}\":{{{}}}",
                            t.spec.rows[r.spec].id,
                            r.cells
                                .iter()
                                .map(|c| format!(
                                    "\"{}\":{}",
                                    t.spec.columns[c.column].id,
                                    if c.is_empty() {
                                        "null".to_string()
                                    } else {
                                        c.number().map_or(format!("{:?}", c.text), |n| {
                                            n.normalize().to_string()
                                        })
                                    }
                                ))
                                .collect::<Vec<_>>()
                                .join(",")
                        ));
                    }
                    other => {
                        bad.push(format!("{}.{}:{other:?}", t.spec.id, t.spec.rows[r.spec].id))
                    }
                }
            }
            out.push('}');
            for d in &t.deviations {
                bad.push(format!("dev {} ~ {}", d.found, d.printed));
            }
            for d in &t.irregular {
                bad.push(format!("irr {:?} {}", d.kind, d.label));
            }
            for d in &t.extra_columns {
                bad.push(format!("extra {}", d.0));
            }
            if !t.missing_columns.is_empty() {
                bad.push(format!("{} missing cols {:?}", t.spec.id, t.missing_columns));
            }
            bad.push(format!(
                "{} {:?}{}",
                t.spec.id,
                t.edition.as_deref().unwrap_or("-"),
                if t.fused { " fused" } else { "" }
            ));
        }
        out.push_str(&format!(",\"bad\":{bad:?}}}"));
        println!("{out}");
    }
}
