"""The service as it runs: a real server on loopback, real requests, hostile ones among them."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
from base64 import b64encode
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from pathlib import Path

import httpx
import jsonschema
import pytest
from specimens import SEEDS

pytest.importorskip("uvicorn")
AUDIT = Path(sys.executable).parent / "audit"
TWICE = "The harbour reopened,, after a winter of repairs."
SCHEMA = json.loads((files("audit.report") / "schema-1.json").read_text("utf-8"))
TOKEN = "a-token-of-this-test"


class Service:
    """A running service and its address."""

    def __init__(self, log: Path, *arguments: str, **env: str) -> None:
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            self.port = found.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self._log = log.open("wb")
        self._process = subprocess.Popen(
            [AUDIT, "serve", "--port", str(self.port), "--workers", "1", *arguments],
            env={**os.environ, **env},
            stdout=self._log,
            stderr=self._log,
        )
        for _ in range(600):
            try:
                httpx.get(f"{self.address}/health")
            except httpx.TransportError:
                time.sleep(0.1)
            else:
                return
        raise AssertionError(log.read_text("utf-8"))

    def check(self, **said: object) -> httpx.Response:
        return httpx.post(f"{self.address}/v1/check", json=said, timeout=60)

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(30)
        self._log.close()


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service with a small limit of size, and short patience."""
    running = Service(tmp_path_factory.mktemp("serve") / "log", "--max-size", "200000")
    yield running
    running.stop()


def test_a_text_gets_the_json_report(service: Service) -> None:
    answer = service.check(text=TWICE, name="harbour.txt")
    assert answer.status_code == 200
    jsonschema.validate(answer.json(), SCHEMA)
    (document,) = answer.json()["documents"]
    assert (document["path"], [f["rule"] for f in document["findings"]]) == ("harbour.txt", ["doubled-mark"])


def test_a_cms_can_stop_on_the_verdict(service: Service) -> None:
    verdicts = [
        service.check(text=(SEEDS / side / "ja-duplicated-body.txt").read_text("utf-8")).json()["summary"]["verdict"]
        for side in ("damaged", "clean")
    ]
    assert verdicts == ["block", "publish"]


def test_a_source_is_compared_with(service: Service) -> None:
    said = {"text": "Der Hafen hat 12 Boote.", "language": "de"}
    answer = service.check(**said, source="The harbour has 13 boats.", source_language="en")
    assert {f["code"][:2] for f in answer.json()["documents"][0]["findings"]} == {"NU"}
    assert answer.json()["documents"][0]["source"] == "source"


def test_a_file_of_a_form(service: Service) -> None:
    page = f"<html><body><p>{TWICE}</p></body></html>".encode("utf-16")
    answer = httpx.post(f"{service.address}/v1/check", files={"text": ("page.html", page)}, timeout=60)
    (document,) = answer.json()["documents"]
    assert (document["path"], len(document["findings"])) == ("page.html", 1)


def test_other_formats(service: Service) -> None:
    assert service.check(text=TWICE, format="sarif").json()["version"] == "2.1.0"
    assert service.check(text=TWICE, format="markdown").headers["content-type"].startswith("text/markdown")


def test_the_page_takes_a_text_and_shows_the_report(service: Service) -> None:
    page = httpx.get(service.address)
    assert "default-src 'none'" in page.headers["content-security-policy"]
    attack = f"{TWICE} <script>alert(1)</script><img src=x onerror=alert(1)>"
    report = httpx.post(service.address, data={"text": attack, "source": "", "language": ""}, timeout=60)
    assert report.status_code == 200
    assert "doubled-mark" in report.text
    assert "<script>alert" not in report.text
    assert "<img" not in report.text


@pytest.mark.parametrize(
    ("body", "kind", "status", "code"),
    [
        (b"{", "application/json", 400, "json"),
        (b"\xff\xfe", "application/json", 400, "json"),
        (b"[]", "application/json", 422, "fields"),
        (b'{"text": 5}', "application/json", 422, "fields"),
        (b'{"texts": "a"}', "application/json", 422, "fields"),
        (b'{"text": "a", "language": "jp"}', "application/json", 422, "language"),
        (b'{"text": "a", "format": "exe"}', "application/json", 422, "format"),
        (b'{"text": "a", "kind": "../x"}', "application/json", 422, "kind"),
        (b'{"text": "a", "select": ["nonsense"]}', "application/json", 422, "unreadable"),
        (b'{"text": " "}', "application/json", 422, "unreadable"),
        (b'{"text": "a", "kind": "docx"}', "application/json", 422, "unreadable"),
        (b"text=a", "text/plain", 415, "type"),
        (b"no form", "multipart/form-data; boundary=x", 400, "form"),
        (b"", "multipart/form-data", 400, "form"),
        (b"x" * 300_000, "application/json", 413, "size"),
    ],
)
def test_what_is_wrong_with_a_request_is_said(service: Service, body: bytes, kind: str, status: int, code: str) -> None:
    answer = httpx.post(f"{service.address}/v1/check", content=body, headers={"Content-Type": kind}, timeout=60)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)
    assert not re.search(r"Traceback|/tmp|\.py\b", answer.text)


