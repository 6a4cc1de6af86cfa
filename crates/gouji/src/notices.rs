//! What the configuration is to blame for, on standard error.

use gouji_project::Notice;

use gouji_report::Lang;

/// How many notices a person is shown; the JSON output has them all.
const SHOWN: usize = 50;

/// Says on standard error what the configuration is to blame for.
pub(crate) fn tell(notices: &[Notice], lang: Lang) {
    for notice in notices.iter().take(SHOWN) {
        eprint!("{:?}", miette::Report::new(notice.clone()));
    }
    if notices.len() > SHOWN {
        let more = notices.len() - SHOWN;
        match lang {
            Lang::Zh => eprintln!("另有 {more} 条，见 JSON 结果的 configuration"),
            Lang::En => eprintln!("{more} more: see `configuration` in the JSON output"),
        }
    }
}
