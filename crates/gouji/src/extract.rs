//! `gouji extract`: the figures of reports as data.

use std::path::PathBuf;

use gouji_project::discover::{self, FoundInputs};
use gouji_project::{Convert, Input, ReadingOptions, Status, UnreadFile, extracted, is_result};
use gouji_report::Lang;
use gouji_reporter::{ExtractedFile, Extractor, ReportData};
use gouji_rules::Linter;

use crate::args::ExtractArgs;
use crate::convert::Conversion;
use crate::in_order::in_order;
use crate::progress::Progress;
use crate::project::linter_here;
use crate::target::{self, WriteTarget};
use crate::{input, leftover, sink};

pub(crate) fn run(args: &ExtractArgs, lang: Lang) -> miette::Result<Status> {
    if !args.format.is_built_in() {
        return Err(miette::miette!(
            "这个 gouji 没有带 Parquet：用 --features full 编译的有，csv 的内容相同 / this gouji is built without \
             Parquet: one with --features full has it, and csv says the same"
        ));
    }
    if let Some(target) = &args.output_file {
        target::verify(WriteTarget::Result, target, &args.paths)?;
    }
    let linter = linter_here()?;
    let pick = input::pick(&args.exclude, args.convert)?;
    let mut found = discover::inputs(&args.paths, args.stdin_filename.as_deref(), &pick, lang);
    discover::leave_out(&mut found, args.output_file.iter().map(PathBuf::as_path));
    let conversion = Conversion::of(args.convert);
    let reading = ReadingOptions {
        convert: &conversion as &dyn Convert,
        tables: false,
        statements: false,
        lang,
    };
    let mut failed = !found.unread.is_empty() || found.inputs.is_empty();
    if found.inputs.is_empty() && found.unread.is_empty() {
        eprintln!("{}", discover::nothing(lang));
    }
    leftover::end_by_itself();
    sink::write(args.output_file.as_deref(), |out| {
        let addresses = linter.addresses();
        let mut extractor = Extractor::new(args.format, addresses, args.csv_bom, lang, out)?;
        failed |= write(&found, &linter, &reading, args.quiet, &mut extractor)?;
        extractor.finish()
    })
    .map_err(|error| {
        let target = args.output_file.as_deref();
        miette::miette!("{}", gouji_project::words::unwritten(target, &error))
    })?;
    Ok(if failed { Status::Failed } else { Status::Clean })
}

/// Writes every file in the order of their names; returns whether one could not be read.
fn write(
    found: &FoundInputs,
    linter: &Linter,
    reading: &ReadingOptions<'_>,
    quiet: bool,
    extractor: &mut Extractor<&mut dyn std::io::Write>,
) -> std::io::Result<bool> {
    let progress = Progress::new(found.inputs.len(), quiet);
    let mut failed = false;
    let read = |input: &&Input| {
        // What an interruption leaves is told of each file.
        if leftover::is_interrupted() {
            let message = reading.lang.choose("中断，没有读", "interrupted, not read");
            return Some(Err(UnreadFile::new(input.name(), message.to_owned())));
        }
        let data = data(input, linter, reading).transpose();
        progress.advance();
        data
    };
    in_order(&found.inputs, read, |input, read| {
        let Some(read) = read else { return Ok(()) };
        failed |= read.is_err();
        let read = read.as_ref().map_err(|unread| &*unread.message);
        extractor.write(&ExtractedFile { path: input.name(), read })
    })?;
    for unread in &found.unread {
        extractor.write(&ExtractedFile { path: &unread.name, read: Err(&unread.message) })?;
    }
    progress.finish();
    Ok(failed)
}

/// The figures of a file; none of a result of this program that was met in a folder.
fn data(
    input: &Input,
    linter: &Linter,
    reading: &ReadingOptions<'_>,
) -> Result<Option<ReportData>, UnreadFile> {
    input.guarded(reading, |file| {
        if is_result(&file.document) && !input.is_named() {
            return Ok(None);
        }
        Ok(Some(extracted(&file.document, linter, reading.lang)))
    })
}
