#!/usr/bin/env bash
# Packs the binary of a target with what has to lie beside it, into dist: pack.sh TARGET
set -euo pipefail
cd "$(dirname "$0")/.."

target="$1"
version="$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -n 1)"
name="gouji-$version-$target"
binary="target/$target/release/gouji"
mkdir -p "dist/$name"
if [ -f "$binary.exe" ]; then
    cp "$binary.exe" "dist/$name/"
else
    cp "$binary" "dist/$name/"
fi
cp README.md README.zh-CN.md CHANGELOG.md LICENSE-APACHE LICENSE-MIT THIRD-PARTY-NOTICES.txt "dist/$name/"
cd dist
if [ -f "$name/gouji.exe" ]; then
    7z a -bso0 "$name.zip" "$name"
else
    tar -czf "$name.tar.gz" "$name"
fi
rm -rf "$name"
