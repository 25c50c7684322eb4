"""Work beside the page: started once, watched, stopped, found again."""

from __future__ import annotations

import threading

from balance.errors import UnusableInput
from balance.plan.goal import Progress, Watch
from balance.words import msg
from ui.solving import Task, Tasks

HALF = Progress(best=200.0, bound=100.0, gap=0.5, seconds=0.1)


def until_stopped(watch: Watch) -> str:
    """Tells of progress again and again and ends when it is told to."""
    pause = threading.Event()
    while not watch(HALF):
        pause.wait(0.005)
    return "the best so far"


def test_what_comes_of_it_is_kept():
    tasks = Tasks()
    task = tasks.start("question", lambda _watch: 7)
    assert task.wait(5)
    found = tasks.found("question")
    assert found is task
    assert (found.finished, found.result, found.wrong) == (True, 7, None)
    assert tasks.found("another question") is None


def test_a_search_tells_how_far_it_is_and_ends_with_the_best_when_stopped():
    task = Task(until_stopped)
    assert not task.wait(0.05)
    assert task.latest == HALF
    task.stop()
    assert task.wait(5)
    assert (task.stopped, task.result) == (True, "the best so far")


def test_a_mistake_is_kept_to_be_said():
    def refuse(_watch: Watch) -> None:
        raise UnusableInput(msg("no goal is chosen"))

    task = Task(refuse)
    assert task.wait(5)
    assert isinstance(task.wrong, UnusableInput)
    assert task.result is None


def test_nobody_waits_for_a_search_that_broke_off(monkeypatch):
    monkeypatch.setattr(threading, "excepthook", lambda _told: None)  # it is printed, which is what the console is for
    task = Task(lambda _watch: 1 // 0)
    assert task.wait(5)
    assert (task.finished, task.result, task.wrong) == (True, None, None)


def test_the_same_question_asked_anew_stops_the_old_search():
    tasks = Tasks()
    first = tasks.start("question", until_stopped)
    second = tasks.start("question", lambda _watch: 1)
    assert first.wait(5)
    assert second.wait(5)
    assert tasks.found("question") is second


def test_what_is_forgotten_is_stopped_and_an_ending_program_stops_all():
    tasks = Tasks()
    task, other = tasks.start(1, until_stopped), tasks.start(2, until_stopped)
    tasks.forget(1)
    assert task.wait(5)
    assert tasks.found(1) is None
    tasks.end()
    assert other.finished


def test_old_results_go_and_running_searches_stay():
    tasks = Tasks()
    running = tasks.start("running", until_stopped)
    for n in range(100):
        tasks.start(n, lambda _watch: 1).wait(5)
    assert tasks.found(0) is None
    assert tasks.found(99) is not None
    assert tasks.found("running") is running
    tasks.end()
