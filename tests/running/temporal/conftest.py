"""One server for the tests of a process that do not kill it."""

import pytest

from tests.running.temporal.servers import running_server


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    with running_server(tmp_path_factory.mktemp("temporal")) as running:
        yield running
