"""Nothing is lost and nothing is done twice when a worker and the server die with work open."""

import asyncio
import json
import subprocess
import sys
import time
from collections import Counter

import pytest

from tests.running.hardware import text
from tests.running.temporal.servers import PATIENCE_SECONDS, running_server, worker_process

CASES = ("T-1", "T-2", "T-3", "T-4")


def command(server, *arguments):
    done = subprocess.run(
        [sys.executable, "-m", "svs_designer.cli.main", *arguments, "--address", server.address],
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_SECONDS,
    )
    return done.returncode, done.stdout, done.stderr


def open_work(server):
    code, out, err = command(server, "work", "list", "--format", "json")
    assert code == 0, err
    return json.loads(out)["work"]


def until(server, condition):
    """Wait until the list of open work shows something."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not condition(found := open_work(server)):
        assert time.monotonic() < end, f"waited in vain: {found}"
        time.sleep(0.2)
    return found


def complete(server, item):
    """Say that work is done as often as it takes, as people do when they get no answer."""
    end = time.monotonic() + PATIENCE_SECONDS
    while command(server, "work", "complete", item)[0]:
        assert time.monotonic() < end, f"{item} is not taken"
        time.sleep(0.5)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_cases_outlive_a_worker_and_the_server_that_are_killed_with_work_open(tmp_path):
    file = tmp_path / "laptop.yaml"
    file.write_text(text(), encoding="utf-8")
    with running_server(tmp_path) as server:
        workers = [worker_process(server, "first"), worker_process(server, "second")]
        try:
            for case in CASES:
                assert command(server, "run", str(file), "--on", "temporal", "--start-only", "--case", case)[0] == 0
            items = until(server, lambda found: len(found) == len(CASES))
            complete(server, items[0]["id"])
            until(server, lambda found: "mend" in {each["step"] for each in found})

            workers[0].kill()
            workers[0].wait()
            complete(server, items[1]["id"])
            server.kill()
            assert command(server, "work", "complete", items[2]["id"])[0] == 2
            server.start()
            workers.append(worker_process(server, "third"))

            seen = {each["step"] for each in open_work(server)}
            for item in items:
                complete(server, item["id"])
            while found := until(server, lambda _: True):
                for item in found:
                    complete(server, item["id"])
                time.sleep(0.3)
            logs = asyncio.run(logs_of(server))
        finally:
            for worker in workers:
                worker.kill()
                worker.wait()

    assert seen == {"triage", "mend"}
    for case in CASES:
        told = logs[case]
        counts = Counter((each.element, each.kind.value) for each in told)
        assert counts == {
            **{
                (step, kind): 1
                for step in ("triage", "mend", "swap", "tell", "ask")
                for kind in ("scheduled", "completed")
            },
            ("value", "milestone"): 1,
            ("value", "ended"): 1,
        }
        assert [each.at for each in told] == sorted(each.at for each in told)


async def logs_of(server):
    from svs_designer.running.temporal.desk import connect, log_of, outcome

    client = await connect(server.address)
    for case in CASES:
        assert await asyncio.wait_for(outcome(client.get_workflow_handle(case)), PATIENCE_SECONDS) == ("completed", "")
    return {case: await log_of(client, case) for case in CASES}
