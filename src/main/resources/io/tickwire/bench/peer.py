"""What python3-websockets makes of the same job: echo, and ticks from one client to many."""

import asyncio
import json
import sys

import websockets

TAKEN = json.dumps({"type": "tick_data_processed", "status": "success", "data": {"symbol": "BENCH1"}}, separators=(",", ":"))
SUBSCRIBED = json.dumps({"type": "subscribed", "symbols": ["BENCH1"], "total_subscribed": 1}, separators=(",", ":"))
subscribers = set()


def tick(text):
    data = json.loads(text)["data"]
    return (
        '{"type":"tick","data":{"symbol":"%s","bid":%s,"ask":%s,"last":0.0,"volume":%s.0,"time":"%s",'
        '"spread":2.0,"time_msc":1769508000000,"flags":6,"seq":100000}}'
        % (data["symbol"], data["bid"], data["ask"], data["volume"], data["time"])
    )


async def handle(socket, path=None):
    path = path or getattr(socket, "path", None) or socket.request.path
    if path == "/feed":
        await socket.send('{"type":"connection_established"}')
        async for text in socket:
            websockets.broadcast(subscribers, tick(text))
            await socket.send(TAKEN)
    elif path == "/ticks":
        async for _ in socket:
            subscribers.add(socket)
            await socket.send(SUBSCRIBED)
        subscribers.discard(socket)
    else:
        if path == "/request":
            await socket.send('{"type":"connection_established"}')
        async for text in socket:
            await socket.send(text)


async def main():
    server = await websockets.serve(handle, "127.0.0.1", 0, compression=None, ping_interval=None)
    print("listening ws://127.0.0.1:%d" % server.sockets[0].getsockname()[1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


asyncio.run(main())
