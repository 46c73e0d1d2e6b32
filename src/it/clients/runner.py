"""Drives the Python kit for KitContract: one JSON object a line, orders in, answers and events out."""

import asyncio
import dataclasses
import importlib.util
import json
import sys

spec = importlib.util.spec_from_file_location("tickwire", sys.argv[1])
kit = importlib.util.module_from_spec(spec)
sys.modules["tickwire"] = kit
spec.loader.exec_module(kit)

SECONDS = {"heartbeat": "heartbeat", "base": "base", "cap": "cap", "tradeTimeout": "trade_timeout"}
NAMES = {"token": "token", "apiKey": "api_key"}


def plain(value):
    if isinstance(value, kit.Outcome):
        fields = {one.name: getattr(value, one.name) for one in dataclasses.fields(value)}
        fields.pop("settled")
        return fields
    if dataclasses.is_dataclass(value):
        return dataclasses.asdict(value)
    if isinstance(value, Exception):
        return {"code": getattr(value, "code", "FAULT"), "message": repr(value), "details": getattr(value, "details", {})}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return value


def say(message):
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def heard(name, value=None):
    say({"event": name, "data": plain(value)})


class Runner:
    def __init__(self):
        self.tw = None
        self.readers = {}

    async def connect(self, url, options):
        settings = {SECONDS[name]: value / 1000 for name, value in options.items() if name in SECONDS}
        settings.update({NAMES[name]: value for name, value in options.items() if name in NAMES})
        if "tokens" in options:
            tokens = options["tokens"]
            settings["token"] = lambda: tokens.pop(0) if len(tokens) > 1 else tokens[0]
        if "tickets" in options:
            settings["ticket"] = lambda: options["tickets"].pop(0)
        self.tw = kit.Tickwire(url, **settings)
        for name in ("ready", "tick", "execution", "account", "gap", "state", "settled", "refused", "close"):
            self.tw.on(name, lambda value=None, name=name: heard(name, value))
        self.tw.on("reconnecting", lambda told: heard("reconnecting", {**told, "delay": told["delay"] * 1000}))
        return await self.tw.connect()

    async def subscribe(self, symbols, options=None):
        return await self.tw.subscribe(symbols)

    async def symbols(self):
        return await self.tw.symbols()

    async def listen(self, channel, since=None):
        await self.tw.listen(channel, since=since)

    async def place(self):
        return self.tw.place()

    async def command(self, command, parameters):
        return await self.tw.command(command, **parameters)

    async def predict(self, closes, model=None):
        return await self.tw.predict(closes, model=model)

    async def trade(self, signal, options=None):
        options = dict(options or {})
        if "timeout" in options:
            options["timeout"] /= 1000
        return await self.tw.trade(**signal, **options)

    async def settled(self, signal):
        return await (await self.tw.trade(**signal)).settled

    async def read(self, name, bound, symbols=None, channel=None):
        reader = self.tw.ticks(symbols, bound=bound) if symbols else self.tw.channel(channel, bound=bound)
        self.readers[name] = reader
        return await reader.__anext__()

    async def next(self, name, count):
        items = []
        while len(items) < count:
            try:
                items.append(await self.readers[name].__anext__())
            except StopAsyncIteration:
                break
        return items

    async def leave(self, name):
        await self.readers[name].aclose()

    async def close(self):
        await self.tw.close()

    async def carry_out(self, n, op, args):
        try:
            say({"n": n, "ok": plain(await getattr(self, op)(**args))})
        except Exception as error:
            say({"n": n, "error": plain(error)})


async def main():
    runner = Runner()
    orders = asyncio.StreamReader(limit=1 << 20)
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(orders), sys.stdin)
    tasks = set()
    while line := await orders.readline():
        order = json.loads(line)
        tasks.add(asyncio.create_task(runner.carry_out(order["n"], order["op"], order["args"])))


asyncio.run(main())
