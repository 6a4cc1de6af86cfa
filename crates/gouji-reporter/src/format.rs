//! Which formats there are. A new one is a file of its own and an entry here: the command's help,
//! its completions and the tests over all formats take it from this list.

use std::io::{self, Write};

use crate::{Options, Run, checkstyle, concise, human, json, junit, sarif};

/// Makes the enum, its names and its writers from one list: name, what it is for in Chinese and in
/// English, the function that writes it.
macro_rules! formats {
    ($($(#[$meta:meta])* $format:ident = $name:literal, $zh:literal, $en:literal, $write:path;)*) => {
        /// An output format.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum OutputFormat {
            $(#[doc = $en] $(#[$meta])* $format,)*
        }

        impl OutputFormat {
            /// Every format.
            pub const ALL: &'static [Self] = &[$(Self::$format),*];

            /// The name it is chosen by.
            pub fn name(self) -> &'static str {
                match self { $(Self::$format => $name),* }
            }

            /// What it is for, in Chinese and in English.
            pub fn purpose(self) -> (&'static str, &'static str) {
                match self { $(Self::$format => ($zh, $en)),* }
            }

            /// Writes `run` to `out`, which is buffered.
            pub(crate) fn write(
                self,
                run: &Run<'_>,
                options: &Options,
                out: &mut dyn Write,
            ) -> io::Result<()> {
                match self { $(Self::$format => $write(run, options, out)),* }
            }
        }
    };
}

formats! {
    #[default]
    Human = "human", "带原文摘录，给人看", "excerpts, for a person", human::write;
    Concise = "concise", "一行一个问题", "one line a finding", concise::write;
    Json = "json", "给程序用，结构见 docs/schema/output.schema.json", "one object, for programs", json::write;
    Sarif = "sarif", "SARIF 2.1.0，代码扫描平台和编辑器", "SARIF 2.1.0, for code scanning and editors", sarif::write;
    Junit = "junit", "JUnit XML，CI 的测试报告", "JUnit XML, test reports of CI", junit::write;
    Checkstyle = "checkstyle", "Checkstyle XML，Jenkins 等", "Checkstyle XML, for Jenkins and others", checkstyle::write;
}
