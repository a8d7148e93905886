"""A whole licence, as a modeller saved it, from the first check to the signature."""

from datetime import timedelta
from pathlib import Path

import pytest

from pendopo.core import decisions, process
from pendopo.core.feel import WorkingDays
from pendopo.core.process import (
    CallService,
    CancelService,
    CancelTask,
    CancelTimer,
    CaseEnded,
    Completed,
    End,
    Fired,
    NoSuchToken,
    OpenTask,
    SetTimer,
    State,
    Withdrawn,
)
from pendopo.core.process.tests.drawn import opened, timers

MODELS = Path(__file__).parent / "models"
FACTS = {"rawat_inap": True, "pemohon": {"kecamatan": "35.11.01"}}


@pytest.fixture(scope="module")
def graph() -> process.Graph:
    tables = decisions.load((MODELS / "izin.dmn").read_bytes(), source="izin.dmn")
    return process.load((MODELS / "izin.bpmn").read_bytes(), source="izin.bpmn", decisions=tables)


def test_reads_what_the_modeller_wrote(graph):
    assert (graph.id, graph.name, graph.start) == ("izin_klinik", "Izin Klinik", "mulai")
    node = graph.nodes["periksa"]
    assert node.documentation == "Cocokkan berkas dengan daftar persyaratan."
    assert node.attributes == {"zeebe:formDefinition.formId": "periksa", "peran": "pemeriksa"}
    assert node.boundaries == ("ingat",)
    assert [graph.nodes[one].lane for one in ("periksa", "sahkan", "lengkapi", "tinjau")] == [
        "loket",
        "kepala",
        "dpmptsp",
        "teknis",
    ]
    assert graph.lanes["loket"].parent == "dpmptsp"
    assert graph.nodes["tentukan"].decision == "instansi_teknis"
    assert graph.nodes["tentukan"].result == "instansi"
    assert graph.user_tasks == ("periksa", "lengkapi", "rekomendasi", "tinjau", "sahkan")


def test_shows_the_way(graph):
    # The default way out of the gateway leads back; the main path takes the one that ends.
    assert graph.main_path() == ("periksa", "rekomendasi", "tinjau", "sahkan")
    assert graph.next_user_tasks("sahkan") == ()
    assert graph.next_user_tasks("tentukan") == ("rekomendasi", "tinjau", "sahkan")
    assert "periksa" in graph.next_user_tasks("periksa")


def test_from_the_first_check_to_the_signature(graph):
    step = process.start(graph, FACTS)
    assert step.effects == (
        OpenTask(1, "periksa", "loket"),
        SetTimer(2, "ingat", WorkingDays(5)),
    )

    step = process.advance(graph, step.state, Completed(1, {"hasil": "kurang"}), FACTS)
    assert step.effects == (
        CancelTimer(2, "ingat"),
        OpenTask(3, "lengkapi", "dpmptsp"),
        SetTimer(4, "lewat", timedelta(days=14)),
    )

    step = process.advance(graph, step.state, Completed(3, {}), FACTS)
    assert opened(step) == {"periksa": 5}

    step = process.advance(graph, step.state, Completed(5, {"hasil": "lengkap"}), FACTS)
    assert step.state.values["instansi"] == ["dinkes", "dlh"]
    assert step.effects == (
        CancelTimer(6, "ingat"),
        OpenTask(8, "rekomendasi", "teknis", "dinkes", 0, 2),
        OpenTask(9, "rekomendasi", "teknis", "dlh", 1, 2),
        OpenTask(10, "tinjau", "teknis"),
    )

    for token, result in ((9, {"setuju": True, "opd": "dlh"}), (10, {}), (8, {"setuju": True})):
        step = process.advance(graph, step.state, Completed(token, result), FACTS)
    assert step.state.values["rekomendasi"] == [
        {"setuju": True},
        {"setuju": True, "opd": "dlh"},
    ]
    (sign,) = step.effects
    assert isinstance(sign, OpenTask) and (sign.node, sign.lane) == ("sahkan", "kepala")

    step = process.advance(graph, step.state, Completed(sign.token, {"setuju": True}), FACTS)
    assert step.effects == (End("terbit", "none", "Izin terbit"),)
    assert step.state.ended and step.state.tokens == ()
    with pytest.raises(CaseEnded):
        process.advance(graph, step.state, Completed(sign.token, {}), FACTS)


