"""``audit serve``."""

from __future__ import annotations

import os
from ipaddress import ip_address

import click

from audit.output import refuse


@click.command(short_help="Audit by HTTP, for programs and in a browser.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", default=8787, show_default=True, type=click.IntRange(0, 65535))
@click.option("--token", envvar="AUDIT_TOKEN", help="Token that requests must bear; better in AUDIT_TOKEN.")
@click.option("--open", "anyone", is_flag=True, help="Listen where others can reach it although there is no token.")
@click.option("--workers", "-w", type=click.IntRange(1, 64), default=2, show_default=True, help="Texts at a time.")
@click.option("--max-size", type=click.IntRange(1), default=2_000_000, show_default=True, help="Bytes of a request.")
@click.option("--timeout", type=click.FloatRange(0.1), default=30.0, show_default=True, help="Seconds an audit takes.")
@click.option("--patience", type=click.FloatRange(0.1), default=15.0, show_default=True, help="Seconds a body takes.")
@click.option("--connections", type=click.IntRange(1), default=512, show_default=True, help="Connections at a time.")
@click.option("--config", metavar="FILE", help="Settings for all requests. Default: the nearest to this folder.")
def serve(
    host: str,
    port: int,
    token: str | None,
    anyone: bool,
    workers: int,
    max_size: int,
    timeout: float,
    patience: float,
    connections: int,
    config: str | None,
) -> None:
    """Audit by HTTP: POST /v1/check for programs, a page to paste into for people.

    Listens on this machine alone unless told otherwise. Nothing that is sent is kept. The description of the interface
    is at /openapi.json.
    """
    try:
        import uvicorn

        from audit.serve import Limits, application
    except ModuleNotFoundError as error:
        refuse(f"the service needs {error.name}: pip install 'translation-audit[serve]'")
    from audit.commands.settings import settings_of
    from audit.config import SettingsError

    local = host == "localhost" or _loopback(host)
    if not local and not token and not anyone:
        refuse(f"{host} can be reached by others: set AUDIT_TOKEN, or say --open if anyone may ask")
    try:
        settings = settings_of("-", config, {})
    except SettingsError as error:
        refuse(str(error))
    hosts = ("localhost", "127.0.0.1", "[::1]", host) if local else ("*",)
    limits = Limits(max_size, patience, timeout)
    uvicorn.run(
        application(settings, limits, workers, token or None, hosts),
        host=host,
        port=port,
        limit_concurrency=connections,
        timeout_keep_alive=5,
        h11_max_incomplete_event_size=16_384,
        server_header=False,
        log_level=os.environ.get("AUDIT_LOG", "info"),
        timeout_graceful_shutdown=5,
    )


def _loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
