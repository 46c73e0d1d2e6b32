import assert from 'node:assert/strict';
import { webcrypto } from 'node:crypto';
import { test } from 'node:test';
import * as signals from '../../main/resources/web/js/signals.js';

const FX = { volume_min: 0.01, volume_max: 100, volume_step: 0.01 };

test('ids are version 4 UUIDs with and without randomUUID', () => {
  const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  const poor = { getRandomValues: (array) => webcrypto.getRandomValues(array) };
  for (let i = 0; i < 200; i++) assert.match(signals.uuid(poor), shape);
  assert.match(signals.uuid(webcrypto), shape);
});

test('volumes on the step and inside the limits pass', () => {
  for (const v of [0.01, 0.07, 0.29, 0.57, 1.15, 99.99, 100]) assert.equal(signals.volumeProblem(v, FX), '', String(v));
  assert.equal(signals.volumeProblem(0.3, { volume_min: 0.1, volume_max: 5, volume_step: 0.1 }), '');
  assert.equal(signals.volumeProblem(7, null), '');
});

test('other volumes are told why not', () => {
  assert.match(signals.volumeProblem(NaN, FX), /Enter/);
  assert.match(signals.volumeProblem(-1, FX), /Enter/);
  assert.match(signals.volumeProblem(0.001, FX), /Smallest volume is 0.01/);
  assert.match(signals.volumeProblem(100.01, FX), /Largest volume is 100.00/);
  assert.match(signals.volumeProblem(0.015, FX), /steps of 0.01/);
});

test('stepping stays on the step and inside the limits', () => {
  assert.equal(signals.stepVolume(0.29, 1, FX), 0.3);
  assert.equal(signals.stepVolume(0.3, -1, FX), 0.29);
  assert.equal(signals.stepVolume(0.015, 1, FX), 0.02);
  assert.equal(signals.stepVolume(0.015, -1, FX), 0.01);
  assert.equal(signals.stepVolume(0.01, -1, FX), 0.01);
  assert.equal(signals.stepVolume(100, 1, FX), 100);
  assert.equal(signals.stepVolume(NaN, 1, FX), 0.01);
});

test('an order carries only what was filled in', () => {
  const bare = signals.openSignal(
    { id: 'a', symbol: 'EURUSD', action: 'BUY', volume: 0.1, stopLoss: NaN, takeProfit: NaN, comment: '' },
    0,
  );
  assert.deepEqual(bare, {
    type: 'trading_signal',
    timestamp: '1970-01-01T00:00:00.000Z',
    data: { signal_id: 'a', symbol: 'EURUSD', action: 'BUY', volume: 0.1 },
  });
  const full = signals.openSignal(
    { id: 'b', symbol: 'EURUSD', action: 'SELL', volume: 1, stopLoss: 1.09, takeProfit: 1.07, comment: 'x' },
    0,
  );
  assert.deepEqual(full.data, {
    signal_id: 'b', symbol: 'EURUSD', action: 'SELL', volume: 1, stop_loss: 1.09, take_profit: 1.07, comment: 'x',
  });
});

test('a close names the ticket and no volume', () => {
  const { data } = signals.closeSignal({ id: 'c', symbol: 'EURUSD', ticket: 7 }, 0);
  assert.deepEqual(data, { signal_id: 'c', symbol: 'EURUSD', action: 'CLOSE', ticket: 7 });
});

test('answers in words', () => {
  const buy = { action: 'BUY', symbol: 'EURUSD', volume: 0.1 };
  assert.deepEqual(
    signals.describeAnswer(
      { status: 'success', result: { order_id: '42', price: 1.0845, volume: 0.1, symbol: 'EURUSD', type: 'buy' } },
      buy,
      5,
    ),
    { kind: 'success', title: 'Bought 0.10 EURUSD at 1.08450', text: 'Order 42', hint: '' },
  );
  assert.deepEqual(
    signals.describeAnswer(
      { status: 'error', error: 'Too much', details: { error_code: 'INVALID_VOLUME', suggestion: 'Send less.' } },
      buy,
    ),
    { kind: 'error', title: 'Buy 0.10 EURUSD refused', text: 'Too much (INVALID_VOLUME)', hint: 'Send less.' },
  );
  assert.equal(signals.describeAnswer({ status: 'failed', error: 'x' }, buy).title, 'Buy 0.10 EURUSD failed');
  const lost = signals.describeAnswer({ status: 'unknown' }, { action: 'CLOSE', symbol: 'EURUSD', ticket: 7 });
  assert.equal(lost.kind, 'warning');
  assert.equal(lost.title, 'Close EURUSD #7: outcome unknown');
  assert.match(lost.hint, /Check the positions/);
});

test('a duplicate is told as such', () => {
  const said = signals.describeAnswer(
    { status: 'success', result: { duplicate: true, order_id: 5, type: 'sell', symbol: 'X', price: 2, volume: 1 } },
    { action: 'SELL', symbol: 'X', volume: 1 },
  );
  assert.match(said.text, /nothing was sent twice/);
});
