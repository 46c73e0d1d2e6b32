import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BarBuilder, TF_MS, startOf } from '../../main/resources/web/js/bars.js';

const M1 = TF_MS.M1;
const T = 1_700_000_040_000 - (1_700_000_040_000 % M1);
const bar = (n, open, high, low, close, closed = true) =>
  ({ time_msc: T + n * M1, open, high, low, close, tick_volume: 1, closed });
const plain = (b) => [b.time, b.open, b.high, b.low, b.close, b.closed];

test('periods start at multiples counted from the epoch', () => {
  assert.equal(startOf(M1, T + 59_999), T);
  assert.equal(startOf(M1, T + 60_000), T + M1);
  assert.equal(startOf(TF_MS.H1, 3_600_000 * 7 + 1), 3_600_000 * 7);
});

test('history is sorted, freed of doubles and of what is not a bar', () => {
  const b = new BarBuilder(M1);
  b.load([bar(1, 2, 3, 1, 2), bar(0, 1, 2, 1, 2), bar(1, 2, 4, 1, 3), bar(2, 5, 4, 1, 3), { open: 1 }, null]);
  assert.deepEqual(b.bars.map(plain), [[T, 1, 2, 1, 2, true], [T + M1, 2, 4, 1, 3, true]]);
});

test('ticks go on with the running bar of the history', () => {
  const b = new BarBuilder(M1);
  b.load([bar(0, 1, 2, 1, 2), bar(1, 2, 2.5, 1.9, 2.2, false)]);
  assert.equal(b.tick(T + M1 + 5, 2.7), true);
  assert.equal(b.tick(T + M1 + 6, 1.5), true);
  assert.equal(b.tick(T + M1 + 7, 1.5), false);
  assert.deepEqual(plain(b.last), [T + M1, 2, 2.7, 1.5, 1.5, false]);
});

test('a tick of a later period closes the bar and opens the next, also over a gap', () => {
  const b = new BarBuilder(M1);
  b.load([bar(0, 1, 2, 1, 2, false)]);
  b.tick(T + 3 * M1 + 1, 3);
  assert.deepEqual(b.bars.map(plain), [[T, 1, 2, 1, 2, true], [T + 3 * M1, 3, 3, 3, 3, false]]);
});

test('starts from nothing', () => {
  const b = new BarBuilder(M1);
  b.load([]);
  b.tick(T + 10, 1.5);
  assert.deepEqual(b.bars.map(plain), [[T, 1.5, 1.5, 1.5, 1.5, false]]);
});

test('late ticks, ticks of a closed bar and senseless ticks change nothing', () => {
  const b = new BarBuilder(M1);
  b.load([bar(0, 1, 2, 1, 2), bar(1, 2, 3, 2, 3)]);
  b.take();
  for (const [time, bid] of [[T + 1, 9], [T + M1 + 1, 9], [T + 2 * M1, NaN], [T + 2 * M1, 0], [NaN, 1], [T + 2 * M1, -1]]) {
    assert.equal(b.tick(time, bid), false);
  }
  assert.deepEqual(b.take(), { reset: false, bars: [] });
});

test('the closed bar of the server replaces the one made of ticks', () => {
  const b = new BarBuilder(M1);
  b.load([]);
  b.tick(T + 1, 1);
  b.tick(T + M1 + 1, 2);
  assert.equal(b.close(bar(0, 0.9, 1.1, 0.8, 1)), true);
  assert.deepEqual(b.bars.map(plain), [[T, 0.9, 1.1, 0.8, 1, true], [T + M1, 2, 2, 2, 2, false]]);
  assert.equal(b.close(bar(2, 3, 3, 3, 3)), true);
  assert.equal(b.bars.length, 3);
  assert.equal(b.close(bar(-5, 3, 3, 3, 3)), false);
  assert.equal(b.close({ time_msc: T }), false);
});

test('take tells what changed since the last time', () => {
  const b = new BarBuilder(M1);
  b.load([bar(0, 1, 2, 1, 2), bar(1, 2, 3, 2, 3, false)]);
  assert.equal(b.take().reset, true);
  assert.deepEqual(b.take(), { reset: false, bars: [] });
  b.tick(T + M1 + 1, 2.5);
  b.tick(T + 2 * M1, 2.6);
  b.tick(T + 3 * M1, 2.7);
  assert.deepEqual(b.take().bars.map((x) => x.time), [T + M1, T + 2 * M1, T + 3 * M1]);
  b.close(bar(2, 2.6, 2.6, 2.6, 2.6));
  assert.deepEqual(b.take().bars.map((x) => x.time), [T + 2 * M1, T + 3 * M1]);
});

test('does not grow for ever', () => {
  const b = new BarBuilder(M1, 100);
  b.load([]);
  for (let i = 0; i < 1000; i++) b.tick(T + i * M1, 1 + i);
  assert.ok(b.bars.length <= 100);
  assert.equal(b.last.close, 1000);
  assert.equal(b.take().reset, true);
});
