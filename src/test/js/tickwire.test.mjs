import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import {
  EventQueue,
  Pace,
  Place,
  TickQueue,
  Tickwire,
  proves,
  reconnectDelay,
  reconnects,
  retryHint,
} from '../../main/resources/web/clients/tickwire.mjs';

const RULE = JSON.parse(readFileSync(new URL('../resources/clients/rule.json', import.meta.url)));

test('comes back after the codes that invite it, and after no others', () => {
  for (const [code, expected] of Object.entries(RULE.reconnects)) assert.equal(reconnects(Number(code)), expected, code);
});

test('takes a hint from the reason', () => {
  for (const { reason, ms } of RULE.hints) assert.equal(retryHint(reason), ms, reason);
  assert.equal(retryHint(undefined), 0);
});

test('waits as the rule says', () => {
  for (const { attempt, random, code, reason, ms } of RULE.delays) {
    assert.equal(reconnectDelay(attempt, random, code, reason), ms, JSON.stringify({ attempt, random, code, reason }));
  }
});

test('knows which answers prove something', () => {
  for (const { proves: expected, ...outcome } of RULE.proves) assert.equal(proves(outcome), expected, JSON.stringify(outcome));
});

test('tells new executions from old ones and from gaps', () => {
  for (const { at, event, verdict } of RULE.places) {
    const place = new Place(...at);
    assert.equal(place.take({ epoch: event[0], seq: event[1] }), verdict, JSON.stringify({ at, event }));
    assert.deepEqual([place.epoch, place.seq], verdict === 'old' ? at : event);
  }
});

test('conflates ticks beyond the bound', () => {
  const { bound, ticks, kept, conflated } = RULE.conflation;
  const queue = new TickQueue(bound);
  for (const name of ticks) queue.push({ symbol: name[0], seq: Number(name[1]) });
  const left = [];
  while (queue.size > 0) left.push(queue.shift());
  assert.deepEqual(left.map((tick) => tick.symbol + tick.seq), kept);
  assert.equal(queue.conflated, conflated);
});

test('has room for the newest state, drops old bars, and never an execution', () => {
  const account = new EventQueue('account', 10);
  assert.ok(account.push(1) && account.push(2));
  assert.deepEqual([account.size, account.shift()], [1, 2]);
  const bars = new EventQueue('bars:M1', 2);
  assert.ok(bars.push(1) && bars.push(2) && bars.push(3));
  assert.deepEqual([bars.shift(), bars.shift(), bars.dropped], [2, 3, 1]);
  const executions = new EventQueue('executions', 2);
  assert.deepEqual([executions.push(1), executions.push(2), executions.push(3)], [true, true, false]);
  assert.deepEqual([executions.shift(), executions.shift(), executions.dropped], [1, 2, 0]);
});

test('keeps its pace', () => {
  const pace = new Pace(2);
  assert.deepEqual([pace.take(0), pace.take(400), pace.take(600), pace.take(1000), pace.take(1300)], [0, 0, 400, 0, 100]);
  assert.equal(new Pace(0).take(0), 0);
});

// ---- conversations with a socket that the test holds both ends of

class FakeSocket {
  static made = [];
  bufferedAmount = 0;
  sent = [];
  closedWith = null;

  constructor(url, protocols, { headers } = {}) {
    Object.assign(this, { url, protocols, headers });
    FakeSocket.made.push(this);
  }

  send(text) {
    this.sent.push(JSON.parse(text));
  }

  close(code) {
    this.closedWith = code;
  }

  say(message) {
    this.onmessage({ data: JSON.stringify(message) });
  }

  welcome() {
    this.onopen();
    this.say({ type: 'connection_established', timestamp: '2026-01-27T10:00:00.000Z' });
  }

  signals() {
    return this.sent.filter((message) => message.type === 'trading_signal').map((message) => message.data.signal_id);
  }
}

const BRIDGE = 'ws://127.0.0.1:1/websocket/ws';
const BUY = { symbol: 'EURUSD', action: 'BUY', volume: 0.1 };

