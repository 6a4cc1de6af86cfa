//! The functions that the module exports. A buffer is an address and a length; the host asks for one (`gouji_take`),
//! fills it, and calls; what comes back is for the host to give back (`gouji_give`).

#![allow(unsafe_code, unreachable_pub, reason = "the host calls by name and hands in addresses")]

use std::cell::RefCell;

use crate::Engine;

thread_local! {
    static ENGINE: RefCell<Engine> = RefCell::new(Engine::default());
}

/// What leads an answer.
const DONE: u8 = 0;
const REFUSED: u8 = 1;

/// Returns the address of a buffer of `len` bytes.
#[unsafe(no_mangle)]
pub extern "C" fn gouji_take(len: usize) -> *mut u8 {
    handed_over(vec![0; len]).0
}

/// Takes a buffer back.
///
/// # Safety
///
/// The buffer is one of `gouji_take` or an answer, whole, and is given back once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gouji_give(start: *mut u8, len: usize) {
    // SAFETY: as above, it was made by `handed_over` with this length.
    drop(unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(start, len)) });
}

/// Answers the request in the first `head` of the `len` bytes from `start` on; the rest is the file that it is about.
/// Returns the answer's address in the upper half and its length in the lower: a byte that is 1 where the request
/// is refused, then what was asked for, or why not.
///
/// # Safety
///
/// The buffer is one of `gouji_take`, whole; `head` is at most `len`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gouji_call(start: *const u8, len: usize, head: usize) -> u64 {
    // SAFETY: as above, it is a buffer that nobody else changes meanwhile.
    let bytes = unsafe { std::slice::from_raw_parts(start, len) };
    let (request, file) = bytes.split_at(head);
    let answer = ENGINE.with_borrow_mut(|engine| engine.answer(request, file));
    let (lead, rest) = match answer {
        Ok(bytes) => (DONE, bytes),
        Err(why) => (REFUSED, why.into_bytes()),
    };
    answered(lead, &rest)
}

/// Returns the message of the panic that ended the module, as an answer is returned.
#[unsafe(no_mangle)]
pub extern "C" fn gouji_panic() -> u64 {
    answered(REFUSED, gouji_project::last_panic().unwrap_or_default().as_bytes())
}

fn answered(lead: u8, rest: &[u8]) -> u64 {
    let (start, len) = handed_over([&[lead], rest].concat());
    (start.addr() as u64) << 32 | len as u64
}

fn handed_over(bytes: Vec<u8>) -> (*mut u8, usize) {
    let len = bytes.len();
    (Box::into_raw(bytes.into_boxed_slice()).cast(), len)
}