def test_a_body_without_a_length_is_cut_off(service: Service) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(100):
            yield b" " * 10_000

    answer = httpx.post(f"{service.address}/v1/check", content=endless(), timeout=60)
    assert answer.status_code == 413


def test_names_of_files_lead_nowhere(service: Service) -> None:
    answer = service.check(text=TWICE, name="../../etc/passwd.txt")
    assert answer.json()["documents"][0]["path"] == "../../etc/passwd.txt"
    assert len(answer.json()["documents"][0]["findings"]) == 1


def test_other_paths_methods_and_hosts(service: Service) -> None:
    assert httpx.get(f"{service.address}/nothing").json()["error"]["code"] == "not-found"
    assert httpx.get(f"{service.address}/v1/check").status_code == 405
    assert httpx.get(f"{service.address}/health", headers={"Host": "evil.example"}).status_code == 400


def test_the_rules_and_the_description(service: Service) -> None:
    assert "doubled-mark" in {rule["name"] for rule in httpx.get(f"{service.address}/v1/rules", timeout=60).json()}
    from openapi_spec_validator import validate

    validate(httpx.get(f"{service.address}/openapi.json").json())


def test_a_thousand_connections_and_the_service_lives(service: Service) -> None:
    held = []
    for _ in range(1000):
        one = socket.create_connection(("127.0.0.1", service.port), timeout=5)
        one.sendall(b"POST /v1/check HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\n{")
        held.append(one)
    for one in held:
        one.close()
    for _ in range(50):
        try:
            answer = service.check(text=TWICE)
        except httpx.TransportError:
            continue
        if answer.status_code == 200:
            break
        assert answer.status_code == 503
        time.sleep(0.2)
    assert answer.status_code == 200


def test_many_at_a_time(service: Service) -> None:
    with ThreadPoolExecutor(8) as clients:
        answers = list(clients.map(lambda _: service.check(text=TWICE).status_code, range(40)))
    assert set(answers) == {200}


def test_a_token(tmp_path: Path) -> None:
    running = Service(tmp_path / "log", AUDIT_TOKEN=TOKEN)
    basic = b64encode(f"editor:{TOKEN}".encode()).decode()
    try:
        for header, status in (
            ({}, 401),
            ({"Authorization": "Bearer wrong"}, 401),
            ({"Authorization": "Basic !!"}, 401),
            ({"Authorization": "Bearer ü".encode()}, 401),
            ({"Authorization": f"Bearer {TOKEN}"}, 200),
            ({"Authorization": f"Basic {basic}"}, 200),
        ):
            answer = httpx.post(f"{running.address}/v1/check", json={"text": TWICE}, headers=header, timeout=60)
            assert answer.status_code == status, header
        assert httpx.get(f"{running.address}/health").status_code == 200
        assert httpx.get(running.address).status_code == 401
    finally:
        running.stop()
    assert TOKEN not in (tmp_path / "log").read_text("utf-8")


def test_an_audit_that_takes_too_long_is_ended_and_a_slow_body_too(tmp_path: Path) -> None:
    running = Service(tmp_path / "log", "--timeout", "3", "--patience", "0.5")
    try:
        slow = running.check(text="A quiet line of text that is new. " * 50_000)
        assert (slow.status_code, slow.json()["error"]["code"]) == (503, "too-long")
        with socket.create_connection(("127.0.0.1", running.port), timeout=30) as one:
            one.sendall(b"POST /v1/check HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\n{")
            assert b" 408 " in one.recv(1000)
        assert running.check(text=TWICE).status_code == 200
    finally:
        running.stop()


def test_an_address_others_can_reach_wants_a_token() -> None:
    done = subprocess.run([AUDIT, "serve", "--host", "0.0.0.0"], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert "AUDIT_TOKEN" in done.stderr
