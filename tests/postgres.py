"""A real PostgreSQL for tests of the desk: started for the run, on a socket of its own, ended with it."""

import os
import pwd
import shutil
import subprocess
import tempfile
import uuid
from pathlib import Path

import pytest
import sqlalchemy as sa

MISSING = "These tests need PostgreSQL. Debian and Ubuntu: sudo apt-get install -y postgresql"
QUICK = "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=16MB"


def program(name: str) -> str:
    """Where a program of PostgreSQL is; Debian keeps those of the server out of the path."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    path = str(found[-1]) if found else shutil.which(name)
    assert path, MISSING
    return path


@pytest.fixture(scope="session")
def postgres():
    """The address of a server that holds nothing; it refuses to run as root, so root runs it as another user."""
    root = os.geteuid() == 0
    user = "postgres" if root else pwd.getpwuid(os.geteuid()).pw_name
    home = Path(tempfile.mkdtemp(prefix="khazana"))  # short: a socket's path is
    as_user = {"user": user, "group": pwd.getpwnam(user).pw_gid, "cwd": "/"} if root else {}
    if root:
        shutil.chown(home, user)
    run = {"check": True, "stdout": subprocess.DEVNULL, **as_user}
    data = home / "data"
    subprocess.run([program("initdb"), "-D", data, "-U", "desk", "--auth=trust", "--no-sync", "-E", "UTF8"], **run)
    server = [program("pg_ctl"), "-D", str(data), "-w", "-l", str(home / "log")]
    subprocess.run([*server, "-o", f"{QUICK} -k {home}", "start"], **run)
    yield f"postgresql+psycopg://desk@/postgres?host={home}"
    subprocess.run([*server, "-m", "immediate", "stop"], **run)
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture
def empty_database(postgres) -> str:
    """The address of a database of PostgreSQL with nothing in it."""
    name = f"desk_{uuid.uuid4().hex}"
    engine = sa.create_engine(postgres, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"create schema {name}")
    engine.dispose()
    return f"{postgres}&options=-csearch_path%3D{name}"


@pytest.fixture(params=["sqlite", "postgresql"])
def desk_url(request, tmp_path) -> str:
    """The address of an empty desk, in each of the databases that it may be in."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'desk.sqlite'}"
    return request.getfixturevalue("empty_database")
