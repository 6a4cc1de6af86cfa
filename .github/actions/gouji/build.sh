#!/usr/bin/env bash
# Builds gouji, unless the cache had one that runs here, and puts it on PATH for the steps to come.
set -euo pipefail

root="$RUNNER_TEMP/gouji"
if ! "$root/bin/gouji" --version >/dev/null 2>&1; then
    if ! command -v cargo >/dev/null; then
        echo "::error::cargo is missing: gouji is built from source, install Rust 1.92 or later before this step"
        exit 2
    fi
    sources="$(cd "$(dirname "$0")/../../.." && pwd)"
    # Apart from the sources: these may be part of the workspace that is checked.
    export CARGO_TARGET_DIR="$root/target"
    cargo install --locked --force --quiet --features full --path "$sources/crates/gouji" --root "$root"
    rm -rf "$CARGO_TARGET_DIR"
fi
echo "version=$("$root/bin/gouji" --version)" >>"$GITHUB_OUTPUT"
echo "$root/bin" >>"$GITHUB_PATH"
