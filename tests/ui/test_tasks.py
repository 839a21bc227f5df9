"""Work in the background: how far it has come, giving it up at any moment, and nobody there any more to be told."""

import random
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from nfi_planner.support.progress import Report
from nfi_planner.ui import tasks
from nfi_planner.ui.widgets.progress import ProgressLine


class Heard:
    """What came back."""

    def __init__(self) -> None:
        self.said: list[Any] = []

    def run(self, parent: QObject, work: Callable[[Report], Any]) -> tasks.Task:
        gone = lambda: self.said.append("given up")  # noqa: E731
        return tasks.run_in_background(parent, work, self.said.append, self.said.append, gone)


def test_result_and_progress_come_back_to_the_window(qtbot: QtBot) -> None:
    heard, parent, threads, go_on = Heard(), QObject(), set(), threading.Event()

    def work(report: Report) -> str:
        threads.add(threading.current_thread())
        assert go_on.wait(10)
        report(0.5)
        return "fait"

    task = heard.run(parent, work)
    done: list[float] = []
    task.progressed.connect(done.append)
    with qtbot.waitSignal(task.ended):
        go_on.set()
    assert heard.said == ["fait"]
    assert done[-1] == task.so_far == 0.5
    assert threading.main_thread() not in threads


def test_an_error_comes_back(qtbot: QtBot) -> None:
    heard, error = Heard(), ValueError("x")

    def work(_report: Report) -> None:
        raise error

    parent = QObject()
    with qtbot.waitSignal(heard.run(parent, work).ended):
        pass
    assert heard.said == [error]


@pytest.mark.parametrize("step", range(4))
def test_work_is_given_up_at_its_next_report(qtbot: QtBot, step: int) -> None:
    heard, steps = Heard(), []
    parent, reached, go_on = QObject(), threading.Event(), threading.Event()

    def work(report: Report) -> None:
        for number in range(4):
            if number == step:
                reached.set()
                assert go_on.wait(10)
            report(number / 4)
            steps.append(number)

    task = heard.run(parent, work)
    assert reached.wait(10)
    task.cancel()
    with qtbot.waitSignal(task.ended):
        go_on.set()
    assert heard.said == ["given up"]
    assert steps == list(range(step))


def test_work_given_up_before_it_began_never_begins(qtbot: QtBot) -> None:
    heard, begun = Heard(), []
    task = tasks.Task(lambda _report: begun.append(1), lambda _result, error: heard.said.append(type(error).__name__))
    task.cancel()
    with qtbot.waitSignal(task.ended):
        task.run()
    assert begun == []
    assert heard.said == ["CancelledError"]


def test_nobody_is_told_when_the_window_is_gone(qtbot: QtBot) -> None:
    heard, parent, go_on = Heard(), QObject(), threading.Event()
    task = heard.run(parent, lambda _report: go_on.wait(10))
    delete(parent)
    with qtbot.waitSignal(task.ended):
        go_on.set()
    assert heard.said == []


def test_a_widget_may_go_in_the_very_moment_it_is_told(qtbot: QtBot) -> None:
    told: list[None] = []
    done = threading.Semaphore(0)

    def look() -> None:
        time.sleep(random.random() / 2000)
        done.release()

    for _ in range(200):
        parents = [QObject() for _ in range(8)]
        for parent in parents:
            tasks.look_up(parent, look, told.append)
        for parent in parents:
            delete(parent)
    for _ in range(1600):
        assert done.acquire(timeout=10)
    qtbot.waitUntil(lambda: not tasks._running)
    assert told == []


def test_short_work_shows_no_bar_and_long_work_one_that_gives_it_up(qtbot: QtBot) -> None:
    heard, line, parent, go_on = Heard(), ProgressLine(), QObject(), threading.Event()
    qtbot.addWidget(line)
    short = heard.run(parent, lambda _report: None)
    line.follow(short, "Écriture…")
    with qtbot.waitSignal(short.ended):
        pass
    assert line.isHidden()

    def work(report: Report) -> None:
        report(0.25)
        assert go_on.wait(10)
        report(1.0)

    long = heard.run(parent, work)
    line.follow(long, "Écriture…")
    qtbot.waitUntil(line.isVisible)
    assert line._bar.value() == 25
    line.cancel.click()
    with qtbot.waitSignal(long.ended):
        go_on.set()
    assert heard.said == [None, "given up"]
    assert line.isHidden()
