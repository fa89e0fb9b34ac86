"""The way to a PostgreSQL that has a certificate: a real server, which nobody reaches without TLS."""

import shutil
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.db import OperationalError
from django.db.utils import ConnectionHandler

from jigsaw.interfaces.health import by_the_clock
from jigsaw.settings import base
from tests.structure.sources import ROOT

pytest.importorskip("psycopg", reason="PostgreSQL's driver is not installed")
pytestmark = pytest.mark.slow
HOST_BY_TLS = "hostssl all all 127.0.0.1/32 scram-sha-256\n"


def certificate(folder, name, address):
    """A certificate that vouches for itself, and its key: the server's, for one address."""
    key = ec.generate_private_key(ec.SECP256R1())
    named = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    today = datetime.now(UTC)
    made = x509.CertificateBuilder().subject_name(named).issuer_name(named).public_key(key.public_key())
    made = (
        made.serial_number(1)
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=2))
    )
    made = made.add_extension(
        x509.SubjectAlternativeName([x509.IPAddress(ip_address(address))]), critical=False
    )
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    signed = made.sign(key, hashes.SHA256())
    pem, raw = serialization.Encoding.PEM, serialization.NoEncryption()
    (folder / f"{name}.crt").write_bytes(signed.public_bytes(pem))
    (folder / f"{name}.key").write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, raw))
    return folder / f"{name}.crt"


@pytest.fixture(scope="module")
def folder():
    """A place that PostgreSQL's own user may reach, which pytest's folders are not."""
    made = Path(tempfile.mkdtemp(prefix="jigsaw-tls-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture(scope="module")
def server(folder):
    """The address of a server with a certificate for 127.0.0.1, that answers by TLS alone."""
    sys.path.insert(0, str(ROOT / "scripts"))
    from postgres_cluster import Cluster, Trouble, can_reach, choose_owner
    from postgres_programs import find_programs

    try:
        programs = find_programs("installed")
    except Trouble as trouble:
        pytest.skip(f"no PostgreSQL is installed here: {trouble}")
    cluster = Cluster(folder / "cluster", programs, choose_owner())
    if not can_reach(cluster.owner, programs):
        pytest.skip("PostgreSQL's own user cannot reach its programs here")
    certificate(folder, "server", "127.0.0.1")
    cluster.make(password="three-plain-words")
    for name in ("server.crt", "server.key"):
        kept = cluster.tables / name
        kept.write_bytes((folder / name).read_bytes())
        kept.chmod(0o600)
        shutil.chown(kept, cluster.owner.pw_uid, cluster.owner.pw_gid)
    with (cluster.tables / "postgresql.conf").open("a") as settings:
        settings.write("ssl = on\nshared_buffers = 8MB\nmax_connections = 10\n")
    (cluster.tables / "pg_hba.conf").write_text(HOST_BY_TLS)
    if not cluster.start():
        pytest.skip(f"this PostgreSQL does not start with TLS: {cluster.last_words()[-200:]}")
    yield cluster.url()
    cluster.stop()


@pytest.fixture
def reached(server, django_db_blocker, monkeypatch):
    """Connects as a service would that names this address, and says what the health page says of the way."""

    def connect(asked):
        handler = ConnectionHandler({"default": base.postgresql(f"{server}?{asked}")})
        with django_db_blocker.unblock():
            monkeypatch.setattr(by_the_clock, "connection", handler["default"])
            try:
                handler["default"].ensure_connection()
                return by_the_clock.wire()
            finally:
                handler["default"].close()

    return connect


def test_a_server_with_the_named_certificate_is_believed_and_the_way_is_encrypted(reached, folder):
    found = reached(f"sslmode=verify-full&sslrootcert={folder / 'server.crt'}")
    assert (found.sound, found.found.startswith("encrypted, TLSv1.")) == (True, True)


def test_another_certificate_than_the_named_one_is_refused(reached, folder):
    stranger = certificate(folder, "stranger", "127.0.0.1")
    with pytest.raises(OperationalError, match="certificate verify failed"):
        reached(f"sslmode=verify-full&sslrootcert={stranger}")


def test_a_certificate_for_another_address_is_refused(reached, folder, server):
    with pytest.raises(OperationalError, match="does not match host name"):
        reached(f"sslmode=verify-full&sslrootcert={folder / 'server.crt'}&host=localhost")


def test_without_tls_the_server_answers_nobody(reached):
    with pytest.raises(OperationalError, match=r"no encryption|no pg_hba.conf entry"):
        reached("sslmode=disable")
