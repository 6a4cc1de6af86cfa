#!/bin/sh
# 提交前检查要提交的年度报告。安装：复制为 .git/hooks/pre-commit，并使其可以执行。
# Checks the reports that are about to be committed. Install it as .git/hooks/pre-commit, executable.
set -eu

if ! command -v gouji >/dev/null; then
    echo "没有找到 gouji，未作检查，也未提交（gouji is not installed, nothing was committed）" >&2
    exit 1
fi

# 检查的是暂存的内容，不是工作区里的：先取出到临时文件夹，连同配置、基线和忽略文件。
# What is staged counts, not what lies in the folder; -z keeps blanks and Chinese names whole.
staged=$(mktemp -d)
trap 'rm -rf "$staged"' EXIT
trap 'exit 1' HUP INT TERM
# 报告所在的路径，不写则是全部 · where reports are; everywhere unless it is set
reports=$(git config gouji.reports || echo .)
{
    git diff --cached --name-only -z --no-renames --diff-filter=d -- "$reports"
    git ls-files -z -- '*.toml' '*.json' '*.goujiignore'
} | git checkout-index -z --stdin --force --prefix="$staged/"

cd "$staged"
unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE
# 没有检查的只说明，不拦提交。
# What was not checked is said, and holds no commit up.
gouji check --quiet --not-checked=warn || {
    status=$?
    echo "没有提交：请改正后 git add；确需提交用 git commit --no-verify" >&2
    echo "(nothing was committed: correct it and git add; git commit --no-verify skips this)" >&2
    exit "$status"
}
