"""Tickwire's client for Python 3.9 and newer, in one file on the package websockets (10 and newer). Apache License 2.0.

It keeps the rule that all our clients keep: src/docs/clients/README.md in the source; how to use it: python.md there.

    async with Tickwire("ws://127.0.0.1:8001/websocket/ws") as tw:
        outcome = await tw.trade("EURUSD", "BUY", 0.1)
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import inspect
import json
import logging
import random
import re
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any, AsyncIterator, Awaitable, Callable, Deque, Dict, Iterable, List, Mapping, Optional, Set, Tuple, Union

import websockets
from websockets.exceptions import ConnectionClosed

__all__ = ["Tickwire", "TickwireError", "Tick", "Event", "Outcome", "Subscribed"]

VERSION = "0.1.0"
LOG = logging.getLogger("tickwire")
Json = Dict[str, Any]

# ---- The rule, pure --------------------------------------------------------------------------------------------------

BASE = 0.25
CAP = 30.0
_BUSY = 1.0
_LONGEST_HINT = 300.0
_COME_BACK = frozenset((1001, 1005, 1006, 1011, 1012, 1013, 1014))
_HINT = re.compile(r"\b(?:retry|reconnect) (?:in|after) (\d{1,9}(?:\.\d{1,3})?) ?(ms|s|m)\b", re.IGNORECASE)
_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0}
# Refusals that an earlier attempt of the same signal may have escaped: they say nothing about its outcome.
_NO_PROOF = frozenset(("TERMINAL_UNAVAILABLE", "TRADING_HALTED", "INTERNAL"))


def reconnects(code: int) -> bool:
    """Whether a connection closed with this code is opened again."""
    return code in _COME_BACK or 4000 <= code <= 4499


def retry_hint(reason: str) -> float:
    """Seconds that a close reason such as "draining, reconnect in 2 s" asks to wait; 0 without such words."""
    found = _HINT.search(reason or "")
    return min(_LONGEST_HINT, float(found[1]) * _UNITS[found[2].lower()]) if found else 0.0


def reconnect_delay(
    attempt: int, chance: float, code: int = 1006, reason: str = "", base: float = BASE, cap: float = CAP
) -> float:
    """Seconds before the next attempt: full jitter up to base * 2^attempt, on top of what the server asked for."""
    jitter = chance * min(cap, base * 2 ** min(attempt, 30))
    hint = retry_hint(reason)
    if hint > 0:
        return hint + jitter
    return max(_BUSY, jitter) if code == 1013 else jitter


class TickwireError(Exception):
    """What went wrong, with a code of the error catalogue or one of ours (NOT_CONNECTED, CLOSED, OVERFLOW ...)."""

    def __init__(self, code: str, message: str, details: Optional[Json] = None) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.details = details or {}

    @property
    def retry_after(self) -> Optional[float]:
        """Seconds, where the server said when to try again."""
        return self.details.get("retry_after")


# ---- What is told ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Tick:
    """A price. spread is in pips; flags are MetaTrader's bits."""

    symbol: str
    bid: float
    ask: float
    last: float
    volume: float
    time: str
    spread: float
    time_msc: int
    flags: int
    seq: int
    snapshot: bool = False

    @classmethod
    def read(cls, data: Json) -> Tick:
        return cls(**{name: data[name] for name in _TICK_FIELDS if name in data})


_TICK_FIELDS = [one.name for one in dataclasses.fields(Tick)]


@dataclass(frozen=True)
class Event:
    """An event of a channel; seq rises by one within an epoch."""

    type: str
    epoch: int
    seq: int
    timestamp: str
    data: Json


@dataclass(frozen=True)
class Subscribed:
    """What a subscription came to: names, and {symbol, reason} of the others."""

    symbols: List[str]
    rejected: List[Json]


@dataclass
class Outcome:
    """
    What became of a signal. status: success; error (refused, nothing was sent); failed (sent and refused); unknown (not
    proven: await settled for the late truth, which is this outcome itself when none came).
    """

    signal_id: str
    status: str
    result: Optional[Json] = None
    error: Optional[str] = None
    code: Optional[str] = None
    details: Json = field(default_factory=dict)
    duplicate: bool = False
    settled: Awaitable[Outcome] = field(default=None, repr=False, compare=False)  # type: ignore[assignment]

    @property
    def retry_after(self) -> Optional[float]:
        """Seconds, with RATE_LIMITED and its like."""
        return self.details.get("retry_after")

    @property
    def proves(self) -> bool:
        """Whether this, as the answer to a repeated signal, tells what became of it."""
        return self.status != "error" or self.duplicate or self.code not in _NO_PROOF

    @classmethod
    def read(cls, message: Json) -> Outcome:
        details = message.get("details") or {}
        result = message.get("result")
        return cls(
            signal_id=message["signal_id"],
            status=message["status"],
            result=result,
            error=message.get("error"),
            code=details.get("error_code"),
            details=details,
            duplicate=bool((result or {}).get("duplicate", details.get("duplicate", False))),
        )

    @classmethod
    def of_event(cls, data: Json) -> Outcome:
        """From an execution event, which says the same in another shape."""
        own = ("account", "action", "signal_id", "status", "error", "details")
        executed = {name: value for name, value in data.items() if name not in own}
        result = {"success": True, **executed} if data["status"] == "success" else None
        return cls.read({**{name: data.get(name) for name in own}, "result": result})


# ---- Queues and counters ---------------------------------------------------------------------------------------------


