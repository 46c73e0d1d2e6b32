import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Market } from '../../main/resources/web/js/market.js';

const DAY = 86_400_000;
const NOW = 20_000 * DAY + 1000;
const tick = (bid, ask, more = {}) => ({ symbol: 'EURUSD', bid, ask, time_msc: NOW, ...more });

test('remembers directions and counts moves', () => {
  const m = new Market();
  const q = m.apply(tick(1.1, 1.2), NOW);
  assert.deepEqual([q.bidDir, q.bidMoves, q.askDir, q.askMoves], [0, 0, 0, 0]);
  m.apply(tick(1.11, 1.2), NOW);
  m.apply(tick(1.11, 1.19), NOW);
  assert.deepEqual([q.bidDir, q.bidMoves, q.askDir, q.askMoves], [1, 1, -1, 1]);
});

test('snapshots are as old as their time says, on the clock of the server; ticks are new', () => {
  const m = new Market();
  const q = m.apply(tick(1.1, 1.2, { snapshot: true, time_msc: NOW - 60_000 + 5000 }), NOW, 5000);
  assert.equal(q.seenAt, NOW - 60_000);
  m.apply(tick(1.1, 1.2, { time_msc: NOW - 60_000 }), NOW);
  assert.equal(q.seenAt, NOW);
});

test('digits come from the server, else from the prices seen', () => {
  const m = new Market();
  assert.equal(m.apply(tick(1.10001, 1.2), NOW).digits, 5);
  assert.deepEqual(m.describe([{ name: 'EURUSD', digits: 4 }, { name: 'X', digits: 2 }, { digits: 1 }, null]), ['X']);
  assert.equal(m.apply(tick(1.1000123, 1.2), NOW).digits, 4);
});

test('spread as told, else reckoned', () => {
  const m = new Market();
  assert.equal(m.apply(tick(1.1, 1.2, { spread: 0.7 }), NOW).spread, 0.7);
  assert.equal(m.apply(tick(1.08452, 1.08461), NOW).spread, 0.9);
});

test('the open of the day moves on with the first tick of the next day', () => {
  const m = new Market();
  const q = m.apply(tick(1.1, 1.2), NOW);
  m.setDay('EURUSD', 1.05, 20_000 * DAY);
  assert.equal(q.dayOpen, 1.05);
  m.apply(tick(1.3, 1.4, { time_msc: NOW + DAY }), NOW + DAY);
  assert.deepEqual([q.dayOpen, q.dayStart], [1.3, 20_001 * DAY]);
  m.setDay('EURUSD', 1.05, 20_000 * DAY);
  assert.equal(q.dayOpen, 1.3);
});

test('dirty symbols are told once', () => {
  const m = new Market();
  m.apply(tick(1.1, 1.2), NOW);
  m.apply(tick(1.1, 1.2), NOW);
  assert.deepEqual([...m.takeDirty()], ['EURUSD']);
  assert.equal(m.takeDirty().size, 0);
});

test('what is not a tick is ignored', () => {
  const m = new Market();
  for (const bad of [null, undefined, {}, { symbol: 5 }, { symbol: '' }]) assert.equal(m.apply(bad, NOW), null);
  const q = m.apply(tick('1', null), NOW);
  assert.ok(Number.isNaN(q.bid) && Number.isNaN(q.ask));
});
