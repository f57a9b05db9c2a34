"""Desks as tests ask them: in this process, or on a port."""

from __future__ import annotations

import re
import threading
import time
from pathlib import Path
from typing import Any

import msgspec
import uvicorn
from starlette.testclient import TestClient

from runut.project.desk import Desk
from runut.store.people import make_token, put_person
from runut.web.app import make_app
from runut.web.frame.registry import PageOf

ROOT = Path(__file__).parents[2]
FERI = ROOT / "examples/feri"
PASSWORD = "kata sandi yang panjang"


def opens_alone(page: PageOf) -> bool:
    """Whether a page needs no parameter."""
    return not any(field.required for field in msgspec.structs.fields(page.asked))


class Served:
    """A desk on a free port of this machine."""

    def __init__(self, desk: Desk, **given: Any) -> None:
        app = make_app(desk, **{"alone": "penguji", **given})
        self._server = uvicorn.Server(
            uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning", proxy_headers=False)
        )
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        while not self._server.started:
            time.sleep(0.02)
        port = self._server.servers[0].sockets[0].getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"

    def stop(self) -> None:
        """End it."""
        self._server.should_exit = True
        self._thread.join(10)


def client_of(desk: Desk, *, alone: str | None = "penguji", **given: Any) -> TestClient:
    """Asks a desk in this process, as a browser that follows no redirections."""
    app = make_app(desk, alone=alone, **given)
    return TestClient(
        app, base_url="http://127.0.0.1:8571", follow_redirects=False, raise_server_exceptions=False
    )


def list_person(desk: Desk, name: str, role: str = "reader", password: str | None = PASSWORD) -> None:
    """List somebody in the project."""
    with desk.database.writing() as connection:
        put_person(connection, name, role, password)


def token_of(desk: Desk, name: str) -> dict[str, str]:
    """Headers by which a program acts for somebody."""
    with desk.database.writing() as connection:
        return {"authorization": f"Bearer {make_token(connection, name, 'uji')}"}


def secret_in(html: str) -> str:
    """The secret that the forms of a page bring back."""
    found = re.search(r'name="csrf" value="([^"]+)"', html)
    assert found, "no form on this page"
    return found.group(1)


def sign_in(client: TestClient, name: str, password: str = PASSWORD) -> Any:
    """Sign somebody in by the form."""
    page = client.get("/sign-in")
    return client.post("/sign-in", data={"csrf": secret_in(page.text), "name": name, "password": password})