class TickQueue:
    """Ticks for a reader that may be slow: beyond the bound only the newest of each symbol is kept."""

    def __init__(self, bound: int) -> None:
        self._ticks: Deque[Tick] = deque()
        self._bound = bound
        self.conflated = 0

    def __len__(self) -> int:
        return len(self._ticks)

    def push(self, tick: Tick) -> bool:
        self._ticks.append(tick)
        if len(self._ticks) > self._bound:
            newest: Dict[str, Tick] = {}
            for one in self._ticks:
                newest.pop(one.symbol, None)  # so that the order is that of the newest ticks
                newest[one.symbol] = one
            self.conflated += len(self._ticks) - len(newest)
            self._ticks = deque(newest.values())
        return True

    def pop(self) -> Tick:
        return self._ticks.popleft()


class EventQueue:
    """Events for a reader that may be slow. Executions are never dropped: push tells when there is no room."""

    def __init__(self, channel: str, bound: int) -> None:
        self._events: Deque[Event] = deque()
        self._lossless = channel == "executions"
        # Account and positions are states: the newest says all.
        self._bound = 1 if channel in ("account", "positions") else bound
        self.dropped = 0

    def __len__(self) -> int:
        return len(self._events)

    def push(self, event: Event) -> bool:
        if len(self._events) >= self._bound:
            if self._lossless:
                return False
            self._events.popleft()
            self.dropped += 1
        self._events.append(event)
        return True

    def pop(self) -> Event:
        return self._events.popleft()


@dataclass
class Place:
    """Where one account's executions stand: what is new, what was heard already, what is missing."""

    epoch: int
    seq: int

    def take(self, epoch: int, seq: int) -> str:
        """'new', 'gap' (new, and something before it is missing) or 'old'. Numbers go on over epochs."""
        if epoch <= self.epoch and seq <= self.seq:
            return "old"
        follows = seq == self.seq + 1
        self.epoch, self.seq = epoch, seq
        return "new" if follows else "gap"


class Pace:
    """At most so many messages in any second."""

    def __init__(self, limit: int) -> None:
        self._sent: Deque[float] = deque()
        self._limit = limit

    def take(self, now: float) -> float:
        """Seconds until the next message may go; 0 takes it."""
        if self._limit == 0:
            return 0.0
        while self._sent and now - self._sent[0] >= 1.0:
            self._sent.popleft()
        if len(self._sent) >= self._limit:
            return max(0.001, 1.0 - (now - self._sent[0]))
        self._sent.append(now)
        return 0.0


class _Reader:
    """One loop over ticks or events."""

    def __init__(self, queue: Union[TickQueue, EventQueue], wants: Callable[[str, Any], bool]) -> None:
        self.queue = queue
        self.wants = wants
        self._news = asyncio.Event()
        self._ended = False
        self._failure: Optional[TickwireError] = None

    def push(self, item: Any) -> bool:
        taken = self.queue.push(item)
        self._news.set()
        return taken

    def end(self, failure: Optional[TickwireError]) -> None:
        self._ended, self._failure = True, failure
        self._news.set()

    async def items(self) -> AsyncIterator[Any]:
        while True:
            while self.queue and not self._failure:
                yield self.queue.pop()
            if self._failure:
                raise self._failure
            if self._ended:
                return
            self._news.clear()
            await self._news.wait()


@dataclass
class _Stream:
    """Where the ticks of a symbol stand. floor: what a resume may tell again."""

    epoch: int = 0
    seq: int = 0
    time_msc: int = 0
    floor: Optional[Tuple[int, int]] = None

    def take(self, tick: Tick) -> bool:
        if self.floor:
            # A publisher that began anew has lower numbers, but later times.
            if tick.seq <= self.floor[0] and tick.time_msc <= self.floor[1]:
                return False
            self.floor = None
        self.seq, self.time_msc = tick.seq, tick.time_msc
        return True


@dataclass(eq=False)
class _Request:
    """A question without an id."""

    text: str
    answers: Tuple[str, ...]
    wait: bool
    answer: asyncio.Future
    answered: Optional[Callable[[Json], None]] = None
    sent: bool = False


@dataclass(eq=False)
class _Trade:
    """A signal without an answer, or in doubt."""

    id: str
    text: str
    answer: asyncio.Future
    sends: int = 0
    timer: Optional[asyncio.TimerHandle] = None
    again: Optional[asyncio.TimerHandle] = None
    escaped: Optional[Outcome] = None
    known: bool = False
    outcome: Optional[Outcome] = None

    def stop(self) -> None:
        for timer in (self.timer, self.again):
            if timer:
                timer.cancel()


def _post(asked: urllib.request.Request, timeout: float) -> Json:
    try:
        with urllib.request.urlopen(asked, timeout=timeout) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as refused:
        try:
            problem = json.load(refused)
        except ValueError:
            problem = {}
        message = problem.get("message", f"HTTP {refused.code}")
        raise TickwireError(problem.get("code", "INTERNAL"), message, problem.get("details")) from None
    except OSError as gone:  # a time-out is one of them, from 3.10 on with a name of its own
        late = "timed out" in str(gone)
        raise TickwireError("TIMEOUT" if late else "CLOSED", f"no answer: {gone}") from None


class _Lost(Exception):
    """A connection came to its end."""

    def __init__(self, code: int, reason: str, status: int = 0) -> None:
        """status: of HTTP, when there was no upgrade"""
        super().__init__(f"{code} {reason}")
        self.code = code
        self.reason = reason
        self.status = status


# ---- The client ------------------------------------------------------------------------------------------------------

