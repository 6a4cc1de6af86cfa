"""What somebody would write who checks the equations of annual reports in Python: text, Markdown, pages by lxml, Word files
by python-docx. `checks.py FILE...` says how many equations hold and fail. It is as good as gouji at nothing else."""

import re
import sys
from pathlib import Path

ROWS = [
    "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "（一）予以公开",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "1.属于国家秘密", "2.其他法律行政法规禁止公开",
    "3.危及“三安全一稳定”", "4.保护第三方合法权益", "5.属于三类内部事务信息", "6.属于四类过程性信息", "7.属于行政执法案卷",
    "8.属于行政查询事项", "1.本机关不掌握相关政府信息", "2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确",
    "1.信访举报投诉类申请", "2.重复申请", "3.要求提供公开出版物", "4.无正当理由大量反复申请",
    "5.要求行政机关确认或重新出具已获取信息", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "3.其他", "（七）总计",
    "四、结转下年度继续办理",
]
LABELS = {label: row for row, label in enumerate(ROWS)}
NEW, CARRIED_IN, TOTAL, CARRIED_OUT, DISPUTES = 0, 1, 23, 24, 25
LABELS["行政复议"] = DISPUTES


def cells(path):
    """The cells of all tables, row by row."""
    if path.suffix == ".docx":
        import docx

        for table in docx.Document(path).tables:
            for row in table.rows:
                seen = None
                for cell in row.cells:
                    if cell._tc is not seen:
                        yield cell.text
                    seen = cell._tc
    elif path.suffix in (".html", ".htm"):
        import lxml.html

        for cell in lxml.html.parse(str(path)).iter("td", "th"):
            yield cell.text_content()
    else:
        yield from re.split(r"[|\t\n]", path.read_text("utf-8"))


def figures(path):
    rows, row = [[] for _ in range(26)], None
    for cell in cells(path):
        cell = re.sub(r"\s", "", cell)
        if cell in LABELS:
            row = LABELS[cell]
        elif row is not None and cell.isdigit() and len(rows[row]) < (15 if row == DISPUTES else 7):
            rows[row].append(int(cell))
    return rows


def check(rows):
    requests, disputes = rows[:DISPUTES], rows[DISPUTES]
    for row in requests:
        if len(row) == 7:
            yield sum(row[:6]) == row[6]
    if all(len(row) == 7 for row in requests):
        for column in range(7):
            at = [row[column] for row in requests]
            yield at[NEW] + at[CARRIED_IN] == at[TOTAL] + at[CARRIED_OUT]
            yield sum(at[2:TOTAL]) == at[TOTAL]
    if len(disputes) == 15:
        for begin in (0, 5, 10):
            yield sum(disputes[begin:begin + 4]) == disputes[begin + 4]


def main():
    files = hold = fail = 0
    for name in sys.argv[1:]:
        verdicts = list(check(figures(Path(name))))
        files, hold, fail = files + 1, hold + sum(verdicts), fail + verdicts.count(False)
    print(f"{files} files: {hold} equations hold, {fail} do not")


if __name__ == "__main__":
    main()
