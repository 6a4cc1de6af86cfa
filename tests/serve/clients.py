"""Clients that no service likes, and many that it should: python3 tests/serve/clients.py hostile|load GOUJI [FOLDER]

Starts `GOUJI serve` and prints what came of it. `hostile` sends 10,000 bodies on 200 connections at a time: noise, damaged reports, broken
forms, wrong lengths, senders that are slow or leave; then a report must be answered as before, and the memory of the service be back
within a fifth of what it was after as many ordinary requests. `load` has every file of FOLDER checked over and again on 200 connections, and compares the
processor seconds with those of the command.
"""

import asyncio
import collections
import io
import os
import pathlib
import random
import re
import resource
import subprocess
import sys
import time
import urllib.parse
import zipfile

ROOT = pathlib.Path(__file__).parent.parent.parent
REPORT = (ROOT / "docs/samples/balanced-2024.md").read_bytes()
CONNECTIONS = 200
BODIES = 10_000


class Service:
    """A service that runs until the end of the block."""

    def __init__(self, gouji: str):
        command = [gouji, "serve", "--address", "127.0.0.1:0", "--isolated", "--lang", "en"]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        line = self.process.stderr.readline()
        self.port = int(re.search(r":(\d+);", line)[1])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        assert self.process.wait(30) == 0, "it does not end in good order"

    def resident(self) -> float:
        """MiB of memory."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024

    def seconds(self) -> float:
        """Processor seconds so far."""
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def exchange(port: int, data: bytes, pause: float = 0, leave: str = "") -> str:
    """The status of an answer, or what came instead of one."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        for at in range(0, len(data), max(1, len(data) // 4 if pause else len(data))):
            writer.write(data[at : at + max(1, len(data) // 4 if pause else len(data))])
            await writer.drain()
            await asyncio.sleep(pause)
        if leave == "reset":
            writer.transport.abort()
            return "left"
        if leave == "half":
            writer.write_eof()
        answer = await asyncio.wait_for(reader.read(), 120)
        return answer[9:12].decode() or "closed"
    except (OSError, asyncio.TimeoutError) as error:
        return type(error).__name__
    finally:
        writer.close()


def post(body: bytes, query: str = "?name=a.md", headers: str = "", length: int | None = None) -> bytes:
    size = len(body) if length is None else length
    head = f"POST /check{query} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}Content-Length: {size}\r\n\r\n"
    return head.encode() + body


def archive(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def hostile(chance: random.Random) -> tuple[bytes, float, str]:
    """A request, how long it pauses between its parts, and how its sender leaves."""
    noise = chance.randbytes(chance.randrange(4000))
    damaged = bytearray(REPORT)
    for _ in range(chance.randrange(1, 60)):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    bomb = archive({"word/document.xml": b"<a>" * 400_000, "[Content_Types].xml": b"<Types/>"})
    form = "Content-Type: multipart/form-data; boundary=x\r\n"
    parts = b"--x\r\nContent-Disposition: form-data; name=a; filename=%b\r\n\r\n%b\r\n--x--" % (noise[:20], bytes(damaged))
    deep = b"<table><tr><td>" * chance.randrange(1, 3000)
    whole = [
        post(noise, "?name=a.docx"),
        post(bytes(damaged)),
        post(bytes(damaged), "?name=a.html&format=html&language=en"),
        post(bomb, "?name=a.docx"),
        post(archive({f"{at}.md": bytes(damaged) for at in range(3)}), "?name=a.zip"),
        post(parts, "", form),
        post(parts[: chance.randrange(len(parts))], "", form),
        post(deep, "?name=a.html"),
        post(REPORT, "?" + urllib.parse.quote(noise[:200], safe="=&%")),
        post(REPORT, f"?select={chance.choice('EDSTNX')}&jurisdiction={chance.randrange(100):02}"),
        post(REPORT, length=len(REPORT) - 10),
        post(b"", length=1 << 62),
        post(b"", length=300 << 20),
        post(b"zz\r\n" + noise, "", "Transfer-Encoding: chunked\r\n"),
        b"POST /check HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n" + noise,
        noise + b"\r\n\r\n",
        b"GET /" + noise[:500].replace(b"\n", b"") + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        b"GET /health HTTP/1.1\r\nHost: localhost\r\n" + b"a: b\r\n" * 5000 + b"\r\n",
    ]
    request = chance.choice(whole)
    if chance.random() < 0.1:
        return request[: chance.randrange(1, len(request))], 0, chance.choice(["half", "reset"])
    if chance.random() < 0.02:
        return request, 2, ""
    return request, 0, chance.choice(["", "", "", "half", "reset"])


async def at_once(jobs) -> collections.Counter:
    """What came of all jobs, of which so many run at a time."""
    outcomes: collections.Counter = collections.Counter()

    async def work():
        for job in jobs:
            outcomes[await exchange(*job)] += 1

    await asyncio.gather(*(work() for _ in range(CONNECTIONS)))
    return outcomes


async def run_hostile(service: Service) -> None:
    chance = random.Random(711)
    ordinary = post(REPORT)
    # Under settings of many kinds, too, of which the service keeps the newest.
    ask = [post(REPORT, f"?name=a.md&select={letter}&jurisdiction={place}") for letter in "EDSTN" for place in (11, 31, 33, 44, 62)]
    print("ordinary", await at_once((service.port, request) for request in [ordinary, *ask] * (BODIES // 260)))
    before = service.resident()
    print("hostile ", await at_once((service.port, *hostile(chance)) for _ in range(BODIES)))
    attacked = service.resident()
    print("ordinary", await at_once((service.port, ordinary) for _ in range(BODIES // 10)))
    after = service.resident()
    print(f"MiB before {before:.0f}, right after {attacked:.0f}, after as many ordinary requests {after:.0f}")
    assert await exchange(service.port, ordinary) == "200", "it no longer serves"
    assert after <= before * 1.2, "the memory is not back"


async def run_load(service: Service, gouji: str, folder: str, times: int = 3) -> None:
    files = sorted(it for it in pathlib.Path(folder).rglob("*") if it.is_file())
    requests = [post(it.read_bytes(), f"?name={urllib.parse.quote(it.name)}") for it in files]
    await at_once((service.port, it) for it in requests[:50])
    began, spent = time.monotonic(), service.seconds()
    outcomes = await at_once((service.port, it) for it in requests * times)
    wall, spent = time.monotonic() - began, service.seconds() - spent
    count = len(requests) * times
    print(outcomes, f"{count / wall:.0f} requests/s, {spent / count * 1000:.2f} ms of processor time each")
    began = time.monotonic()
    for _ in range(times):
        subprocess.run([gouji, "check", folder, "--isolated", "--format", "json", "--quiet"], stdout=subprocess.DEVNULL, check=False)
    wall, usage = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    own = usage.ru_utime + usage.ru_stime
    print(f"command: {count / wall:.0f} files/s, {own / count * 1000:.2f} ms of processor time each; ratio {own / spent:.2f}")


if __name__ == "__main__":
    what, gouji, *rest = sys.argv[1:]
    with Service(gouji) as service:
        asyncio.run(run_hostile(service) if what == "hostile" else run_load(service, gouji, *rest))
