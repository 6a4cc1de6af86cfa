//! Results on their way out: what a file adds to each output is made on the thread that checked it, and written when its
//! turn comes; then the file is let go.

use std::io;
use std::mem;

use gouji_project::{
    CheckedFile, FileOrigin, Notice, OwnFiles, Results, Status, UnreadFile, with_run,
};
use gouji_reporter::{FilePart, Options, OutputFormat, OutputStream, RunTotals};
use gouji_rules::rule::Rule;

use crate::destination::Destination;
use crate::in_order::WINDOW;
use crate::sink::{self, Sink};

/// Where results go, and how they are to look there.
#[derive(Debug)]
pub(crate) struct Outlet {
    pub destination: Destination,
    pub options: Options,
}

/// What is made of a checked file before its turn comes.
#[derive(Debug)]
pub(crate) struct PendingFile {
    name: String,
    origin: FileOrigin,
    status: Status,
    notices: Vec<Notice>,
    totals: RunTotals,
    /// What is said of it on standard error.
    said: Vec<String>,
    /// What it adds to each outlet whose format streams.
    parts: Vec<Option<io::Result<FilePart>>>,
    /// The file, where something needs all of them.
    kept: Option<CheckedFile>,
}

/// Makes what files add, on any thread.
#[derive(Debug)]
pub(crate) struct PartMaker<'o> {
    pub outlets: &'o [Outlet],
    /// What is shown beside each file.
    pub beside: &'o Results,
    /// The folder that paths are from, with `/`.
    pub root: Option<&'o str>,
    /// Whether every file is kept, whatever the formats need.
    pub keep: bool,
}

impl PartMaker<'_> {
    /// Makes what comes of a file; `said` is what is said of it on standard error.
    pub(crate) fn make(&self, mut file: CheckedFile, said: Vec<String>) -> PendingFile {
        let origin = file.origin();
        let part = |outlet: &Outlet| {
            let format = outlet.destination.format;
            (format.streams() && origin != FileOrigin::Own).then(|| {
                let rules = file.chosen.rules.linter.rules();
                with_run(self.beside, rules, self.root, outlet.options.language, |run| {
                    FilePart::new(&file.result(), run, format, &outlet.options)
                })
            })
        };
        let parts = self.outlets.iter().map(part).collect();
        let needed = |outlet: &Outlet| !outlet.destination.format.streams();
        PendingFile {
            name: file.name.clone(),
            origin,
            status: file.status(),
            notices: mem::take(&mut file.notices),
            totals: RunTotals::of(&file.result()),
            said,
            parts,
            kept: (self.keep || self.outlets.iter().any(needed)).then_some(file),
        }
    }
}

/// Results on their way out.
#[derive(Debug)]
pub(crate) struct Outflow<'o> {
    ways: Vec<Way<'o>>,
    files: OwnFiles<PendingFile>,
    /// What all of them come to.
    pub results: Results,
    /// The names of files that this program wrote.
    pub own: Vec<String>,
    /// What the files that are shown come to.
    pub totals: RunTotals,
    pub status: Status,
    /// How many files are shown.
    pub shown: usize,
    root: Option<&'o str>,
}

/// The way to one outlet.
#[derive(Debug)]
struct Way<'o> {
    outlet: &'o Outlet,
    state: WayState<'o>,
}

