import * as fmt from '../format.js';
import { $, el, setData, setText, setTone } from './dom.js';

const COLUMNS = [
  ['symbol', 'symbol'],
  ['side', 'side'],
  ['volume', 'num'],
  ['open', 'num'],
  ['current', 'num'],
  ['sl', 'num'],
  ['tp', 'num'],
  ['swap', 'num'],
  ['profit', 'num'],
];

export class PositionTable {
  list = [];
  #market;
  #onClose;
  #onSelect;
  #rows = new Map();
  #closing = new Set();
  #body = $('#positions-body');
  #live = false;

  constructor(market, { onClose, onSelect }) {
    this.#market = market;
    this.#onClose = onClose;
    this.#onSelect = onSelect;
  }

  render(list, currency) {
    this.list = list;
    const seen = new Set();
    let total = 0;
    for (const position of list) {
      const key = String(position.ticket);
      seen.add(key);
      total += (position.profit || 0) + (position.swap || 0);
      this.#draw(this.#row(key), position, currency);
    }
    for (const [key, row] of this.#rows) {
      if (seen.has(key)) continue;
      row.tr.remove();
      this.#rows.delete(key);
      this.#closing.delete(key);
    }
    $('#positions-empty').hidden = list.length > 0;
    $('#positions-table').hidden = list.length === 0;
    setText($('#positions-count'), String(list.length));
    setText($('#nav-positions'), list.length ? String(list.length) : '');
    const sum = $('#positions-total');
    setText(sum, list.length ? `${fmt.gain(total, currency)} ${fmt.text(currency)}` : '');
    setTone(sum, total);
  }

  /** Between the open question and its answer the close button waits. */
  setClosing(ticket, closing) {
    const key = String(ticket);
    if (closing) this.#closing.add(key);
    else this.#closing.delete(key);
    const row = this.#rows.get(key);
    if (row) this.#button(row, key);
  }

  setLive(live) {
    this.#live = live;
    for (const [key, row] of this.#rows) this.#button(row, key);
  }

  #row(key) {
    let row = this.#rows.get(key);
    if (row) return row;
    const cells = {};
    const tr = el('tr', { role: 'row', 'data-testid': 'position-row', 'data-ticket': key });
    for (const [name, kind] of COLUMNS) {
      cells[name] = el('td', { role: 'cell', class: `${kind} p-${name}`, 'data-testid': `position-${name}` });
      tr.append(cells[name]);
    }
    const pick = el('button', { type: 'button', class: 'symbol-button' });
    cells.symbol.append(pick);
    const close = el('button', { type: 'button', class: 'close-button', 'data-testid': 'close-position' });
    tr.append(el('td', { role: 'cell', class: 'p-close' }, close));
    row = { tr, cells, pick, close, position: null };
    pick.addEventListener('click', () => this.#onSelect(row.position.symbol));
    close.addEventListener('click', () => this.#onClose(row.position));
    this.#rows.set(key, row);
    this.#body.append(tr);
    this.#button(row, key);
    return row;
  }

  #draw(row, position, currency) {
    row.position = position;
    const { cells } = row;
    const spec = this.#market.specs.get(position.symbol);
    const digits = spec?.digits ?? Math.max(2, fmt.decimalsOf(position.open_price));
    setText(row.pick, fmt.text(position.symbol));
    row.tr.title = [`#${position.ticket}`, fmt.dateTime(fmt.toMillis(position.open_time)), position.comment]
      .map(fmt.text)
      .filter(Boolean)
      .join(' · ');
    const buy = position.type === 'buy';
    setText(cells.side, buy ? 'Buy' : 'Sell');
    setData(cells.side, 'side', buy ? 'buy' : 'sell');
    setText(cells.volume, fmt.volume(position.volume, spec?.volume_step));
    setText(cells.open, fmt.price(position.open_price, digits));
    setText(cells.current, fmt.price(position.current_price, digits));
    setText(cells.sl, fmt.price(position.stop_loss, digits));
    setText(cells.tp, fmt.price(position.take_profit, digits));
    setText(cells.swap, fmt.gain(position.swap, currency));
    setText(cells.profit, fmt.gain(position.profit, currency));
    setTone(cells.profit, position.profit);
    setData(cells.profit, 'value', String(position.profit));
  }

  #button(row, key) {
    const closing = this.#closing.has(key);
    setText(row.close, closing ? 'Closing…' : 'Close');
    row.close.disabled = closing || !this.#live;
    row.close.setAttribute('aria-label', `Close position ${key}`);
  }
}
