//! The linter as a module of WebAssembly, for a page that is opened from a file and for npm: a thin face on
//! `gouji-project`, as the command is.
//!
//! ```text
//! host (worker of a page, Node) ──request: JSON + bytes of a file──▶ Engine::answer ──▶ JSON, a page, a .docx, or a refusal
//! ```
//!
//! * [`request`] – what may be asked for
//! * `session` – the files of a run, their settings and what was found in them
//! * `abi` – the functions that the module exports, and the one file with `unsafe`
//!
//! Neither files, clock nor network: the host hands bytes in, and says what the time is. A panic ends the module; the
//! host starts another one and says so of the file ([`request::Request::Fail`]).

#[cfg(target_arch = "wasm32")]
mod abi;
mod answers;
mod engine;
pub mod request;
mod session;

pub use engine::Engine;
