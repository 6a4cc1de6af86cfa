//! What the benchmarks run on.

/// (file name, text) of the sample reports.
pub const SAMPLES: [(&str, &str); 2] = [
    ("balanced-2024.md", include_str!("../../docs/samples/balanced-2024.md")),
    ("qinghe-2024.txt", include_str!("../../docs/samples/qinghe-2024.txt")),
];
