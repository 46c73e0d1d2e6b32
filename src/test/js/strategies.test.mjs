import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  actions, agreement, backtestWish, changedSettings, figures, jobText, place, settingValue,
} from '../../main/resources/web/js/strategies/model.js';

const result = { positions: 1, lots: 0.1, realised: 5, floating: -2, trades: 4, wins: 3, orders: 9, refused: 1 };
const running = { version: '1.2', hash: 'ab', number: 3, ticks: 1234, faults: 0, waiting: 2 };
const strategy = (over) => ({
  id: 'x', state: 'running', reason: '', running, shadow: null, problems: [], settings: [], result, versions: [], gauges: {}, ...over,
});
const allowed = (over) => actions(strategy(over)).filter((action) => action.on).map((action) => action.name);

test('a problem says where it is as editors read it', () => {
  assert.equal(place({ file: 'A.java', line: 7, column: 3 }), 'A.java:7:3');
  assert.equal(place({ file: 'strategy.json', line: 0, column: 0 }), 'strategy.json');
});

test('only what makes sense now can be done', () => {
  assert.deepEqual(allowed({ state: 'off' }), ['start']);
  assert.deepEqual(allowed({}), ['stop', 'redeploy', 'shadow']);
  assert.deepEqual(allowed({ versions: [running] }), ['stop', 'redeploy', 'rollback', 'shadow']);
  assert.deepEqual(allowed({ shadow: {} }), ['stop', 'redeploy', 'promote', 'drop-shadow']);
  assert.deepEqual(allowed({ state: 'failed' }), ['start', 'stop', 'redeploy']);
});

test('whatever trades or stops trading is confirmed first', () => {
  const asked = actions(strategy({})).filter((action) => action.ask).map((action) => action.name);
  assert.deepEqual(asked, ['start', 'stop', 'redeploy', 'rollback', 'promote']);
});

test('a setting is what its type says or nothing', () => {
  assert.equal(settingValue('integer', ' 7 '), 7);
  assert.equal(settingValue('integer', '7.5'), null);
  assert.equal(settingValue('number', '7.5'), 7.5);
  assert.equal(settingValue('number', 'many'), null);
  assert.equal(settingValue('number', ''), null);
  assert.equal(settingValue('boolean', true), true);
  assert.equal(settingValue('text', ''), '');
});

test('only settings that differ from the defaults are sent', () => {
  const settings = [{ name: 'a', default: 1 }, { name: 'b', default: 2 }];
  assert.deepEqual(changedSettings(settings, { a: 1, b: 3 }), { b: 3 });
});

test('figures have gauges and no number for what is none', () => {
  const rows = Object.fromEntries(figures(strategy({ gauges: { edge: null } })));
  assert.equal(rows.Version, '1.2 (3)');
  assert.equal(rows.Ticks, '1,234');
  assert.equal(rows.Trades, '4, 3 won');
  assert.equal(rows.edge, '–');
  assert.equal(Object.fromEntries(figures(strategy({ running: null }))).Hash, '–');
});

test('agreement is a share and its counts', () => {
  assert.equal(
    agreement({ agreement: 0.75, agreed: 3, only_running: 1, only_shadow: 0 }),
    '75.0% agreement: 3 the same, 1 only the running version, 0 only the shadow',
  );
});

test('a backtest tells how far it is and what came of it', () => {
  const job = { id: 'bt-1', state: 'running', done: 1, total: 4, eta_ms: 65_000, message: '', statistics: {} };
  assert.equal(jobText(job), 'bt-1 · Running · 25% · 1m left');
  assert.equal(jobText({ ...job, state: 'failed', eta_ms: undefined, message: 'no data' }), 'bt-1 · Failed · no data');
  const statistics = { STAT_PROFIT: 12.5, STAT_TRADES: 3 };
  assert.equal(jobText({ ...job, state: 'done', eta_ms: undefined, statistics }), 'bt-1 · Done · +12.50 in 3 trades');
});

test('a backtest is asked for with the settings that are applied', () => {
  const of = strategy({ settings: [{ name: 'fast', value: 7 }] });
  assert.deepEqual(backtestWish(of, { data: 'a.csv, history:EURUSD,', from: '2026-01-02', to: '', mode: 'ticks' }), {
    strategy: 'x', data: ['a.csv', 'history:EURUSD'], mode: 'ticks', settings: { fast: 7 }, from: '2026-01-02T00:00:00Z',
  });
});
