import assert from 'node:assert/strict';
import { test } from 'node:test';
import { positionLines } from '../../main/resources/web/js/lines.js';

const position = (over) => ({
  symbol: 'EURUSD', type: 'buy', volume: 0.1, open_price: 1.08, stop_loss: 0, take_profit: 0, ...over,
});

test('one position shows its entry and its stops', () => {
  assert.deepEqual(positionLines([position({ stop_loss: 1.07, take_profit: 1.09 })], 'EURUSD'), [
    { id: 'buy-1.08', price: 1.08, title: 'buy 0.10', tone: 'up' },
    { id: 'SL-1.07', price: 1.07, title: 'SL', tone: 'down', dashed: true },
    { id: 'TP-1.09', price: 1.09, title: 'TP', tone: 'up', dashed: true },
  ]);
});

test('other symbols are not shown', () => {
  assert.deepEqual(positionLines([position({ symbol: 'XAUUSD' })], 'EURUSD'), []);
});

test('equal prices share a line', () => {
  const lines = positionLines([position({ stop_loss: 1.07 }), position({ volume: 0.2, stop_loss: 1.07 })], 'EURUSD');
  assert.deepEqual(lines.map((line) => line.title), ['buy 0.30', 'SL ×2']);
});

test('many entries of a side become one line at the average, the other side stays', () => {
  const buys = [1.01, 1.02, 1.03, 1.04].map((price, i) => position({ open_price: price, volume: i === 3 ? 0.3 : 0.1 }));
  const lines = positionLines([...buys, position({ type: 'sell', open_price: 1.05 })], 'EURUSD');
  assert.deepEqual(lines.map((line) => line.title), ['buy 0.60 avg', 'sell 0.10']);
  assert.ok(Math.abs(lines[0].price - 1.03) < 1e-9);
});
