// The page of strategies: asks each second, draws what differs.

import { Api } from './strategies/api.js';
import { Backtests } from './strategies/backtests.js';
import { StrategyDetail } from './strategies/detail.js';
import { StrategyTable } from './strategies/table.js';
import { confirmOrder } from './ui/confirm.js';
import { $, setData, setText } from './ui/dom.js';
import { startTheme } from './ui/theme.js';
import { toast } from './ui/toast.js';

const EVERY_MS = 1000;
const BASE = '/api/v1/strategies';

startTheme();

const api = new Api();
const table = new StrategyTable(select);
const detail = new StrategyDetail({ onAction: act, onSettings: change, onVersion: rollBack });
const backtests = new Backtests(api, fail);

let strategies = [];
let selected = decodeURIComponent(location.hash.slice(1));
let asking = false;

const pathOf = (id, what = '') => `${BASE}/${encodeURIComponent(id)}${what}`;

function select(id) {
  selected = id;
  history.replaceState(null, '', `#${encodeURIComponent(id)}`);
  draw();
  refresh();
}

function draw() {
  if (!strategies.some((strategy) => strategy.id === selected)) selected = strategies[0]?.id ?? '';
  table.render(strategies, selected);
  const strategy = strategies.find((each) => each.id === selected);
  detail.render(strategy);
  backtests.show(strategy);
}

function connected(state, problem) {
  setData($('[data-testid=connection-state]'), 'state', state);
  setText($('#connection-word'), state === 'connected' ? 'Connected' : 'No answer');
  $('[data-testid=banner]').hidden = !problem;
  setText($('#banner-text'), problem);
}

async function refresh() {
  if (asking || document.hidden) return;
  asking = true;
  try {
    const list = await api.get(BASE);
    strategies = list.strategies;
    connected('connected', list.problem);
    draw();
    if (selected) await lines(selected);
    await backtests.refresh();
  } catch (error) {
    connected('disconnected', `What is shown may be old: ${error.message}`);
  } finally {
    asking = false;
  }
}

async function lines(id) {
  const [log, decisions] = await Promise.all([api.get(pathOf(id, '/log')), api.get(pathOf(id, '/decisions'))]);
  if (id === selected) detail.lines(log.lines, decisions.lines);
}

function fail(what, error) {
  toast({ kind: 'error', title: what, text: error.message });
}

/** Does something on the server, and says what came of it. */
async function run(what, task) {
  try {
    const strategy = await task();
    strategies = strategies.map((each) => (each.id === strategy.id ? strategy : each));
    draw();
    toast({ kind: 'success', title: what });
    return true;
  } catch (error) {
    fail(`${what}: refused`, error);
    return false;
  }
}

async function act(strategy, action) {
  const title = `${action.word} ${strategy.id}`;
  if (action.ask && !(await confirmOrder(`${title}?`, [action.ask], action.word))) return;
  await run(title, () => api.post(pathOf(strategy.id, `/${action.name}`)));
}

async function rollBack(strategy, version) {
  const title = `Roll ${strategy.id} back to ${version.version} ${version.hash}`;
  if (!(await confirmOrder(`${title}?`, ['That version takes over and trades.'], 'Roll back'))) return;
  await run(title, () => api.post(pathOf(strategy.id, '/rollback'), { version: version.hash }));
}

async function change(strategy, settings) {
  const title = `New settings of ${strategy.id}`;
  const said = Object.entries(settings).map(([name, value]) => `${name}: ${value}`);
  const lines = ['A version with these takes over and trades:', ...(said.length ? said : ['all as by default'])];
  if (!(await confirmOrder(`${title}?`, lines, 'Apply'))) return false;
  return run(title, () => api.put(pathOf(strategy.id, '/settings'), { settings }));
}

document.addEventListener('visibilitychange', refresh);
setInterval(refresh, EVERY_MS);
refresh();
