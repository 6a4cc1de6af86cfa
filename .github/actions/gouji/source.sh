#!/usr/bin/env bash
# Names the build by everything that goes into it, for the cache.
set -euo pipefail

cd "$(dirname "$0")/../../.."
sources="$(find Cargo.toml Cargo.lock crates rules -type f | LC_ALL=C sort |
    git hash-object --no-filters --stdin-paths | git hash-object --stdin)"
# A binary of a newer image may need a newer C library than an older image has.
echo "key=gouji-$RUNNER_OS-$RUNNER_ARCH-${ImageOS:-own}-$sources" >>"$GITHUB_OUTPUT"
