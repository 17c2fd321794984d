"""Work that goes on beside the reading: in order, by one thread, two steps behind at most."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

BEHIND = 2  # steps that may wait; each holds a piece of a file in memory


class Beside:
    """Steps in the order in which they were given; what one raises is raised by the next `do` or by `settle`.

    >>> done, beside = [], Beside()
    >>> for step in range(4):
    ...     beside.do(done.append, step)
    >>> beside.settle()
    >>> done
    [0, 1, 2, 3]
    """

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1)
        self._waiting: deque[Future] = deque()

    def do(self, step: Callable, *given) -> None:
        """Let a step be done; wait if too many are behind."""
        while len(self._waiting) >= BEHIND:
            self._waiting.popleft().result()
        self._waiting.append(self._pool.submit(step, *given))

    def settle(self) -> None:
        """Wait until all steps are done."""
        while self._waiting:
            self._waiting.popleft().result()

    def close(self) -> None:
        """Do no more; what has begun is finished."""
        self._pool.shutdown(cancel_futures=True)
