// What the page of strategies says, from what the API answers. Pure: no DOM.

import * as fmt from '../format.js';

export const WORDS = { off: 'Off', starting: 'Starting', running: 'Running', failed: 'Failed' };

/** Place of a problem as editors write it: file:line:column. */
export function place(problem) {
  const parts = [problem.file];
  if (problem.line > 0) parts.push(problem.line);
  if (problem.line > 0 && problem.column > 0) parts.push(problem.column);
  return parts.join(':');
}

export function profit(result) {
  return result ? result.realised + result.floating : NaN;
}

/** Name and text of the figures of a strategy. */
export function figures(strategy) {
  const { running, result } = strategy;
  const rows = [
    ['Version', running ? `${running.version} (${running.number})` : fmt.NONE],
    ['Hash', running ? running.hash : fmt.NONE],
    ['Since', running?.since ? fmt.dateTime(fmt.toMillis(running.since)) : fmt.NONE],
    ['Ticks', running ? running.ticks.toLocaleString('en-US') : fmt.NONE],
    ['Faults', running ? String(running.faults) : fmt.NONE],
    ['Waiting', running ? String(running.waiting) : fmt.NONE],
  ];
  if (result) {
    rows.push(
      ['Positions', `${result.positions} · ${fmt.volume(result.lots)} lots`],
      ['Realised', fmt.gain(result.realised)],
      ['Floating', fmt.gain(result.floating)],
      ['Trades', `${result.trades}, ${result.wins} won`],
      ['Orders', `${result.orders}, ${result.refused} refused`],
    );
  }
  for (const [name, value] of Object.entries(strategy.gauges)) rows.push([name, fmt.isNumber(value) ? String(value) : fmt.NONE]);
  return rows;
}

export function agreement(shadow) {
  const percent = (100 * shadow.agreement).toFixed(1);
  return `${percent}% agreement: ${shadow.agreed} the same, ${shadow.only_running} only the running version, ${shadow.only_shadow} only the shadow`;
}

/** What may be done now: name, word, and what a person confirms first because it trades or stops trading. */
export function actions(strategy) {
  const on = strategy.state === 'running';
  return [
    { name: 'start', word: 'Start', on: !on && strategy.state !== 'starting', ask: 'It trades from now on, and after each restart of the node.' },
    { name: 'stop', word: 'Stop', on: strategy.state !== 'off', ask: 'Its positions stay open and nobody looks after them.' },
    { name: 'redeploy', word: 'Redeploy', on: strategy.state !== 'off', ask: 'A new version of what is in the folder takes over and trades.' },
    { name: 'rollback', word: 'Roll back', on: on && strategy.versions.length > 0, ask: 'The version before the present one takes over and trades.' },
    { name: 'shadow', word: 'Shadow', on: on && !strategy.shadow, ask: '' },
    { name: 'promote', word: 'Promote', on: on && !!strategy.shadow, ask: 'The shadow takes over and trades.' },
    { name: 'drop-shadow', word: 'Drop shadow', on: on && !!strategy.shadow, ask: '' },
  ];
}

/** The value of a setting as the API takes it; null when the text is none. */
export function settingValue(type, text) {
  if (type === 'text') return text;
  if (type === 'boolean') return text === true || text === 'true';
  const wanted = text.trim();
  const number = Number(wanted);
  if (!wanted || !Number.isFinite(number)) return null;
  return type === 'integer' && !Number.isInteger(number) ? null : number;
}

/** Only what differs from the default is sent. */
export function changedSettings(settings, values) {
  const changed = {};
  for (const setting of settings) {
    const value = values[setting.name];
    if (value !== setting.default) changed[setting.name] = value;
  }
  return changed;
}

const TASKS = { waiting: 'Waiting', reading: 'Reading data', running: 'Running', done: 'Done', failed: 'Failed', cancelled: 'Cancelled' };

/** One line about a backtest. */
export function jobText(job) {
  const parts = [`${job.id} · ${TASKS[job.state] ?? job.state}`];
  if (job.state === 'running' && job.total > 0) parts.push(`${Math.floor((100 * job.done) / job.total)}%`);
  if (fmt.isNumber(job.eta_ms) && job.eta_ms >= 1000) parts.push(`${fmt.age(job.eta_ms)} left`);
  if (job.message) parts.push(job.message);
  const { STAT_PROFIT: gained, STAT_TRADES: trades } = job.statistics;
  if (fmt.isNumber(gained)) parts.push(`${fmt.gain(gained)} in ${trades} trades`);
  return parts.join(' · ');
}

export function isOver(job) {
  return ['done', 'failed', 'cancelled'].includes(job.state);
}

/** The body that asks for a backtest. */
export function backtestWish(strategy, fields) {
  const wish = {
    strategy: strategy.id,
    data: fields.data.split(',').map((source) => source.trim()).filter(Boolean),
    mode: fields.mode,
    settings: Object.fromEntries(strategy.settings.map((setting) => [setting.name, setting.value])),
  };
  for (const end of ['from', 'to']) if (fields[end]) wish[end] = `${fields[end]}T00:00:00Z`;
  return wish;
}
