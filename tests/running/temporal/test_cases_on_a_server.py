"""Cases on a real Temporal server: they follow the same rules as a rehearsal, and what people say counts once."""

import asyncio
import itertools
import json
import subprocess
import sys

import pytest

from svs_designer.catalogue import load_catalogue
from svs_designer.cli.main import main
from svs_designer.exchange.installed import installed_formats
from svs_designer.formats.native import read_file
from svs_designer.resource_files import model_file
from svs_designer.running.answering import by_list, default_way
from svs_designer.running.local import Rehearsal
from svs_designer.running.opening import FORMAT, definition_of
from tests.running.driving import START, workflow
from tests.running.hardware import hardware, text
from tests.running.temporal.servers import worker_process

pytestmark = pytest.mark.slow
NUMBERS = itertools.count(1)


def on(server, act):
    """Do something with a client of the server and a worker beside it."""
    from svs_designer.running.temporal.desk import connect
    from svs_designer.running.temporal.worker import worker_of

    async def acting():
        client = await connect(server.address)
        async with worker_of(client):
            return await asyncio.wait_for(act(client), 60)

    return asyncio.run(acting())


def a_case():
    return f"T-{next(NUMBERS)}"


async def open_work(handle):
    return await handle.query("work")


async def done_until_the_end(client, handle, answers):
    """Do all the work there is, each step's ways as listed, then by default."""
    from svs_designer.running.temporal.desk import complete

    left = {step: list(ways) for step, ways in answers.items()}
    while items := await open_work(handle):
        item = min(items, key=lambda each: (each["touch_seconds"], each["id"]))
        way = left[item["step"]].pop(0) if left.get(item["step"]) else None
        await complete(client, item["id"], {}, way=way)


def test_a_case_does_the_same_as_in_a_rehearsal(server):
    from svs_designer.running.temporal.desk import log_of, outcome, start_case

    answers = {"mend": ["triage", "swap"], "triage": ["mend", "swap"]}

    async def act(client):
        handle = await start_case(client, hardware(), a_case())
        await done_until_the_end(client, handle, answers)
        return await outcome(handle), await log_of(client, handle.id)

    how, log = on(server, act)

    rehearsed = (
        Rehearsal.of(hardware(), at=START).rehearse(by_list({"mend": ["triage"], "triage": ["mend", "swap"]})).log
    )
    told = [(each.kind, each.element, each.visit, each.team) for each in log]
    assert how == ("completed", "")
    assert told == [(each.kind, each.element, each.visit, each.team) for each in rehearsed if each.kind != "started"]


def test_the_same_completion_twice_counts_once_also_when_the_case_is_over(server):
    from svs_designer.running.temporal.desk import complete, start_case

    definition = workflow(
        "- ask: {listen: {to: {one: {with: {type: t}}}}}\n- tell: {listen: {to: {one: {with: {type: t}}}}}"
    )

    async def act(client):
        handle = await start_case(client, definition, a_case())
        (first,) = await open_work(handle)
        said = [await complete(client, first["id"], {}) for _ in range(2)]
        said += await asyncio.gather(*(complete(client, first["id"], {}) for _ in range(5)))
        (second,) = await open_work(handle)
        said.append(await complete(client, second["id"], {}))
        await handle.result()
        return [*said, await complete(client, second["id"], {})]

    assert on(server, act) == [True, *[False] * 6, True, False]


def test_work_that_is_not_there_is_refused_with_a_reason(server):
    from svs_designer.running.temporal.desk import Refused, begin, complete, start_case, tell

    async def act(client):
        handle = await start_case(client, hardware(), a_case())
        (item,) = await open_work(handle)
        refusals = []
        for attempt in (
            complete(client, f"{handle.id}/999", {}),
            complete(client, "nobody/1", {}),
            complete(client, item["id"], {}, way="moon"),
            begin(client, f"{handle.id}/999"),
            tell(client, "nobody", "pause"),
            start_case(client, hardware(), handle.id),
        ):
            with pytest.raises(Refused) as refusal:
                await attempt
            refusals.append(str(refusal.value))
        return refusals

    unknown, nobody, moon, begun, told, twice = on(server, act)
    assert "there is no open work" in unknown
    assert nobody == told == "there is no case 'nobody' under way"
    assert "to 'moon': there is swap, mend" in moon
    assert "there is no open work" in begun
    assert "already: choose another name" in twice


