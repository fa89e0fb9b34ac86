"""What the address of a database decides."""

import pytest

from jigsaw.settings import base

FAR, NEAR = "postgresql://jigsaw:b%40@db.example:5433/jigsaw", "postgresql://jigsaw@localhost/jigsaw"


@pytest.mark.parametrize(
    ("address", "sslmode"),
    [
        (FAR, "require"),
        (f"{FAR}?sslmode=verify-full&sslrootcert=/etc/ssl/db.pem", "verify-full"),
        (NEAR, None),
        ("postgresql://jigsaw@/jigsaw?host=/run/postgresql", None),
    ],
)
def test_another_machine_is_reached_by_tls_and_no_weaker_than_asked(address, sslmode):
    assert base.postgresql(address)["OPTIONS"].get("sslmode") == sslmode


def test_what_is_written_in_percents_is_read():
    told = base.postgresql(FAR)
    assert (told["PASSWORD"], told["HOST"], told["PORT"], told["NAME"]) == (
        "b@",
        "db.example",
        "5433",
        "jigsaw",
    )


def test_a_file_of_sqlite_is_encrypted_unless_the_key_is_set_to_nothing(monkeypatch, tmp_path):
    monkeypatch.delenv("JIGSAW_STORE_KEY", raising=False)
    assert base.sqlite(tmp_path / "a")["OPTIONS"]["key_file"].endswith("store.key")
    monkeypatch.setenv("JIGSAW_STORE_KEY", "")
    assert base.sqlite(tmp_path / "a")["OPTIONS"]["key_file"] == ""
