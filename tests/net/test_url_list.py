from __future__ import annotations

import pytest

from runut.engine.fetch import ListedUrl, load_url_list
from runut.errors import UsageError


def test_a_list(tmp_path):
    path = tmp_path / "list.txt"
    path.write_text(
        "\ufeff# what the desk reads\n\nhttps://news.example/a  # the first\n  http://news.example/b#part \n"
        "news.example/c\nhttps://news.example/a\nfile:///etc/passwd\nhttp://x.example/#/path\n",
        encoding="utf-8",
    )
    found = load_url_list(path)
    assert found.urls == [
        ListedUrl("https://news.example/a", 3),
        ListedUrl("http://news.example/b", 4),
        ListedUrl("http://x.example/", 8),
    ]
    assert [error.partition(":")[0].rpartition("/")[2] for error in found.errors] == [
        "list.txt, line 5",
        "list.txt, line 7",
    ]


def test_no_such_file(tmp_path):
    with pytest.raises(UsageError, match=r"none\.txt: no such file"):
        load_url_list(tmp_path / "none.txt")


def test_no_text(tmp_path):
    path = tmp_path / "list.txt"
    path.write_bytes(b"\xff\xfe\x00h")
    with pytest.raises(UsageError, match="UTF-8"):
        load_url_list(path)


def test_a_folder(tmp_path):
    with pytest.raises(UsageError, match="cannot be read"):
        load_url_list(tmp_path)