_SILENT_BEATS = 2.5
_ASK_AGAIN = 5.0  # for symbols that a restarted server does not list yet
_MAX_MESSAGE = 1 << 24
_REFUSALS = {401: "UNAUTHORIZED", 403: "FORBIDDEN"}
_BUSY_STATUS = (429, 503)
_NOWHERE = {"epoch": 0, "seq": 0}
_CHANNEL_OF = {
    "execution": "executions",
    "account": "account",
    "positions": "positions",
    "prediction": "predictions",
    "strategy": "strategies",
    "health": "health",
    "log": "log",
}
Token = Union[None, str, Callable[[], Union[str, Awaitable[str]]]]


class Tickwire:
    """One connection that stays: comes back by itself, asks again, resumes. Owner: the event loop it was made on."""

    def __init__(
        self,
        url: str,
        *,
        profile: Optional[str] = None,
        token: Token = None,
        api_key: Optional[str] = None,
        ticket: Token = None,
        headers: Optional[Mapping[str, str]] = None,
        client_name: str = "tickwire.py",
        heartbeat: float = 30.0,
        connect_timeout: float = 30.0,
        request_timeout: float = 10.0,
        trade_timeout: float = 15.0,
        settle_timeout: float = 600.0,
        stable_after: float = 60.0,
        base: float = BASE,
        cap: float = CAP,
        tick_bound: int = 1_000,
        event_bound: int = 10_000,
        outbox: int = 1_000,
        messages_per_second: int = 90,
        chance: Callable[[], float] = random.random,
    ) -> None:
        """All times in seconds. token and ticket may be functions, also async ones, that are asked for each connection."""
        path = urllib.parse.urlsplit(url).path
        self._url = url
        self._bridge = (profile or ("bridge" if re.search(r"/(websocket|dashboard)/ws$", path) else "ticks")) == "bridge"
        self._token, self._api_key, self._ticket = token, api_key, ticket
        self._headers, self._client_name = dict(headers or {}), client_name
        self._heartbeat, self._connect_timeout = heartbeat, connect_timeout
        self._request_timeout, self._trade_timeout, self._settle_timeout = request_timeout, trade_timeout, settle_timeout
        self._stable_after, self._base, self._cap, self._chance = stable_after, base, cap, chance
        self._tick_bound, self._event_bound, self._bound = tick_bound, event_bound, outbox
        self._pace = Pace(messages_per_second)

        self.state = "idle"
        self.latency = float("nan")
        self._listeners: Dict[str, List[Callable[..., Any]]] = {}
        self._failure: Optional[TickwireError] = None
        self._run: Optional[asyncio.Task] = None
        self._tasks: Set[asyncio.Task] = set()  # of this connection
        self._beside: Set[asyncio.Task] = set()
        self._ready: Optional[asyncio.Future] = None
        self._connected = asyncio.Event()
        self._hurry = asyncio.Event()
        self._attempt = 0
        self._dials = 0
        self._last_token: Optional[str] = None
        self._heard_at = 0.0
        self._beat_at = 0.0
        self._welcomed_at = ""
        self._outbox: Deque[Tuple[str, Callable[[], bool]]] = deque()
        self._more = asyncio.Event()
        self._requests: List[_Request] = []  # only the first is under way
        self._trades: Dict[str, _Trade] = {}
        self._doubts: Dict[str, _Trade] = {}
        self._readers: List[_Reader] = []
        self._wanted: Dict[str, int] = {}
        self._streams: Dict[str, _Stream] = {}
        self._tick_settings: Json = {}
        self._channels: Dict[str, int] = {}
        self._executions: Dict[str, Place] = {}
        self._executions_from: Optional[Json] = None
        self._executions_seed: Optional[Json] = None
        self._executions_since = ""
        self._executions_dial = 0

    async def __aenter__(self) -> Tickwire:
        await self.connect()
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self.close()

    def on(self, event: str, listener: Callable[..., Any]) -> Callable[[], None]:
        """Calls the listener at each event; returns a function that ends it."""
        self._listeners.setdefault(event, []).append(listener)
        return lambda: self._listeners[event].remove(listener)

    async def connect(self) -> Optional[Json]:
        """Returns the welcome when the server is ready (None on the tick stream, which has none)."""
        if self.state == "closed":
            raise self._failure or _closed()
        if self._run is None:
            self._ready = asyncio.get_running_loop().create_future()
            self._run = asyncio.create_task(self._stay_connected())
        assert self._ready
        try:
            return await asyncio.wait_for(asyncio.shield(self._ready), self._connect_timeout)
        except asyncio.TimeoutError:
            failure = TickwireError("CONNECT_TIMEOUT", f"no connection to {self._url} in time")
            self._end(failure)
            raise failure from None

    async def close(self) -> None:
        """Ends everything: loops end, trades under way come out as unknown."""
        self._end(None)
        if self._run and self._run is not asyncio.current_task():
            await asyncio.gather(self._run, return_exceptions=True)

    def retry_now(self) -> None:
        """Tries at once when an attempt is waited for."""
        self._hurry.set()

    # ---- market data

    async def ticks(
        self, symbols: Iterable[str], *, max_rate: float = 0, batch: bool = False, bound: Optional[int] = None
    ) -> AsyncIterator[Tick]:
        """Ticks of these symbols ("*" = all) until the loop is left or the client is closed."""
        names = list(symbols)
        reader = _Reader(
            TickQueue(bound or self._tick_bound),
            lambda kind, item: kind == "tick" and ("*" in names or item.symbol in names),
        )
        self._add(reader)
        try:
            told = await self.subscribe(names, max_rate=max_rate, batch=batch)
            if len(told.rejected) == len(set(names)):
                raise TickwireError("INVALID_SYMBOL", "no such symbols", {"rejected": told.rejected})
            async for tick in reader.items():
                yield tick
        finally:
            self._remove(reader)
            self._later(self.unsubscribe(names))

    async def subscribe(self, symbols: Iterable[str], *, max_rate: float = 0, batch: bool = False) -> Subscribed:
        """
        Asks for ticks, for on("tick"). max_rate and batch belong to the connection: the last call sets them for all. Taken
        up again after a reconnect. Returns once the server answered, also when that is later.
        """
        names = list(symbols)
        for name in names:
            self._wanted[name] = self._wanted.get(name, 0) + 1
        self._tick_settings = {**({"max_rate": max_rate} if max_rate else {}), **({"batch": True} if batch else {})}
        return await self._persist(lambda: self._subscribe_now(names, _NOWHERE, False))

    async def unsubscribe(self, symbols: Iterable[str]) -> None:
        """Ends what subscribe began; a symbol is left when nobody here wants it any more."""
        left = []
        for name in symbols:
            self._wanted[name] = self._wanted.get(name, 0) - 1
            if self._wanted[name] <= 0:
                del self._wanted[name]
                left.append(name)
        if "*" in left:
            left += [name for name in self._streams if name not in self._wanted]
        gone = [name for name in left if "*" not in self._wanted and self._streams.pop(name, None)]
        if gone and self.state == "connected":
            await self._ask({"type": "unsubscribe", "symbols": gone}, "unsubscribed")

    async def symbols(self) -> List[str]:
        """Names of all symbols."""
        return (await self._ask({"type": "get_symbols"}, "symbols"))["symbols"]

    # ---- bridge profile

    async def channel(
        self, name: str, *, since: Optional[Json] = None, bound: Optional[int] = None
    ) -> AsyncIterator[Event]:
        """
        Events of a channel: executions, account, positions, health, bars:M1 ... Executions are resumed after a reconnect;
        since=client.place() of an earlier run resumes over that.
        """
        reader = _Reader(EventQueue(name, bound or self._event_bound), lambda kind, item: kind == name)
        self._add(reader)
        try:
            await self.listen(name, since=since)
            async for event in reader.items():
                yield event
        finally:
            self._remove(reader)
            self._later(self.unlisten(name))

    async def listen(self, name: str, *, since: Optional[Json] = None) -> None:
        """Asks for a channel's events, for on("execution") and the like. Returns once the server answered."""
        self._channels[name] = self._channels.get(name, 0) + 1
        if name == "executions" and not self._executions_from:
            self._executions_from = self._executions_seed = since
            if self.state == "connected":
                self._listen_from_now()
        rejected = await self._persist(lambda: self._join([name]))
        if rejected:
            raise TickwireError("VALIDATION_ERROR", f"{name}: {rejected[0]['reason']}")

    async def unlisten(self, name: str) -> None:
        """Ends what listen began."""
        others = self._channels.get(name, 0) - 1
        if others > 0:
            self._channels[name] = others
        elif self._channels.pop(name, None) and self.state == "connected":
            await self._ask({"type": "unsubscribe", "channels": [name]}, "unsubscribed")

    def place(self) -> Optional[Json]:
        """Where the executions stand, {epoch, seq}, for whoever resumes in another process; None before the first."""
        return self._executions_from

    async def trade(
        self,
        symbol: str,
        action: str,
        volume: Optional[float] = None,
        *,
        timeout: Optional[float] = None,
        wait: bool = False,
        **fields: Any,
    ) -> Outcome:
        """
        Sends a signal and returns its outcome; raises when it is malformed or was not sent. The same signal_id is one order,
        however often it is sent: after a lost connection the kit asks again by it, until the deadline.
        """
        if not self._bridge:
            raise TickwireError("NOT_SUPPORTED", "the tick stream takes no signals")
        data = {"signal_id": str(uuid.uuid4()), "symbol": symbol, "action": action, **fields}
        if volume is not None:
            data["volume"] = volume
        try:
            name = str(uuid.UUID(str(data["signal_id"])))
        except ValueError:
            raise TickwireError("VALIDATION_ERROR", f"signal_id is not a UUID: {data['signal_id']}") from None
        self._check(wait, len(self._trades))
        if name in self._trades or name in self._doubts:
            raise TickwireError("SIGNAL_CONFLICT", f"signal {name} is under way")
        loop = asyncio.get_running_loop()
        trade = _Trade(name, _envelope("trading_signal", data), loop.create_future())
        self._trades[name] = trade
        deadline = min(self._trade_timeout if timeout is None else timeout, _until(data.get("expiration")))
        trade.timer = loop.call_later(deadline, self._trade_timed_out, trade, None)
        self._send_trade(trade)
        # Whoever stops waiting does not take the signal back.
        return await asyncio.shield(trade.answer)

    async def command(self, command: str, *, wait: bool = False, **parameters: Any) -> Json:
        """An mt5_command: connect, disconnect, status, account_info, get_ticks. Returns its result."""
        data = {"command": command, "parameters": parameters}
        return (await self.request("mt5_command", data, "mt5_command_result", wait=wait))["result"]

    async def predict(
        self,
        closes: Optional[Iterable[float]] = None,
        *,
        model: Optional[str] = None,
        series: Optional[Mapping[str, Iterable[float]]] = None,
        symbol: Optional[str] = None,
        timeframe: Optional[str] = None,
        newest_time: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> Json:
        """
        What a model says about closing prices, oldest first: {"decision": "buy" | "sell" | "none", "margin", "forecast", ...}.
        Over HTTP, also before connect(). More features than closes go into series.
        """
        if not self._bridge:
            raise TickwireError("NOT_SUPPORTED", "the tick stream answers no predictions")
        headers = {"Content-Type": "application/json"}
        token = await _value(self._token)
        if token:
            headers["Authorization"] = f"Bearer {token}"
        if self._api_key:
            headers["X-API-Key"] = self._api_key
        window: Json = {name: list(values) for name, values in (series or {}).items()}
        if closes is not None:
            window["close"] = list(closes)
        body = {"model": model, "symbol": symbol, "timeframe": timeframe, "newest_time": newest_time, "series": window}
        at = urllib.parse.urlsplit(self._url)
        url = f"http{at.scheme[2:]}://{at.netloc}/api/v1/predict"
        asked = urllib.request.Request(
            url, json.dumps({k: v for k, v in body.items() if v is not None}).encode(), headers, method="POST"
        )
        wait = self._request_timeout if timeout is None else timeout
        return await asyncio.get_running_loop().run_in_executor(None, _post, asked, wait)

    async def request(self, type: str, data: Any, *answers: str, wait: bool = False) -> Json:
        """Any other message of the bridge profile with an answer of these types."""
        return await self._ask({"type": type, "timestamp": _now(), "data": data}, *answers, wait=wait)

    # ---- connection

    async def _stay_connected(self) -> None:
        while self.state != "closed":
            lost = await self._session()
            if self.state == "closed":
                return
            fatal = TickwireError(
                "CLOSED",
                f"the server closed with {lost.code}: {lost.reason}",
                {"close_code": lost.code, "reason": lost.reason},
            )
            if lost.status in _REFUSALS:
                fatal = TickwireError(_REFUSALS[lost.status], lost.reason, {"status": lost.status})
            # After a refused token only one that differs from it is worth an attempt.
            if lost.code == 4501 or lost.status == 401:
                again = await self._has_new_credential()
            else:
                again = reconnects(lost.code) and lost.status != 403
            if not again:
                self._end(fatal)
                return
            delay = reconnect_delay(self._attempt, self._chance(), lost.code, lost.reason, self._base, self._cap)
            self._attempt += 1
            self._hurry.clear()
            self._emit(
                "reconnecting", {"code": lost.code, "reason": lost.reason, "delay": delay, "attempt": self._attempt}
            )
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._hurry.wait(), delay)

    async def _session(self) -> _Lost:
        """One connection from dialling to its end."""
        self._become("connecting")
        self._dials += 1
        socket = None
        try:
            socket = await asyncio.wait_for(self._dial(), self._connect_timeout)
            self._heard_at = asyncio.get_running_loop().time()
            opening = self._watch() if not self._bridge else self._await_welcome()
            work = [self._receive(socket), self._send(socket), opening]
            self._tasks = {asyncio.create_task(one) for one in work}
            if not self._bridge:
                self._welcomed(None)
            done, _ = await asyncio.wait(self._tasks, return_when=asyncio.FIRST_EXCEPTION)
            for one in done:
                one.result()
            lost = _Lost(1006, "ended")
        except asyncio.TimeoutError:
            lost = _Lost(1006, "no answer")
        except _Lost as end:
            lost = end
        except ConnectionClosed as end:
            lost = _Lost(end.rcvd.code, end.rcvd.reason) if end.rcvd else _Lost(1006, "")
        except Exception as refused:  # the dial's own: refused, no route, no such name, no upgrade
            lost = _refused(refused)
        finally:
            for one in self._tasks:
                one.cancel()
            self._tasks = set()
            self._connected.clear()
            if socket:
                self._beside_task(_hang_up(socket))
        self._disconnected(lost)
        return lost

    async def _dial(self) -> Any:
        url = self._url
        if self._ticket:
            ticket = urllib.parse.quote(await _value(self._ticket))
            url += ("&" if "?" in url else "?") + "ticket=" + ticket
        headers = {"Client-ID": self._client_name, "X-Client-Version": VERSION, **self._headers}
        self._last_token = await _value(self._token)
        if self._last_token:
            headers["Authorization"] = f"Bearer {self._last_token}"
        if self._api_key:
            headers["X-API-Key"] = self._api_key
        # We notice silence ourselves, by the same rule for every kit; the name of the headers changed with version 14.
        return await websockets.connect(
            url, ping_interval=None, compression=None, max_size=_MAX_MESSAGE, **{_HEADERS: headers}
        )

    async def _await_welcome(self) -> None:
        await asyncio.wait_for(self._connected.wait(), self._connect_timeout)
        await self._watch()

    async def _watch(self) -> None:
        """Sends a sign of life and looks for the server's."""
        loop = asyncio.get_running_loop()
        stable_at = loop.time() + self._stable_after
        beat_at = loop.time() + self._heartbeat
        while True:
            dead_at = self._heard_at + self._heartbeat * _SILENT_BEATS
            now = loop.time()
            if now >= dead_at:
                raise _Lost(1006, "the server went silent")
            if now >= beat_at:
                beat_at = now + self._heartbeat
                self._beat_at = now
                data = {"client": self._client_name, "client_version": VERSION}
                self._put(_envelope("heartbeat", data) if self._bridge else '{"type":"ping"}')
            if now >= stable_at:
                self._attempt = 0
            await asyncio.sleep(max(0.001, min(dead_at, beat_at, max(stable_at, now + 1)) - now))

    async def _send(self, socket: Any) -> None:
        loop = asyncio.get_running_loop()
        while True:
            while self._outbox and self.state == "connected":
                pause = self._pace.take(loop.time())
                if pause:
                    await asyncio.sleep(pause)
                    continue
                text, before = self._outbox.popleft()
                if before():
                    await socket.send(text)  # waits while the socket is full
            self._more.clear()
            await self._more.wait()

    async def _receive(self, socket: Any) -> None:
        while True:
            text = await socket.recv()
            self._heard_at = asyncio.get_running_loop().time()
            with contextlib.suppress(ValueError):
                message = json.loads(text)
                if isinstance(message, dict):
                    self._heard(message)

    async def _has_new_credential(self) -> bool:
        if callable(self._ticket):
            return True  # each ticket is another
        if not callable(self._token):
            return False
        try:
            return await _value(self._token) != self._last_token
        except Exception:
            LOG.warning("no new token", exc_info=True)
            return False

    def _welcomed(self, welcome: Optional[Json]) -> None:
        self._welcomed_at = (welcome or {}).get("timestamp", "")
        if "executions" in self._channels:
            self._listen_from_now()
        self._become("connected")
        self._connected.set()
        self._resume()
        if self._ready and not self._ready.done():
            self._ready.set_result(welcome)
        self._emit("ready", welcome)

    def _disconnected(self, lost: _Lost) -> None:
        if self.state == "closed":
            return
        self._outbox.clear()
        self._become("waiting")
        for request in list(self._requests):
            request.sent = False
            if not request.wait:
                self._answer(request, TickwireError("CONNECTION_LOST", str(lost)))

    def _end(self, failure: Optional[TickwireError]) -> None:
        if self.state == "closed":
            return
        self._failure = failure
        self._become("closed")
        why = failure or _closed()
        self._outbox.clear()
        for request in list(self._requests):
            self._answer(request, why)
        for trade in list(self._trades.values()):
            self._trade_timed_out(trade, why)
        for doubt in list(self._doubts.values()):
            self._settle(doubt, doubt.outcome)
        for reader in list(self._readers):
            reader.end(failure)
        self._readers.clear()
        self._connected.set()
        self._hurry.set()
        if self._ready and not self._ready.done():
            self._ready.set_exception(why)
            self._ready.exception()  # whoever waits is told; nobody may
        for one in self._tasks:
            one.cancel()
        if self._run and self._run is not asyncio.current_task():
            self._run.cancel()
        if failure:
            self._emit("error", failure)
        self._emit("close", failure)

    def _become(self, state: str) -> None:
        if self.state not in (state, "closed"):
            self.state = state
            self._emit("state", state)

    # ---- hearing

    def _heard(self, message: Json) -> None:
        kind = message.get("type")
        if kind == "tick":
            self._tick(message["data"])
        elif kind == "ticks":
            for data in message["data"]:
                self._tick(data)
        elif kind == "connection_established":
            self._welcomed(message)
        elif kind == "trading_signal_executed":
            self._trade_answered(Outcome.read(message))
        elif kind in ("heartbeat_response", "pong"):
            self.latency = asyncio.get_running_loop().time() - self._beat_at
            self._emit("heartbeat", message)
        elif kind == "error":
            self._refused(message)
        elif kind == "bar" or kind in _CHANNEL_OF:
            self._event(_event(message))
        else:
            request = self._requests[0] if self._requests else None
            if request and request.sent and kind in request.answers:
                if request.answered:
                    request.answered(message)
                self._answer(request, message)
            self._emit("message", message)

    def _refused(self, message: Json) -> None:
        details = message.get("details") or {}
        error = TickwireError(message.get("error_code", "INTERNAL"), message.get("message", ""), details)
        request = self._requests[0] if self._requests else None
        unanswered = [trade for trade in self._trades.values() if trade.sends]
        if "signal_id" in details:
            trade = self._trades.get(str(details["signal_id"]).lower())
            if trade:
                self._answer_trade(trade, error)
        elif request and request.sent:
            self._answer(request, error)
        elif len(unanswered) == 1:
            # An error names no signal when the whole message was refused; with one under way it can only be that one.
            self._answer_trade(unanswered[0], error)
        self._emit("refused", error)

    def _tick(self, data: Json) -> None:
        tick = Tick.read(data)
        stream = self._streams.get(tick.symbol)
        if stream and not stream.take(tick):
            return
        self._emit("tick", tick)
        self._hand("tick", tick)

    def _event(self, event: Event) -> None:
        if event.type == "execution" and not self._is_new(event):
            return
        self._emit(event.type, event)
        self._hand(f"bars:{event.data.get('tf')}" if event.type == "bar" else _CHANNEL_OF[event.type], event)

    def _is_new(self, event: Event) -> bool:
        account = event.data.get("account", "")
        known = self._executions.get(account)
        if known is None:
            # Without a place everything was told; what was before our time is not ours.
            if self._executions_since and event.timestamp < self._executions_since:
                return False
            known = Place(**self._executions_seed) if self._executions_seed else Place(event.epoch, event.seq - 1)
            self._executions_seed = None
            self._executions[account] = known
        verdict = known.take(event.epoch, event.seq)
        if verdict == "old":
            return False
        self._executions_from = {"epoch": event.epoch, "seq": event.seq}
        if verdict == "gap":
            self._emit("gap", {"channel": "executions", "account": account, "recovered": False})
        doubt = self._doubts.get(str(event.data.get("signal_id")))
        if doubt and event.data.get("status") != "unknown":
            self._settle(doubt, Outcome.of_event(event.data))
        return True

    def _hand(self, kind: str, item: Any) -> None:
        for reader in list(self._readers):
            if reader.wants(kind, item) and not reader.push(item):
                overflow = TickwireError("OVERFLOW", f"{kind} were not read in time")
                self._emit("overflow", overflow)
                self._end(overflow)
                return

    # ---- resuming

    def _listen_from_now(self) -> None:
        """Later everything is asked for from the beginning until there is a place, and what was before is left out."""
        if not self._executions_dial:
            self._executions_dial = self._dials
            self._executions_since = self._welcomed_at

    async def _persist(self, ask: Callable[[], Awaitable[Any]]) -> Any:
        """What is wanted stays wanted: done again on the next connection when this one is lost before the answer."""
        while True:
            await self._connected.wait()
            if self.state == "closed":
                raise self._failure or _closed()
            try:
                return await ask()
            except TickwireError as error:
                if error.code not in ("CONNECTION_LOST", "NOT_CONNECTED"):
                    raise
                await asyncio.sleep(0)

    def _resume(self) -> None:
        """After a (re)connect: channels, ticks each from where it stood, signals without an answer."""
        if self._channels:
            self._retrying(lambda: self._join(list(self._channels)))
        for symbol in self._streams:
            self._retrying(lambda symbol=symbol: self._take_up(symbol))  # type: ignore[misc]
        rest = [symbol for symbol in self._wanted if symbol not in self._streams]
        if rest:
            self._retrying(lambda: self._subscribe_now(rest, _NOWHERE, False))
        # In doubt are only signals that the server knows: asking again can execute nothing.
        for doubt in self._doubts.values():
            if doubt.known:
                self._put(doubt.text)
        for trade in self._trades.values():
            self._send_trade(trade)
        self._next()

    async def _take_up(self, symbol: str) -> None:
        """One question for each symbol, because each stands elsewhere, and publishers have epochs of their own."""
        while symbol in self._streams:
            stream = self._streams[symbol]
            told = await self._subscribe_now([symbol], {"epoch": stream.epoch, "seq": stream.seq}, True)
            if not told.rejected:
                return
            await asyncio.sleep(_ASK_AGAIN)  # a server that has just started may not list it yet

    def _retrying(self, work: Callable[[], Awaitable[Any]]) -> None:
        """Again on this connection until it works; the next connection begins anew."""

        async def until_done() -> None:
            while True:
                try:
                    await work()
                    return
                except TickwireError as error:
                    if error.code == "CONNECTION_LOST" or self.state != "connected":
                        return
                    self._emit("refused", error)
                    await asyncio.sleep(error.retry_after or _ASK_AGAIN)

        task = asyncio.create_task(until_done())
        self._tasks.add(task)

    async def _join(self, names: List[str]) -> List[Json]:
        message: Json = {"type": "subscribe", "channels": names}
        if "executions" in names:
            since = self._executions_from or (None if self._executions_dial == self._dials else _NOWHERE)
            if since:
                message["since"] = since
        told = await self._ask(message, "subscribed")
        return [one for one in told.get("rejected", []) if one["symbol"] in names]

    async def _subscribe_now(self, symbols: List[str], since: Json, resuming: bool) -> Subscribed:
        message = {"type": "subscribe", "symbols": symbols, "since": since, **self._tick_settings}
        # Taken in at once: the ticks follow on the heels of the answer.
        told = await self._ask(message, "subscribed", answered=lambda answer: self._subscribed(answer, resuming))
        accepted = told["symbols"]
        unwanted = [name for name in accepted if name not in self._wanted and "*" not in self._wanted]
        if unwanted:
            for name in unwanted:
                self._streams.pop(name, None)
            await self._ask({"type": "unsubscribe", "symbols": unwanted}, "unsubscribed")
        return Subscribed(accepted, told.get("rejected", []))

    def _subscribed(self, answer: Json, resuming: bool) -> None:
        for symbol in answer["symbols"]:
            stream = self._streams.setdefault(symbol, _Stream())
            if resuming:
                stream.floor = (stream.seq, stream.time_msc) if stream.epoch == answer.get("epoch") else None
            stream.epoch = answer.get("epoch", stream.epoch)
        if resuming and answer["symbols"] and answer.get("recovered") is False:
            self._emit("gap", {"channel": "ticks", "symbols": answer["symbols"], "recovered": False})

    # ---- asking

    async def _ask(
        self, message: Json, *answers: str, wait: bool = False, answered: Optional[Callable[[Json], None]] = None
    ) -> Json:
        """Questions carry no id, so one is under way at a time: then an answer, or an error, can only be its own."""
        self._check(wait, len(self._requests))
        loop = asyncio.get_running_loop()
        request = _Request(json.dumps(message), answers, wait, loop.create_future(), answered)
        late = TickwireError("TIMEOUT", f"no answer to {message['type']}")
        timer = loop.call_later(self._request_timeout, self._answer, request, late)
        self._requests.append(request)
        self._next()
        try:
            return await request.answer
        finally:
            timer.cancel()

    def _next(self) -> None:
        if self._requests and self.state == "connected" and not self._requests[0].sent:
            self._requests[0].sent = True
            self._put(self._requests[0].text)

    def _answer(self, request: _Request, answer: Union[Json, Exception]) -> None:
        if request in self._requests:
            self._requests.remove(request)
        _complete(request.answer, answer)
        self._next()

    def _check(self, wait: bool, waiting: int) -> None:
        if self.state == "closed":
            raise self._failure or _closed()
        if self.state != "connected" and not wait:
            raise TickwireError("NOT_CONNECTED", f"the client is {self.state}")
        if waiting >= self._bound:
            raise TickwireError("OUTBOX_FULL", f"{waiting} wait already")

    # ---- trading

    def _send_trade(self, trade: _Trade) -> None:
        def going_out() -> bool:
            if trade.id not in self._trades:
                return False
            trade.sends += 1
            return True

        if self.state == "connected":
            self._put(trade.text, going_out)

    def _trade_answered(self, answer: Outcome) -> None:
        name = answer.signal_id.lower()
        trade, doubt = self._trades.get(name), self._doubts.get(name)
        loop = asyncio.get_running_loop()
        if trade and trade.sends > 1 and not answer.proves:
            trade.escaped = answer
            trade.again = loop.call_later(answer.retry_after or 1.0, self._send_trade, trade)
        elif trade:
            self._answer_trade(trade, answer, known=True)
        elif doubt and not answer.proves:
            doubt.again = loop.call_later(answer.retry_after or 1.0, self._put, doubt.text)
        elif doubt and answer.status != "unknown":
            self._settle(doubt, answer)

    def _trade_timed_out(self, trade: _Trade, why: Optional[TickwireError]) -> None:
        why = why or TickwireError("TIMEOUT", "no answer in time")
        if trade.sends == 0:
            self._answer_trade(trade, TickwireError("NOT_SENT", f"signal {trade.id} was not sent: {why}"))
            return
        # Not a word of the server's: the signal went out, and no answer that proves anything came in time.
        said = f"{why}; asked again, the server said {trade.escaped.error}" if trade.escaped else str(why)
        self._answer_trade(trade, Outcome(trade.id, "unknown", error=said, code=why.code))

    def _answer_trade(self, trade: _Trade, answer: Union[Outcome, TickwireError], known: bool = False) -> None:
        """known: whether the server said so itself; only then asking again is safe at any time."""
        trade.stop()
        self._trades.pop(trade.id, None)
        if isinstance(answer, Outcome):
            loop = asyncio.get_running_loop()
            late = loop.create_future()
            answer.settled = late
            if answer.status != "unknown" or self.state == "closed" or len(self._doubts) >= self._bound:
                late.set_result(answer)
            else:
                doubt = _Trade(trade.id, trade.text, late, known=known, outcome=answer)
                doubt.timer = loop.call_later(self._settle_timeout, self._settle, doubt, answer)
                self._doubts[trade.id] = doubt
        _complete(trade.answer, answer)

    def _settle(self, doubt: _Trade, answer: Optional[Outcome]) -> None:
        doubt.stop()
        self._doubts.pop(doubt.id, None)
        assert answer
        if answer is not doubt.outcome:
            answer.settled = doubt.answer
        _complete(doubt.answer, answer)
        if answer.status != "unknown":
            self._emit("settled", answer)

    # ---- small things

    def _put(self, text: str, before: Callable[[], bool] = lambda: True) -> None:
        """before is called as it goes out; False drops it."""
        self._outbox.append((text, before))
        self._more.set()

    def _add(self, reader: _Reader) -> None:
        if self.state == "closed":
            reader.end(self._failure)
        else:
            self._readers.append(reader)

    def _remove(self, reader: _Reader) -> None:
        if reader in self._readers:
            self._readers.remove(reader)

    def _emit(self, event: str, *values: Any) -> None:
        for listener in list(self._listeners.get(event, ())):
            try:
                listener(*values)
            except Exception:
                # A listener's fault is its own, and must not stop the connection.
                LOG.exception("a listener of %s failed", event)

    def _later(self, work: Any) -> None:
        """For what happens beside: a failure is told by the connection's own events."""

        async def quietly() -> None:
            try:
                await work
            except TickwireError as error:
                if self.state != "closed":
                    self._emit("refused", error)

        self._beside_task(quietly())

    def _beside_task(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._beside.add(task)
        task.add_done_callback(self._beside.discard)


_HEADERS = (
    "additional_headers"
    if "additional_headers" in inspect.signature(websockets.connect.__init__).parameters
    else "extra_headers"
)


async def _hang_up(socket: Any) -> None:
    with contextlib.suppress(Exception):
        await asyncio.wait_for(socket.close(1000), 1.0)


async def _value(source: Token) -> Any:
    value = source() if callable(source) else source
    return await value if inspect.isawaitable(value) else value


def _refused(error: Exception) -> _Lost:
    """Why there was no upgrade; the status has another place in each age of websockets."""
    response = getattr(error, "response", None)
    status = getattr(error, "status_code", None) or getattr(response, "status_code", None)
    if not status:
        return _Lost(1006, str(error) or repr(error))
    reason = f"the server answered {status}"
    if status not in _BUSY_STATUS:
        return _Lost(1006, reason, status)
    pause = (getattr(error, "headers", None) or getattr(response, "headers", None) or {}).get("Retry-After")
    return _Lost(1013, f"{reason}, retry in {pause} s" if pause else reason, status)


def _complete(future: asyncio.Future, answer: Any) -> None:
    if future.done():
        return
    if isinstance(answer, Exception):
        future.set_exception(answer)
        future.exception()  # nobody may be waiting any more
    else:
        future.set_result(answer)


def _event(message: Json) -> Event:
    return Event(
        message["type"], message.get("epoch", 0), message.get("seq", 0), message.get("timestamp", ""), message.get("data") or {}
    )


def _envelope(type: str, data: Json) -> str:
    return json.dumps({"type": type, "timestamp": _now(), "data": data})


def _now() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _until(expiration: Optional[str]) -> float:
    """Seconds until an ISO time; without one, or with one that the server will refuse, no limit."""
    try:
        at = datetime.fromisoformat(str(expiration).replace("Z", "+00:00"))
        return max(0.0, at.timestamp() - datetime.now().timestamp())
    except ValueError:
        return float("inf")


def _closed() -> TickwireError:
    return TickwireError("CLOSED", "the client is closed")