def test_a_reminder_beside_the_work_does_not_end_the_case_or_name_its_outcome(graph):
    step = process.start(graph, FACTS)
    work = opened(step)["periksa"]
    step = process.advance(graph, step.state, Fired(timers(step)["ingat"]), FACTS)
    (call,) = step.effects
    assert call == CallService(
        3, "kirim_ingat", "ingatkan", {"kecamatan": "35.11.01", "nada": "segera"}
    )
    step = process.advance(graph, step.state, Completed(work, {"hasil": "lengkap"}), FACTS)
    assert not any(isinstance(one, CancelTimer) for one in step.effects)
    tasks = [one.token for one in step.effects if isinstance(one, OpenTask)]
    for token in tasks:
        step = process.advance(graph, step.state, Completed(token, {"setuju": False}), FACTS)
    sign = opened(step)["sahkan"]
    step = process.advance(graph, step.state, Completed(sign, {"setuju": True}), FACTS)
    assert not step.state.ended and step.effects == ()
    step = process.advance(graph, step.state, Completed(call.token, {}), FACTS)
    # An end without a name gives its id.
    assert step.effects == (End("ditolak", "none", "ditolak"),)


def test_an_interrupting_timer_closes_its_task_and_a_terminate_end_closes_all(graph):
    step = process.start(graph, FACTS)
    first = opened(step)["periksa"]
    reminder = timers(step)["ingat"]
    step = process.advance(graph, step.state, Fired(reminder), FACTS)
    step = process.advance(graph, step.state, Completed(first, {"hasil": "kurang"}), FACTS)
    task, timer = opened(step)["lengkapi"], timers(step)["lewat"]
    step = process.advance(graph, step.state, Fired(timer), FACTS)
    assert step.effects == (
        CancelTask(task, "lengkapi"),
        CancelService(3, "kirim_ingat"),
        End("gugur", "terminate", "Permohonan gugur"),
    )
    assert step.state.ended and step.state.tokens == ()


def test_withdrawal_cancels_everything(graph):
    step = process.start(graph, FACTS)
    step = process.advance(graph, step.state, Withdrawn(), FACTS)
    assert step.effects == (
        CancelTask(1, "periksa"),
        CancelTimer(2, "ingat"),
        End("", "withdrawn", "withdrawn"),
    )
    assert step.state.ended


@pytest.mark.parametrize(
    "event",
    [
        pytest.param(Completed(99), id="never was"),
        pytest.param(Fired(1), id="a task is no timer"),
        pytest.param(Completed(2), id="a timer is no task"),
        pytest.param(Fired(0), id="zero"),
    ],
)
def test_refuses_events_that_nobody_waits_for(graph, event):
    step = process.start(graph, FACTS)
    with pytest.raises(NoSuchToken):
        process.advance(graph, step.state, event, FACTS)


def test_a_second_click_finds_nothing(graph):
    step = process.start(graph, FACTS)
    step = process.advance(graph, step.state, Completed(1, {"hasil": "kurang"}), FACTS)
    with pytest.raises(NoSuchToken):
        process.advance(graph, step.state, Completed(1, {"hasil": "lengkap"}), FACTS)


def test_facts_are_never_kept(graph):
    step = process.start(graph, FACTS | {"nik": "3511010101010001"})
    step = process.advance(graph, step.state, Completed(1, {"hasil": "lengkap"}), FACTS)
    assert b"3511010101010001" not in step.state.encode()
    assert b"rawat_inap" not in step.state.encode()
    assert State.decode(step.state.encode()) == step.state
