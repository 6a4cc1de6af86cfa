#!/usr/bin/env python3
"""扫描成图片的 PDF 转为网页，再用 gouji 检查。A scanned PDF as a page, which gouji then checks.

    pip install rapidocr onnxruntime pypdfium2 opencv-python-headless
    python3 scan.py 年报.pdf 年报.html

识别的模型在 rapidocr 的安装包里，运行时不联网。识别会出错：报出的每个问题，先对照原件，再改年报。
The models come with rapidocr, and nothing is downloaded. What is recognised can be wrong: compare each finding with
the original first.
"""

import html
import re
import sys

import cv2
import numpy
import pypdfium2
from rapidocr import RapidOCR

DPI = 200
NEAR = 10  # edges so few pixels apart are one


def ruled(ink):
    """The ruled lines of a page."""
    across = cv2.morphologyEx(ink, cv2.MORPH_OPEN, numpy.ones((1, 60), numpy.uint8))
    down = cv2.morphologyEx(ink, cv2.MORPH_OPEN, numpy.ones((40, 1), numpy.uint8))
    return cv2.dilate(across | down, numpy.ones((3, 3), numpy.uint8))


def boxes(mask):
    """Left, top, right, bottom of each piece that hangs together."""
    _, _, found, _ = cv2.connectedComponentsWithStats(mask, connectivity=4)
    return [(x, y, x + w, y + h) for x, y, w, h, _ in found[1:].tolist()]


def edges(places):
    places = sorted(places)
    return [at for at, before in zip(places, [-NEAR * 2] + places) if at - before > NEAR]


def index(edges, at):
    return min(range(len(edges)), key=lambda number: abs(edges[number] - at))


def read_line(ocr, image):
    """The text of a line; the recogniser wants some white around it."""
    image = cv2.copyMakeBorder(image, 12, 12, 24, 24, cv2.BORDER_CONSTANT, value=(255, 255, 255))
    found = ocr(image, use_det=False, use_cls=False, use_rec=True)
    return "".join(found.txts or [])


def read_cell(ocr, image):
    """The text of a cell, line by line."""
    ink = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY) < 140
    rows = numpy.flatnonzero(ink.sum(axis=1) > 0)
    lines = numpy.split(rows, numpy.flatnonzero(numpy.diff(rows) > 3) + 1)
    lines = [(line[0], line[-1] + 1) for line in lines if len(line) > 8]
    return "".join(read_line(ocr, image[top:bottom]) for top, bottom in lines)


def table(ocr, image, lines, frame):
    """A ruled table as HTML."""
    left, top, right, bottom = frame
    inside = 255 - lines[top:bottom, left:right]
    cells = [(x + left, y + top, z + left, w + top) for x, y, z, w in boxes(inside) if z - x > 12 and w - y > 12]
    xs, ys = edges([cell[0] for cell in cells]), edges([cell[1] for cell in cells])
    rows = [[] for _ in ys]
    for x, y, z, w in sorted(cells, key=lambda cell: (index(ys, cell[1]), cell[0])):
        column, row = index(xs, x), index(ys, y)
        wide = sum(x + NEAR < edge < z for edge in xs) + 1
        high = sum(y + NEAR < edge < w for edge in ys) + 1
        text = html.escape(read_cell(ocr, image[y + 3 : w - 3, x + 3 : z - 3]))
        rows[row].append(f'<td colspan="{wide}" rowspan="{high}">{text}</td>')
    return "<table>" + "".join(f"<tr>{''.join(row)}</tr>" for row in rows) + "</table>"


def paragraphs(ocr, image):
    """The text outside of tables: top, and the paragraph. An indented line begins one."""
    found = ocr(image, use_det=True, use_cls=False, use_rec=True)
    lines = [] if found.boxes is None else list(zip(found.boxes.tolist(), found.txts))
    lines = sorted((min(y for _, y in box), min(x for x, _ in box), max(y for _, y in box), text) for box, text in lines)
    margin = min((left for _, left, _, _ in lines), default=0)
    joined = []
    for top, left, bottom, text in lines:
        heading = re.match("[一二三四五六]、", text)
        if joined and left - margin < bottom - top and not heading:
            joined[-1] = (joined[-1][0], joined[-1][1] + text)
        else:
            joined.append((top, text))
    return [(top, f"<p>{html.escape(text)}</p>") for top, text in joined]


def page(ocr, image):
    """The blocks of a page from top to bottom."""
    gray = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    ink = cv2.threshold(gray, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)[1]
    lines = ruled(ink)
    frames = [frame for frame in boxes(lines) if frame[2] - frame[0] > 300 and frame[3] - frame[1] > 60]
    blocks = [(frame[1], table(ocr, image, lines, frame)) for frame in frames]
    rest = image.copy()
    for left, top, right, bottom in frames:
        rest[top:bottom, left:right] = 255
    return [block for _, block in sorted(blocks + paragraphs(ocr, rest))]


def main(source, target):
    ocr = RapidOCR()
    blocks = []
    for sheet in pypdfium2.PdfDocument(source):
        image = numpy.ascontiguousarray(sheet.render(scale=DPI / 72).to_numpy()[:, :, :3])
        blocks += page(ocr, image)
    with open(target, "w", encoding="utf-8") as out:
        out.write('<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>\n' + "\n".join(blocks) + "\n</body></html>\n")


if __name__ == "__main__":
    main(*sys.argv[1:3])
