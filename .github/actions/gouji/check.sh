#!/usr/bin/env bash
# Checks the reports: excerpts in the log, annotations, a summary of the run, and a SARIF file.
set -euo pipefail

results="$RUNNER_TEMP/gouji-results"
rm -rf "$results"
mkdir -p "$results"
sarif="${GOUJI_SARIF:-$results/gouji.sarif}"

command=(gouji check --color always --format human --format "sarif=$sarif"
    --format "github=$results/annotations" --format "markdown=$results/summary.md")
if [ -n "${GOUJI_FAIL_ON:-}" ]; then
    command+=(--fail-on "$GOUJI_FAIL_ON")
fi
# Words without the help of the shell: no quotes, no globs.
read -r -d '' -a words <<<"${GOUJI_ARGS:-}" || true
command+=(${words[@]+"${words[@]}"})
command+=(--)
while IFS= read -r path || [ -n "$path" ]; do
    path="${path%$'\r'}"
    if [ -n "$path" ]; then
        command+=("$path")
    fi
done <<<"$GOUJI_PATHS"

# Excerpts are words of a report; none of them may be taken for a command to the runner.
token="$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')"
echo "::stop-commands::$token"
status=0
"${command[@]}" || status=$?
echo "::$token::"

if [ -f "$results/annotations" ]; then
    cat "$results/annotations"
fi
if [ -f "$results/summary.md" ]; then
    # GitHub takes 1 MiB a step.
    if [ "$(wc -c <"$results/summary.md")" -lt 1000000 ]; then
        cat "$results/summary.md" >>"$GITHUB_STEP_SUMMARY"
    else
        echo "gouji: 摘要过长，未写入，请看日志（the summary is too long, see the log）" >>"$GITHUB_STEP_SUMMARY"
    fi
fi
echo "status=$status" >>"$GITHUB_OUTPUT"
if [ -f "$sarif" ]; then
    echo "sarif=$sarif" >>"$GITHUB_OUTPUT"
fi
exit "$status"
