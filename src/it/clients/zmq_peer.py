"""Peers of the execution profile and of the published ticks, with libzmq. Prints what a test then looks at."""
import json
import os
import random
import sys
import time

import zmq

WAIT_MS = 10000
BEAT = b'{"type":"heartbeat","ea_name":"Grid","symbol":"EURUSD","magic":7}'
context = zmq.Context()


def peer(kind, url, keys=None):
    socket = context.socket(kind)
    socket.linger = 0
    socket.rcvtimeo = WAIT_MS
    socket.sndtimeo = WAIT_MS
    if keys and keys[0]:
        socket.curve_serverkey, socket.curve_publickey, socket.curve_secretkey = keys
    socket.connect(url)
    return socket


def table(url):
    """Each line of standard input goes three ways; the answers are one line each."""
    req, dealer = peer(zmq.REQ, url), peer(zmq.DEALER, url)
    for line in sys.stdin.buffer.read().splitlines():
        req.send(line)
        answers = [("req", req.recv_multipart())]
        dealer.send(line)
        answers.append(("dealer", dealer.recv_multipart()))
        dealer.send_multipart([b"", line])
        delimited = dealer.recv_multipart()
        answers.append(("delimited", delimited[1:] if delimited[0] == b"" else [b"no delimiter"]))
        for way, frames in answers:
            print(way, len(frames), frames[0].decode())


def garbage(url, count):
    """So many broken messages between good ones: each has exactly one answer, and the good ones are answered well."""
    dice = random.Random(42)
    dealer = peer(zmq.DEALER, url)
    beat = json.loads(BEAT)

    def broken():
        kind = dice.randrange(9)
        if kind == 0:
            return [os.urandom(dice.randrange(1, 200))]
        if kind == 1:
            return [BEAT[: dice.randrange(1, len(BEAT))]]
        if kind == 2:
            return [b"", b"", BEAT]
        if kind == 3:
            return [b"x"] * dice.randrange(2, 50)
        if kind == 4:
            return [b""]
        if kind == 5:
            return [b"", b"\xff\xfe\x00"]
        if kind == 6:
            return [json.dumps({**beat, "magic": dice.choice([1.5, "x", None, [], 1e400])}).encode()]
        if kind == 7:
            return [b"[" * dice.randrange(1, 5000)]
        return [b'{"type":"trade_open","ea_name":"Grid","symbol":"EURUSD","volume":NaN,"magic":1}']

    sent = good = errors = 0
    while sent < count:
        chunk = [broken() for _ in range(100)]
        for message in chunk:
            dealer.send_multipart(message)
        dealer.send(BEAT)
        for _ in chunk:
            errors += json.loads(dealer.recv_multipart()[-1])["status"] == "error"
        good += json.loads(dealer.recv_multipart()[-1])["status"] == "success"
        sent += len(chunk)
    dealer.rcvtimeo = 200
    try:
        print("one too many", dealer.recv_multipart())
    except zmq.Again:
        print("sent", sent, "errors", errors, "good", good)


def deaf(url, count):
    """One sends and never reads; another is answered all the same."""
    silent = context.socket(zmq.DEALER)
    silent.linger = 0
    silent.rcvhwm = 10
    silent.sndtimeo = 1000
    silent.connect(url)
    blocked = 0
    for _ in range(count):
        try:
            silent.send(BEAT)
        except zmq.Again:
            blocked = 1
            break
    slowest = 0.0
    req = peer(zmq.REQ, url)
    for _ in range(200):
        began = time.perf_counter()
        req.send(BEAT)
        req.recv()
        slowest = max(slowest, time.perf_counter() - began)
    print("slowest %.0f ms" % (slowest * 1000))


def many(url, count):
    """So many at once, each with a multiplier of its own: nobody hears another's answer."""
    peers = [peer(zmq.DEALER, url) for _ in range(count)]
    wrong = 0
    for i, socket in enumerate(peers):
        socket.send(json.dumps({"type": "risk_update", "ea_name": "Many%d" % i, "risk_multiplier": i / 100}).encode())
    for socket in peers:
        socket.recv()
    for _ in range(20):
        for i, socket in enumerate(peers):
            beat = {"type": "heartbeat", "ea_name": "Many%d" % i, "symbol": "EURUSD", "magic": i}
            socket.send(json.dumps(beat).encode())
        for i, socket in enumerate(peers):
            wrong += abs(json.loads(socket.recv())["risk_multiplier"] - i / 100) > 1e-9
    print("wrong", wrong)


def ask(url, line, *keys):
    """One question; prints the answer, or that there is none."""
    req = peer(zmq.REQ, url, [key.encode() for key in keys])
    req.rcvtimeo = 1500 if keys else WAIT_MS
    req.send(line.encode())
    try:
        print(req.recv().decode())
    except zmq.Again:
        print("no answer")


def sub(url, topic, count, *keys):
    """Prints so many messages of a topic, or all until the goodbye when the number is 0."""
    socket = peer(zmq.SUB, url, [key.encode() for key in keys])
    socket.rcvhwm = 0
    socket.subscribe(topic)
    socket.subscribe("disconnect")
    socket.rcvtimeo = 30000
    print("listening", flush=True)
    seen = 0
    while count == 0 or seen < count:
        name, body = socket.recv_multipart()
        seen += 1
        sys.stdout.write(name.decode() + " " + body.decode() + "\n")
        if name == b"disconnect":
            break
    sys.stdout.flush()


if __name__ == "__main__":
    commands = {"table": table, "garbage": garbage, "deaf": deaf, "many": many, "ask": ask, "sub": sub}
    words = sys.argv[2:]
    commands[sys.argv[1]](*[int(word) if word.isdigit() else word for word in words])
