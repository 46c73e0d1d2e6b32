import * as fmt from '../format.js';
import { $, el } from './dom.js';

const MOST = 50;
const WORD = { buy: 'Buy', sell: 'Sell', close: 'Close', stop_loss: 'Stop loss', take_profit: 'Take profit' };
const MARK = { success: '✓', error: '✕', failed: '✕', unknown: '?' };

/** The newest executions first; each told once, however often the server repeats it. */
export class ExecutionList {
  #market;
  #list = $('#executions-list');
  #seen = new Set();

  constructor(market) {
    this.#market = market;
  }

  add(data, timestamp) {
    const key = [data.signal_id, data.status, data.order_id, data.position_id, data.type, data.execution_time].join('|');
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    if (this.#seen.size > 1000) this.#seen = new Set([...this.#seen].slice(-500));
    $('#executions-empty').hidden = true;
    // When it was told, not the time of the quote that filled it: symbols' last quotes are not in order.
    const time = fmt.toMillis(timestamp || data.execution_time);
    const ok = data.status === 'success';
    const kind = fmt.text(data.type || data.action).toLowerCase();
    const digits = this.#market.specs.get(data.symbol)?.digits ?? fmt.decimalsOf(data.price);
    const lots = fmt.isNumber(data.volume) && data.volume > 0 ? ` ${fmt.volume(data.volume)}` : '';
    const at = ok && fmt.isNumber(data.price) && data.price > 0 ? `at ${fmt.price(data.price, digits)}` : '';
    const showsProfit = ok && fmt.isNumber(data.profit) && kind !== 'buy' && kind !== 'sell';
    const item = el(
      'li',
      { 'data-testid': 'execution', 'data-status': fmt.text(data.status), 'data-signal': fmt.text(data.signal_id) },
      el('span', { class: 'x-mark', 'aria-hidden': 'true', text: MARK[data.status] || '·' }),
      el(
        'span',
        { class: 'x-what' },
        el('span', { class: 'x-type', 'data-side': kind, text: WORD[kind] || kind }),
        `${lots} ${fmt.text(data.symbol)}`,
      ),
      el('time', { class: 'x-time num', title: fmt.dateTime(time), text: fmt.clock(time) }),
    );
    if (at) item.append(el('span', { class: 'x-detail', text: at }));
    if (showsProfit) {
      const tone = data.profit > 0 ? 'up' : data.profit < 0 ? 'down' : 'flat';
      item.append(el('span', { class: 'x-profit num', 'data-tone': tone, text: fmt.gain(data.profit) }));
    }
    if (!ok) {
      const why = data.status === 'unknown' && !data.error ? 'Outcome unknown' : fmt.text(data.error);
      if (why) item.append(el('span', { class: 'x-error', text: why }));
    }
    this.#list.prepend(item);
    while (this.#list.children.length > MOST) this.#list.lastElementChild.remove();
  }
}
