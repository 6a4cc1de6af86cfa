//! What is handed to other programs: hooks, the action, the recipes of docs/integration. What needs
//! a server of others (the runners of GitHub, GitLab, Jenkins) is not run here.

#[cfg(unix)]
mod action;
#[cfg(unix)]
mod hook;
mod recipes;

/// PATH with the gouji under test in front.
fn path_with_gouji() -> std::ffi::OsString {
    let gouji = std::path::Path::new(env!("CARGO_BIN_EXE_gouji"));
    let ours = gouji.parent().expect("a binary lies in a folder").to_owned();
    let theirs = std::env::var_os("PATH").unwrap_or_default();
    let all = std::iter::once(ours).chain(std::env::split_paths(&theirs));
    std::env::join_paths(all).expect("PATH was a PATH before")
}