def test_a_paused_case_waits_and_takes_nothing_until_it_is_resumed(server):
    from svs_designer.running.temporal.desk import Refused, complete, open_cases, start_case, tell

    definition = workflow(
        """
        - both:
            fork:
              branches:
              - pause: {wait: {milliseconds: 300}}
              - ask: {listen: {to: {one: {with: {type: t}}}}}
        """
    )

    async def act(client):
        handle = await start_case(client, definition, a_case())
        await tell(client, handle.id, "pause")
        await asyncio.sleep(0.8)
        state = await handle.query("state")
        (item,) = await open_work(handle)
        with pytest.raises(Refused, match="is paused: resume it first"):
            await complete(client, item["id"], {})
        shown = [each.paused for each in await open_cases(client) if each.id == handle.id]
        await tell(client, handle.id, "resume")
        await complete(client, item["id"], {})
        return state["case"]["timers"], shown, await handle.result()

    timers, shown, result = on(server, act)
    assert len(timers) == 1
    assert shown == [True]
    assert result["status"] == "completed"


def test_a_cancelled_case_ends_and_says_so(server):
    from svs_designer.running.temporal.desk import Refused, log_of, outcome, start_case, tell

    async def act(client):
        handle = await start_case(client, hardware(), a_case())
        await tell(client, handle.id, "cancel")
        how = await outcome(handle)
        with pytest.raises(Refused, match="already: choose another name"):
            await start_case(client, hardware(), handle.id)
        return how, (await log_of(client, handle.id))[-1].element

    assert on(server, act) == (("cancelled", ""), "cancelled")


def test_a_case_that_the_server_is_told_to_cancel_ends_the_same_way(server):
    from svs_designer.running.temporal.desk import log_of, outcome, start_case

    async def act(client):
        handle = await start_case(client, hardware(), a_case())
        await open_work(handle)
        await handle.cancel()
        return await outcome(handle), (await log_of(client, handle.id))[-1].element

    assert on(server, act) == (("cancelled", ""), "cancelled")


def test_an_event_of_another_system_is_heard(server):
    from svs_designer.running.temporal.desk import start_case

    definition = workflow("- paid: {listen: {to: {one: {with: {type: acme.paid, data: '${ .sum > 5 }'}}}}}")

    async def act(client):
        handle = await start_case(client, definition, a_case())
        await handle.signal("event", ["junk"])
        for number, total in ((1, 3), (2, 9)):
            event = {"id": str(number), "source": "acme", "type": "acme.paid", "data": {"sum": total}}
            await handle.signal("event", event)
        return await handle.result()

    assert on(server, act)["output"] == [{"sum": 9}]


def test_who_begins_work_stands_in_the_log_once(server):
    from svs_designer.running.temporal.desk import begin, log_of, start_case, tell

    async def act(client):
        handle = await start_case(client, hardware(), a_case())
        (item,) = await open_work(handle)
        news = [await begin(client, item["id"]) for _ in range(2)]
        await tell(client, handle.id, "cancel")
        return news, [each.kind for each in await log_of(client, handle.id)]

    assert on(server, act) == ([True, False], ["scheduled", "started", "ended"])


def test_a_long_case_goes_on_in_a_new_history_and_forgets_nothing(server):
    from svs_designer.running.temporal.desk import complete, log_of, start_case

    async def act(client):
        handle = await start_case(client, hardware(), a_case(), most_history=12)
        first = (await open_work(handle))[0]["id"]
        await done_until_the_end(client, handle, {"mend": ["triage", "triage"]})
        await handle.result()
        runs = {each.run_id async for each in client.list_workflows(f'WorkflowId = "{handle.id}"')}
        return len(runs), await log_of(client, handle.id), await complete(client, first, {})

    runs, log, again = on(server, act)
    assert runs > 1
    assert [each.visit for each in log if (each.kind, each.element) == ("completed", "triage")] == [1, 2, 3]
    assert log[-1].element == "value"
    assert again is False


def test_an_error_of_the_definition_fails_the_case_at_once(server):
    from svs_designer.running.temporal.desk import outcome, start_case

    fails = workflow("- stop: {raise: {error: {type: https://acme.example/no, status: 400, title: No way}}}")

    async def act(client):
        return await outcome(await start_case(client, fails, a_case()))

    how, why = on(server, act)
    assert how == "failed"
    assert "No way (https://acme.example/no, at /do/0/stop)" in why


def test_what_breaks_in_a_worker_ends_the_case_instead_of_being_tried_for_ever(server):
    from svs_designer.running.temporal import desk, names

    async def act(client):
        handles = [
            await client.start_workflow(names.WORKFLOW, asked, id=a_case(), task_queue=names.TASK_QUEUE)
            for asked in ({"definition": {"do": 1}}, {})
        ]
        return [await desk.outcome(handle) for handle in handles]

    (bad, why), (worse, _) = on(server, act)
    assert (bad, worse) == ("failed", "failed")
    assert "this is no Open Workflow definition" in why


