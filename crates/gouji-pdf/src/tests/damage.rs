//! Damaged files: cut, with bits flipped, with figures changed. Each is read or refused, in two seconds and
//! within 512 MB; `GOUJI_DAMAGED=20000` says how many, and the largest figures are printed.

use std::{env, time::Instant};

use super::{Draw, report, shown, table, text};

/// Numbers that look random and are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }

    fn damage(&mut self, file: &[u8]) -> Vec<u8> {
        let mut bytes = file.to_vec();
        match self.below(4) {
            0 => bytes.truncate(self.below(file.len())),
            1 => {
                for _ in 0..=self.below(20) {
                    let at = self.below(bytes.len());
                    bytes[at] ^= 1 << self.below(8);
                }
            }
            // lengths, offsets and numbers of objects are figures
            2 => {
                for _ in 0..=self.below(8) {
                    let start = self.below(bytes.len());
                    let digit = bytes[start..].iter().position(u8::is_ascii_digit);
                    if let Some(at) = digit {
                        bytes[start + at] = b'0' + self.below(10) as u8;
                    }
                }
            }
            _ => {
                let start = self.below(bytes.len());
                let end = (start + self.below(2000)).min(bytes.len());
                let piece: Vec<u8> = bytes.drain(start..end).collect();
                let at = self.below(bytes.len());
                bytes.splice(at..at, piece);
            }
        }
        bytes
    }
}

#[test]
fn damaged_files_are_read_or_refused() {
    let count: usize = env::var("GOUJI_DAMAGED").ok().and_then(|it| it.parse().ok()).unwrap_or(300);
    let pages = |draw: Draw, at: i32| {
        draw.page(&(text(100, 760 - at, "三、收到申请") + &table(740 - at, &[["新收", "3"]; 30])))
    };
    let mut files =
        vec![report().bytes(), (0..5).fold(Draw::new(), pages).bytes(), super::OWNER.to_vec()];
    files.extend(super::corpus::pdfs());
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let mut slowest = (0, 0);
    let mut refused = 0;
    for at in 0..count {
        let bytes = random.damage(&files[at % files.len()]);
        let start = Instant::now();
        refused += usize::from(shown(&bytes).starts_with("refused"));
        slowest = slowest.max((start.elapsed().as_millis(), at));
    }
    let peak = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = peak.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("no figure of memory");
    println!("{count} files, {refused} refused; slowest (ms, which) {slowest:?}; {peak}");
    assert!(cfg!(debug_assertions) || slowest.0 < 2000, "{slowest:?}");
}
