import * as fmt from '../format.js';
import { $, el, setData, setText, setTone } from '../ui/dom.js';
import { profit, WORDS } from './model.js';

/** The list: one row for each strategy, kept while it is there. */
export class StrategyTable {
  #rows = new Map();
  #body = $('#list-body');
  #onSelect;

  constructor(onSelect) {
    this.#onSelect = onSelect;
  }

  render(strategies, selected) {
    const there = new Set(strategies.map((strategy) => strategy.id));
    for (const [id, row] of this.#rows) {
      if (!there.has(id)) {
        row.tr.remove();
        this.#rows.delete(id);
      }
    }
    for (const strategy of strategies) this.#draw(this.#row(strategy.id), strategy, strategy.id === selected);
    $('#list-table').hidden = strategies.length === 0;
    $('#list-empty').hidden = strategies.length > 0;
    setText($('#list-empty'), 'No strategies. A folder with a strategy.json in the folder of strategies shows up here.');
    setText($('#list-count'), String(strategies.length));
  }

  #row(id) {
    let row = this.#rows.get(id);
    if (row) return row;
    const pick = el('button', { type: 'button', class: 'symbol-button', text: id });
    const cells = {};
    const tr = el('tr', { 'data-testid': 'strategy-row', 'data-id': id, onclick: () => this.#onSelect(id) });
    tr.append(el('th', { scope: 'row', class: 'symbol' }, pick));
    for (const name of ['state', 'version', 'positions', 'profit', 'ticks', 'faults']) {
      cells[name] = el('td', { class: name === 'state' ? 'symbol' : 'num', 'data-testid': `strategy-${name}` });
      tr.append(cells[name]);
    }
    row = { tr, pick, cells };
    this.#rows.set(id, row);
    this.#body.append(tr);
    return row;
  }

  #draw({ tr, pick, cells }, strategy, isSelected) {
    const { running, result } = strategy;
    tr.setAttribute('aria-selected', String(isSelected));
    pick.setAttribute('aria-pressed', String(isSelected));
    const bad = strategy.problems.some((problem) => !problem.warning);
    setText(cells.state, WORDS[strategy.state] + (bad ? ' !' : ''));
    cells.state.title = bad ? 'The files in the folder have problems' : strategy.reason;
    setData(cells.state, 'strategyState', strategy.state);
    setText(cells.version, running ? running.version : fmt.NONE);
    setText(cells.positions, String(result?.positions ?? 0));
    setText(cells.profit, fmt.gain(profit(result)));
    setTone(cells.profit, profit(result));
    setText(cells.ticks, running ? running.ticks.toLocaleString('en-US') : fmt.NONE);
    setText(cells.faults, running ? String(running.faults) : fmt.NONE);
  }
}