def test_the_history_of_a_case_leads_another_worker_to_the_same_place(server):
    from temporalio.worker import Replayer

    from svs_designer.running.temporal.desk import start_case
    from svs_designer.running.temporal.workflow import WORKFLOWS

    async def act(client):
        handle = await start_case(client, hardware(), a_case())
        await done_until_the_end(client, handle, {"mend": ["triage"]})
        await handle.result()
        return await Replayer(workflows=WORKFLOWS).replay_workflow(await handle.fetch_history())

    assert on(server, act).replay_failure is None


def test_the_command_line_starts_lists_completes_and_logs(server, tmp_path, capsys):
    file, case, log = tmp_path / "laptop.yaml", a_case(), tmp_path / "log.csv"
    file.write_text(text(), encoding="utf-8")
    address = ("--address", server.address)

    def work(*arguments):
        assert main(["work", *arguments, *address]) == 0
        return capsys.readouterr()

    async def act(client):
        def typed():
            assert main(["run", str(file), "--on", "temporal", "--start-only", "--case", case, *address]) == 0
            assert f"started case {case}" in capsys.readouterr().err
            while not (
                items := [
                    each for each in json.loads(work("list", "--format", "json").out)["work"] if each["case"] == case
                ]
            ):
                continue
            item = items[0]["id"]
            assert "--way swap: yes: triage_swap" in work("list", "--team", "desk").out
            assert "has begun" in work("begin", item).err
            assert "is done" in work("complete", item, "--way", "swap").err
            assert "counts once" in work("complete", item, "--answer", "triage_swap=yes").err
            assert "is paused" in work("pause", case).err
            assert "goes on" in work("resume", case).err
            assert "is cancelled" in work("cancel", case).err
            assert "wrote" in work("log", case, "-o", str(log)).err

        await asyncio.to_thread(typed)

    on(server, act)

    assert [line.split(",")[1] for line in log.read_text(encoding="utf-8").splitlines()] == [
        "step id",
        "triage",
        "swap",
        "tell",
    ]


def test_a_worker_that_is_asked_to_stop_goes_at_once_and_leaves_its_cases(server):
    from svs_designer.running.temporal.desk import connect, open_cases, start_case

    async def asked():
        client = await connect(server.address)
        handle = await start_case(client, hardware(), a_case())
        await handle.query("work")
        worker.terminate()
        return await asyncio.to_thread(worker.wait, 30), handle.id in {each.id for each in await open_cases(client)}

    worker = worker_process(server, "stopped")
    try:
        assert asyncio.run(asked()) == (0, True)
    finally:
        worker.kill()
        worker.wait()


@pytest.mark.skipif(FORMAT not in installed_formats().exporters, reason=f"needs the exporter {FORMAT}")
def test_a_worked_stream_of_ours_comes_to_value_on_a_server(server):
    from svs_designer.running.temporal.desk import log_of, outcome, start_case

    document = read_file(model_file("wifi-to-be.svs.yaml")).document
    definition = definition_of(document, load_catalogue("itil4"), document.streams[0].id)

    async def act(client):
        handle = await start_case(client, definition, a_case())
        await done_until_the_end(client, handle, {})
        return await outcome(handle), await log_of(client, handle.id)

    how, log = on(server, act)

    rehearsed = Rehearsal.of(definition, at=START).rehearse(default_way).log
    assert how == ("completed", "")
    assert sorted(each.element for each in log if each.kind == "completed") == sorted(
        each.element for each in rehearsed if each.kind == "completed"
    )


def test_without_a_worker_nothing_is_said_to_be_done(server, monkeypatch):
    from svs_designer.running.temporal import desk

    monkeypatch.setattr(desk, "ANSWER_SECONDS", 0.5)

    async def act():
        client = await desk.connect(server.address)
        handle = await desk.start_case(client, hardware(), a_case())
        with pytest.raises(desk.Refused, match="no worker answers: start one"):
            await desk.complete(client, f"{handle.id}/5", {})
        with pytest.raises(desk.Refused, match="no worker answers: start one"):
            await desk.log_of(client, handle.id)

    asyncio.run(act())


def test_a_server_that_is_not_there_is_told_in_one_line(capsys):
    pytest.importorskip("temporalio")

    for arguments in (["work", "list"], ["run", "--on", "temporal", "--worker-only"]):
        assert main([*arguments, "--address", "127.0.0.1:1"]) == 2
        said = capsys.readouterr().err
        assert "no Temporal server answers at 127.0.0.1:1: start one" in said
        assert said.count("\n") == 1


def test_without_the_extra_the_way_to_get_it_is_told():
    script = (
        "import sys; sys.modules['temporalio'] = None\n"
        "from svs_designer.cli.main import main\n"
        "sys.exit(main(['work', 'list']))"
    )

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert done.stderr == "svs-designer: running on Temporal needs its SDK: pip install 'svs-designer[temporal]'\n"
