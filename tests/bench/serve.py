"""Load on the service: clients that ask one after the other on loopback, for a while.

    python tests/bench/serve.py [--clients 8] [--seconds 60] [--workers 2] --shared ../shared

Prints answers by status, milliseconds for a 4,000-character article (alone, then under load), and the memory of the
service and its workers before and after. Absolute times mean little on a shared machine.
"""

from __future__ import annotations

import argparse
import socket
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import quantiles

import httpx

sys.path[:0] = [str(Path(__file__).parent)]

from speed import japanese  # noqa: E402


def memory(process: int) -> float:
    """Resident MB of a process and those it started."""
    listed = subprocess.run(["ps", "-e", "-o", "pid=,ppid=,rss="], capture_output=True, text=True, check=True).stdout
    rows = [tuple(map(int, line.split())) for line in listed.splitlines()]
    family = {process}
    while more := {pid for pid, parent, _ in rows if parent in family} - family:
        family |= more
    return sum(size for pid, _, size in rows if pid in family) / 1024


def load(address: str, text: str, clients: int, seconds: float) -> tuple[Counter[int | str], list[float]]:
    """Answers by status, and how long each took in seconds."""
    end = time.monotonic() + seconds
    statuses: Counter[int | str] = Counter()
    took: list[float] = []

    def client(number: int) -> None:
        with httpx.Client(timeout=60) as asking:
            count = 0
            while time.monotonic() < end:
                count += 1
                at = time.perf_counter()
                try:
                    said = {"text": f"{text}\n{number}.{count}"}
                    statuses[asking.post(f"{address}/v1/check", json=said).status_code] += 1
                except httpx.TransportError as error:
                    statuses[type(error).__name__] += 1
                took.append(time.perf_counter() - at)

    with ThreadPoolExecutor(clients) as pool:
        list(pool.map(client, range(clients)))
    return statuses, took


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--workers", type=int, default=2)
    stated = parser.parse_args()
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    audit = Path(sys.executable).parent / "audit"
    command = [audit, "serve", "--port", str(port), "--workers", str(stated.workers)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                httpx.get(f"{address}/health")
                break
            except httpx.TransportError:
                time.sleep(0.1)
        article = japanese(stated.shared, 4000)
        _, alone = load(address, article, 1, 5)
        print(f"alone: first {alone[0] * 1000:.0f} ms, least {min(alone) * 1000:.0f} ms of {len(alone)}")
        before = memory(process.pid)
        statuses, took = load(address, article, stated.clients, stated.seconds)
        cuts = quantiles(took, n=20)
        print(f"{stated.clients} clients, {stated.seconds:g} s: {dict(statuses)}")
        print(
            f"median {cuts[9] * 1000:.0f} ms, 95 % {cuts[18] * 1000:.0f} ms, {len(took) / stated.seconds:.1f} a second"
        )
        print(f"memory {before:.0f} MB before, {memory(process.pid):.0f} MB after")
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    main()