async function until(condition) {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

async function nextSocket() {
  await until(() => FakeSocket.made.length > 0 && FakeSocket.made[0].onmessage);
  return FakeSocket.made.shift();
}

async function connected(t, options = {}) {
  FakeSocket.made = [];
  const tw = new Tickwire(BRIDGE, { WebSocket: FakeSocket, random: () => 0, ...options });
  t.after(() => tw.close());
  const ready = tw.connect();
  const socket = await nextSocket();
  socket.welcome();
  await ready;
  return { tw, socket };
}

test('sends who it is, its key and its token', async (t) => {
  const { socket } = await connected(t, { token: async () => 'abc', apiKey: 'k', clientName: 'me', headers: { Extra: '1' } });
  assert.equal(socket.headers.Authorization, 'Bearer abc');
  assert.equal(socket.headers['X-API-Key'], 'k');
  assert.equal(socket.headers['Client-ID'], 'me');
  assert.equal(socket.headers.Extra, '1');
  assert.deepEqual(socket.protocols, []);
});

test('sends a token as a subprotocol, or a ticket in the address', async (t) => {
  const { socket } = await connected(t, { token: 'abc', authBy: 'subprotocol' });
  assert.deepEqual(socket.protocols, ['tickwire', 'bearer.abc']);
  assert.equal(socket.headers.Authorization, undefined);
  const other = await connected(t, { ticket: () => 'one-time' });
  assert.equal(new URL(other.socket.url).searchParams.get('ticket'), 'one-time');
});

test('asks one question at a time, so that an error is the answer to it', async (t) => {
  const { tw, socket } = await connected(t);
  const status = tw.command('status');
  const symbols = tw.symbols();
  assert.deepEqual(socket.sent.map((message) => message.type), ['mt5_command']);
  socket.say({ type: 'error', error_code: 'TERMINAL_UNAVAILABLE', message: 'no', details: { retry_after: 3 } });
  await assert.rejects(status, { code: 'TERMINAL_UNAVAILABLE', retryAfter: 3 });
  assert.deepEqual(socket.sent.map((message) => message.type), ['mt5_command', 'get_symbols']);
  socket.say({ type: 'symbols', symbols: ['EURUSD'], total: 1 });
  assert.deepEqual(await symbols, ['EURUSD']);
});

test('repeats a signal without an answer on the next connection, byte for byte, and takes no refusal for its outcome', async (t) => {
  const { tw, socket } = await connected(t);
  const answer = tw.trade(BUY);
  socket.onclose({ code: 1006, reason: '' });
  const again = await nextSocket();
  again.welcome();
  assert.deepEqual(again.sent[0], socket.sent[0]);
  const id = again.signals()[0];
  again.say({
    type: 'trading_signal_executed',
    status: 'error',
    signal_id: id,
    error: 'nobody',
    details: { error_code: 'TERMINAL_UNAVAILABLE', retry_after: 0.001 },
  });
  await until(() => again.signals().length === 2);
  again.say({ type: 'trading_signal_executed', status: 'success', signal_id: id, result: { duplicate: true } });
  const outcome = await answer;
  assert.deepEqual([outcome.status, outcome.duplicate, outcome.signalId], ['success', true, id]);
  assert.equal(await outcome.settled, outcome);
});

test('tells the late truth of an unknown outcome, and asks for it again after a reconnect', async (t) => {
  const { tw, socket } = await connected(t);
  const answer = tw.trade(BUY);
  const [id] = socket.signals();
  socket.say({ type: 'trading_signal_executed', status: 'unknown', signal_id: id, details: { error_code: 'UNKNOWN_OUTCOME' } });
  const outcome = await answer;
  assert.equal(outcome.status, 'unknown');
  socket.onclose({ code: 4001, reason: 'slow' });
  const again = await nextSocket();
  again.welcome();
  assert.deepEqual(again.signals(), [id]);
  again.say({ type: 'trading_signal_executed', status: 'failed', signal_id: id, details: { error_code: 'TERMINAL_REJECTED' } });
  assert.equal((await outcome.settled).status, 'failed');
});

test('never repeats a signal whose deadline has passed', async (t) => {
  const { tw, socket } = await connected(t);
  const outcome = await tw.trade(BUY, { timeout: 5 });
  assert.deepEqual([outcome.status, outcome.code], ['unknown', 'TIMEOUT']);
  socket.onclose({ code: 1006, reason: '' });
  const again = await nextSocket();
  again.welcome();
  assert.deepEqual(again.signals(), []);
  const [id] = socket.signals();
  again.say({ type: 'trading_signal_executed', status: 'success', signal_id: id, result: { duplicate: false } });
  assert.equal((await outcome.settled).status, 'success');
});

test('fails at once without a connection, or waits when it is asked to', async (t) => {
  const { tw, socket } = await connected(t);
  socket.onclose({ code: 1006, reason: '' });
  await assert.rejects(tw.trade(BUY), { code: 'NOT_CONNECTED' });
  await assert.rejects(tw.command('status'), { code: 'NOT_CONNECTED' });
  await assert.rejects(tw.trade(BUY, { wait: true, timeout: 1 }), { code: 'NOT_SENT' });
  const waiting = tw.trade(BUY, { wait: true });
  const again = await nextSocket();
  again.welcome();
  again.say({ type: 'trading_signal_executed', status: 'success', signal_id: again.signals()[0], result: {} });
  assert.equal((await waiting).status, 'success');
});

test('has a bound for what waits', async (t) => {
  const { tw } = await connected(t, { outbox: 1 });
  const first = tw.trade(BUY);
  await assert.rejects(tw.trade(BUY), { code: 'OUTBOX_FULL' });
  await assert.rejects(tw.trade({ ...BUY, signal_id: 'mine' }), { code: 'VALIDATION_ERROR' });
  tw.close();
  assert.deepEqual([(await first).status, (await first).code], ['unknown', 'CLOSED']);
  await assert.rejects(tw.trade(BUY), { code: 'CLOSED' });
});

test('waits while the socket is full', async (t) => {
  const { tw, socket } = await connected(t);
  socket.bufferedAmount = 2 ** 21;
  const answer = tw.trade(BUY);
  assert.deepEqual(socket.signals(), []);
  socket.bufferedAmount = 0;
  await until(() => socket.signals().length === 1);
  tw.close();
  await answer;
});

test('subscribes again where it stood, symbol by symbol, and drops what it has seen', async (t) => {
  const { tw, socket } = await connected(t);
  const seen = [];
  const gaps = [];
  tw.on('tick', (tick) => seen.push(tick.symbol + tick.seq));
  tw.on('gap', (gap) => gaps.push(gap));
  const subscribed = tw.subscribe(['A', 'B', 'X'], { maxRate: 5, batch: true });
  await until(() => socket.sent.length === 1);
  assert.deepEqual(socket.sent[0], { type: 'subscribe', symbols: ['A', 'B', 'X'], since: { epoch: 0, seq: 0 }, max_rate: 5, batch: true });
  socket.say({ type: 'subscribed', symbols: ['A', 'B'], rejected: [{ symbol: 'X', reason: 'INVALID_SYMBOL' }], epoch: 7, recovered: false });
  assert.deepEqual(await subscribed, { symbols: ['A', 'B'], rejected: [{ symbol: 'X', reason: 'INVALID_SYMBOL' }] });
  const tick = (symbol, seq, time_msc) => ({ symbol, seq, time_msc });
  socket.say({ type: 'tick', data: { ...tick('A', 3, 30), snapshot: true } });
  socket.say({ type: 'ticks', data: [tick('B', 4, 40), tick('A', 5, 50)] });
  socket.onclose({ code: 1006, reason: '' });
  const again = await nextSocket();
  again.welcome();
  assert.deepEqual(again.sent, [{ type: 'subscribe', symbols: ['A'], since: { epoch: 7, seq: 5 }, max_rate: 5, batch: true }]);
  again.say({ type: 'subscribed', symbols: ['A'], epoch: 7, recovered: true });
  again.say({ type: 'tick', data: tick('A', 5, 50) });
  again.say({ type: 'tick', data: tick('A', 8, 80) });
  await until(() => again.sent.length === 2);
  assert.deepEqual(again.sent[1].since, { epoch: 7, seq: 4 });
  again.say({ type: 'subscribed', symbols: ['B'], epoch: 9, recovered: false });
  again.say({ type: 'tick', data: { ...tick('B', 1, 90), snapshot: true } });
  assert.deepEqual(seen, ['A3', 'B4', 'A5', 'A8', 'B1']);
  assert.deepEqual(gaps, [{ channel: 'ticks', symbols: ['B'], recovered: false }]);
});

test('leaves a symbol when the last loop over it ends', async (t) => {
  const { tw, socket } = await connected(t);
  const loop = tw.ticks(['A']);
  const first = loop.next();
  await until(() => socket.sent.length === 1);
  socket.say({ type: 'subscribed', symbols: ['A'], epoch: 7, recovered: false });
  await until(() => tw.state === 'connected');
  socket.say({ type: 'tick', data: { symbol: 'A', seq: 1, time_msc: 1 } });
  assert.equal((await first).value.seq, 1);
  await loop.return();
  await until(() => socket.sent.length === 2);
  assert.deepEqual(socket.sent[1], { type: 'unsubscribe', symbols: ['A'] });
});

test('resumes executions without a hole, from the beginning when it has heard none yet', async (t) => {
  const { tw, socket } = await connected(t);
  const seen = [];
  tw.on('execution', (event) => seen.push(event.seq));
  const execution = (seq, timestamp = '2026-01-27T10:00:01.000Z') => ({ type: 'execution', epoch: 5, seq, timestamp, data: { account: 'sim' } });
  const listening = tw.listen('executions');
  await until(() => socket.sent.length === 1);
  assert.deepEqual(socket.sent[0], { type: 'subscribe', channels: ['executions'] });
  socket.say({ type: 'subscribed', symbols: [], channels: ['executions'] });
  await listening;
  socket.onclose({ code: 1006, reason: '' });
  const second = await nextSocket();
  second.welcome();
  second.say({ type: 'connection_established', timestamp: 'x' });
  assert.deepEqual(second.sent[0].since, { epoch: 0, seq: 0 });
  second.say(execution(1, '2026-01-27T09:59:59.999Z'));
  second.say(execution(2));
  second.say(execution(3));
  second.say(execution(3));
  second.onclose({ code: 1006, reason: '' });
  const third = await nextSocket();
  third.welcome();
  assert.deepEqual(third.sent[0].since, { epoch: 5, seq: 3 });
  const gaps = [];
  tw.on('gap', (gap) => gaps.push(gap.channel));
  third.say(execution(4));
  third.say(execution(6));
  assert.deepEqual([seen, gaps], [[2, 3, 4, 6], ['executions']]);
});

test('notices a server that says nothing', async (t) => {
  const { socket } = await connected(t, { heartbeat: 20 });
  const again = await nextSocket();
  assert.equal(socket.sent[0].type, 'heartbeat');
  assert.equal(socket.sent[0].data.client, 'tickwire.mjs');
  assert.equal(socket.closedWith, 1000);
  again.welcome();
});

test('a listener that fails stops nobody', async (t) => {
  const { tw, socket } = await connected(t);
  const faults = t.mock.method(console, 'error', () => {});
  let heard = 0;
  tw.on('tick', () => {
    throw new Error('mine');
  });
  tw.on('tick', () => heard++);
  socket.say({ type: 'tick', data: { symbol: 'A', seq: 1, time_msc: 1 } });
  assert.deepEqual([heard, faults.mock.callCount(), tw.state], [1, 1, 'connected']);
});
