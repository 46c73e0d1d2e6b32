import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fmt from '../../main/resources/web/js/format.js';

test('prices at the digits of the symbol, a dash for none', () => {
  assert.equal(fmt.price(1.0845, 5), '1.08450');
  assert.equal(fmt.price(18412, 1), '18412.0');
  for (const none of [0, NaN, undefined, null, '1']) assert.equal(fmt.price(none, 5), fmt.NONE);
});

test('splits a price so that its parts make up the whole', () => {
  assert.deepEqual(fmt.splitPrice('1.08452', 5), { head: '1.08', pips: '45', point: '2' });
  assert.deepEqual(fmt.splitPrice('154.218', 3), { head: '154.', pips: '21', point: '8' });
  assert.deepEqual(fmt.splitPrice('2412.35', 2), { head: '2412.', pips: '35', point: '' });
  assert.deepEqual(fmt.splitPrice('5478.3', 1), { head: '547', pips: '8.3', point: '' });
  assert.deepEqual(fmt.splitPrice('39250', 0), { head: '392', pips: '50', point: '' });
  assert.deepEqual(fmt.splitPrice(fmt.NONE, 5), { head: fmt.NONE, pips: '', point: '' });
});

test('pips', () => {
  assert.equal(fmt.spreadPips(1.08452, 1.08461, 5), 0.9);
  assert.equal(fmt.spreadPips(154.21, 154.221, 3), 1.1);
  assert.equal(fmt.spreadPips(2412.1, 2412.35, 2), 25);
  assert.ok(Number.isNaN(fmt.spreadPips(1, undefined, 5)));
  assert.equal(fmt.pips(0.94), '0.9');
  assert.equal(fmt.pips(1200), '1200');
  assert.equal(fmt.pips(NaN), fmt.NONE);
});

test('money with its sign; nothing is ever minus zero', () => {
  assert.equal(fmt.money(1234567.891, 'USD'), '1,234,567.89');
  assert.equal(fmt.money(-5, 'USD'), '\u22125.00');
  assert.equal(fmt.money(-0.001, 'USD'), '0.00');
  assert.equal(fmt.money(1234.5, 'JPY'), '1,235');
  assert.equal(fmt.gain(12.3, 'EUR'), '+12.30');
  assert.equal(fmt.gain(-12.3, 'EUR'), '\u221212.30');
  assert.equal(fmt.gain(-0.004, 'EUR'), '0.00');
  assert.equal(fmt.gain(undefined, 'EUR'), fmt.NONE);
});

test('change of the day', () => {
  assert.equal(fmt.signedPercent(fmt.percentChange(1.1, 1)), '+10.00%');
  assert.equal(fmt.signedPercent(fmt.percentChange(0.99, 1)), '\u22121.00%');
  assert.equal(fmt.signedPercent(fmt.percentChange(1, 1)), '0.00%');
  assert.equal(fmt.signedPercent(fmt.percentChange(1, NaN)), fmt.NONE);
});

test('volumes keep the decimals of their step', () => {
  assert.equal(fmt.volume(0.1, 0.01), '0.10');
  assert.equal(fmt.volume(3, 1), '3');
  assert.equal(fmt.volume(0.001, 0.001), '0.001');
  assert.equal(fmt.volume(0.5), '0.50');
});

test('ages', () => {
  const cases = [[0, 'now'], [999, 'now'], [1000, '1s'], [59_999, '59s'], [60_000, '1m'], [3_600_000, '1h'], [172_800_000, '2d']];
  for (const [ms, shown] of cases) assert.equal(fmt.age(ms), shown);
  assert.equal(fmt.age(NaN), fmt.NONE);
});

test('times as the server may write them', () => {
  assert.equal(fmt.toMillis(1_700_000_000), 1_700_000_000_000);
  assert.equal(fmt.toMillis(1_700_000_000_123), 1_700_000_000_123);
  assert.equal(fmt.toMillis('2024-01-02T03:04:05.678Z'), Date.UTC(2024, 0, 2, 3, 4, 5, 678));
  assert.ok(Number.isNaN(fmt.toMillis('yesterday')));
  assert.ok(Number.isNaN(fmt.toMillis(undefined)));
});

test('decimals of a number and margin level', () => {
  assert.equal(fmt.decimalsOf(1.08452), 5);
  assert.equal(fmt.decimalsOf(3), 0);
  assert.equal(fmt.decimalsOf(NaN), 0);
  assert.equal(fmt.marginLevel(0), fmt.NONE);
  assert.equal(fmt.marginLevel(154.26), '154.3%');
  assert.equal(fmt.marginLevel(12_345.6), '12,346%');
});