#[derive(Debug)]
enum WayState<'o> {
    Closed,
    Open(Box<(Sink, OutputStream<'o>)>),
    /// Nothing more can be written there.
    Ended(io::Result<()>),
}

impl<'o> Outflow<'o> {
    pub(crate) fn new(
        outlets: &'o [Outlet],
        unread: Vec<UnreadFile>,
        root: Option<&'o str>,
    ) -> Self {
        let way = |outlet| Way { outlet, state: WayState::Closed };
        Self {
            ways: outlets.iter().map(way).collect(),
            files: OwnFiles::default(),
            results: Results { unread, ..Results::default() },
            own: Vec::new(),
            totals: RunTotals::default(),
            status: Status::Clean,
            shown: 0,
            root,
        }
    }

    /// Takes what came of the next file. Returns a file whose turn it is, once enough wait behind it that what is
    /// said of all of them is no longer said first.
    pub(crate) fn take(&mut self, result: Result<PendingFile, UnreadFile>) -> Option<PendingFile> {
        match result {
            Ok(mut file) => {
                self.results.notices.append(&mut file.notices);
                self.files.push(file.origin, file);
            }
            Err(unread) => self.results.unread.push(unread),
        }
        loop {
            let (file, is_own) = self.files.pop(WINDOW)?;
            if let Some(file) = self.count(file, is_own) {
                return Some(file);
            }
        }
    }

    /// Returns the files that wait, now that every file is there.
    pub(crate) fn rest(&mut self) -> Vec<PendingFile> {
        self.results.unread.sort_by(|a, b| a.name.cmp(&b.name));
        let mut rest = Vec::new();
        while let Some((file, is_own)) = self.files.pop_last() {
            rest.extend(self.count(file, is_own));
        }
        rest
    }

    /// Counts a file that is shown; none is one that this program wrote.
    fn count(&mut self, mut file: PendingFile, is_own: bool) -> Option<PendingFile> {
        if is_own {
            self.own.push(file.name);
            return None;
        }
        self.shown += 1;
        self.status = self.status.max(file.status);
        self.totals.add(mem::take(&mut file.totals));
        self.results.files.extend(file.kept.take());
        Some(file)
    }

    /// Writes what a file adds.
    pub(crate) fn write(&mut self, file: PendingFile) {
        for (way, part) in self.ways.iter_mut().zip(file.parts) {
            if let Some(part) = part {
                way.open(self.root);
                way.write(|stream, out| stream.add(part?, out));
            }
        }
    }

    /// Writes the ends, and what needs all files at once; `rules` are those of the files. Returns where that failed,
    /// and why: one outlet that fails does not keep the others from theirs.
    pub(crate) fn close(mut self, rules: &[Rule]) -> Vec<(&'o Destination, io::Error)> {
        let nothing = self.shown == 0 && self.results.unread.is_empty();
        let mut failures = Vec::new();
        for way in mem::take(&mut self.ways) {
            let destination = &way.outlet.destination;
            // That there is nothing has just been said to whoever is at the terminal.
            if nothing && destination.file.is_none() && destination.format == OutputFormat::Human {
                continue;
            }
            let closed = way.close(&self.results, rules, self.root);
            failures.extend(closed.err().map(|error| (destination, error)));
        }
        failures
    }
}

impl PendingFile {
    /// Says on standard error what there is to say of it.
    pub(crate) fn tell(&self) {
        self.said.iter().for_each(|line| eprintln!("{line}"));
    }
}

impl<'o> Way<'o> {
    /// Opens it, where that has not been tried yet.
    fn open(&mut self, root: Option<&str>) {
        if !matches!(self.state, WayState::Closed) {
            return;
        }
        let Outlet { destination, options } = self.outlet;
        let opened = Sink::open(destination.file.as_deref()).and_then(|mut sink| {
            let stream = with_run(&Results::default(), &[], root, options.language, |run| {
                OutputStream::open(destination.format, options, run, &mut sink)
            })?;
            Ok(Box::new((sink, stream)))
        });
        self.state = match opened {
            Ok(open) => WayState::Open(open),
            Err(error) => WayState::Ended(Err(error)),
        };
    }

    fn write(&mut self, write: impl FnOnce(&mut OutputStream<'o>, &mut Sink) -> io::Result<()>) {
        let WayState::Open(open) = &mut self.state else { return };
        let (sink, stream) = &mut **open;
        if let Err(error) = write(stream, sink) {
            self.state = WayState::Ended(Err(error));
        }
    }

    /// Writes what is still to be written.
    fn close(mut self, results: &Results, rules: &[Rule], root: Option<&str>) -> io::Result<()> {
        let Outlet { destination, options } = self.outlet;
        let (format, target) = (destination.format, destination.file.as_deref());
        let lang = options.language;
        if !format.streams() {
            return sink::write(target, |out| {
                gouji_project::write(results, rules, root, format, options, out)
            });
        }
        self.open(root);
        let closed = match self.state {
            WayState::Closed => Ok(()),
            WayState::Ended(ended) => ended,
            WayState::Open(open) => {
                let (mut sink, stream) = *open;
                with_run(results, rules, root, lang, |run| stream.close(run, &mut sink))
                    .and_then(|()| sink.finish())
            }
        };
        sink::unless_hung_up(target, closed)
    }
}
