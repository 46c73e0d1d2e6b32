import * as fmt from '../format.js';
import { $, el, setData, setText, setTone } from './dom.js';

/** The quote table. Only rows on screen are written to; hidden ones are brought up to date when they appear. */
export class QuoteTable {
  #market;
  #onSelect;
  #onVisible;
  #rows = new Map();
  #visible = new Set();
  #selected = '';
  #body = $('#quotes-body');
  #empty = $('#quotes-empty');
  #observer;

  constructor(market, { onSelect, onVisible }) {
    this.#market = market;
    this.#onSelect = onSelect;
    this.#onVisible = onVisible;
    this.#observer = new IntersectionObserver((entries) => this.#seen(entries), {
      root: $('#quotes-scroll'),
      rootMargin: '120px 0px',
    });
    this.#body.addEventListener('click', (event) => {
      const row = event.target.closest('tr');
      if (row) this.#onSelect(row.dataset.symbol);
    });
    this.#body.addEventListener('keydown', (event) => this.#key(event));
    const filter = $('#quotes-filter');
    filter.addEventListener('input', () => this.#filter(filter.value));
    filter.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && filter.value) {
        filter.value = '';
        this.#filter('');
        event.stopPropagation();
      } else if (event.key === 'Enter' || event.key === 'ArrowDown') {
        const first = this.#shown()[0];
        if (!first) return;
        event.preventDefault();
        this.#onSelect(first.dataset.symbol);
        $('button', first).focus();
      }
    });
    document.addEventListener('keydown', (event) => {
      if (event.key !== '/' || event.target.closest('input, select, textarea, dialog')) return;
      event.preventDefault();
      filter.focus();
    });
  }

  /** Names of the rows on screen. */
  get visible() {
    return this.#visible;
  }

  ensure(symbol) {
    let row = this.#rows.get(symbol);
    if (row) return row;
    const cell = (name, props = {}) => el('td', { class: `num ${name}`, 'data-testid': name, text: fmt.NONE, ...props });
    const cells = {
      bid: cell('bid'),
      ask: cell('ask'),
      spread: cell('spread'),
      change: cell('change'),
      age: cell('age'),
    };
    const name = el('button', { type: 'button', class: 'symbol-button', tabindex: '-1', text: symbol });
    const tr = el(
      'tr',
      { 'data-testid': 'quote-row', 'data-symbol': symbol },
      el('th', { scope: 'row', class: 'symbol' }, name),
      cells.bid,
      cells.ask,
      cells.spread,
      cells.change,
      cells.age,
    );
    row = { tr, name, cells, bidMoves: 0, askMoves: 0, flip: false };
    this.#rows.set(symbol, row);
    this.#body.append(tr);
    this.#observer.observe(tr);
    this.#empty.hidden = true;
    if (this.#rows.size === 1) name.tabIndex = 0;
    setText($('#quotes-count'), String(this.#rows.size));
    this.#filter($('#quotes-filter').value);
    return row;
  }

  describe(symbol, description) {
    const row = this.#rows.get(symbol);
    if (row && description) row.name.title = description;
  }

  select(symbol) {
    const before = this.#rows.get(this.#selected);
    if (before) {
      before.tr.removeAttribute('aria-selected');
      before.name.removeAttribute('aria-current');
      before.name.tabIndex = -1;
    }
    this.#selected = symbol;
    const row = this.#rows.get(symbol);
    if (!row) return;
    for (const other of this.#rows.values()) if (other.name.tabIndex === 0) other.name.tabIndex = -1;
    row.tr.setAttribute('aria-selected', 'true');
    row.name.setAttribute('aria-current', 'true');
    row.name.tabIndex = 0;
  }

  render(symbols, now) {
    for (const symbol of symbols) {
      this.ensure(symbol);
      if (this.#visible.has(symbol)) this.#draw(symbol, now);
    }
  }

  /** Once a second: the age column of what can be seen. */
  ages(now) {
    for (const symbol of this.#visible) this.#age(symbol, now);
  }

  #draw(symbol, now) {
    const row = this.#rows.get(symbol);
    const quote = this.#market.quotes.get(symbol);
    if (!row || !quote) return;
    const { cells } = row;
    setText(cells.bid, fmt.price(quote.bid, quote.digits));
    setText(cells.ask, fmt.price(quote.ask, quote.digits));
    setText(cells.spread, fmt.pips(quote.spread));
    const change = fmt.percentChange(quote.bid, quote.dayOpen);
    setText(cells.change, fmt.signedPercent(change));
    setTone(cells.change, Number(change.toFixed(2)));
    row.flip = !row.flip;
    if (quote.bidMoves !== row.bidMoves) this.#flash(cells.bid, quote.bidDir, row.flip);
    if (quote.askMoves !== row.askMoves) this.#flash(cells.ask, quote.askDir, row.flip);
    row.bidMoves = quote.bidMoves;
    row.askMoves = quote.askMoves;
    this.#age(symbol, now);
  }

  // Two names of one animation: changing between them starts it again without forcing a layout.
  #flash(cell, direction, flip) {
    const way = direction > 0 ? 'up' : 'down';
    setData(cell, 'dir', way);
    setData(cell, 'flash', `${way}-${flip ? 'a' : 'b'}`);
  }

  #age(symbol, now) {
    const row = this.#rows.get(symbol);
    const quote = this.#market.quotes.get(symbol);
    if (!row || !quote) return;
    const ms = now - quote.seenAt;
    setText(row.cells.age, fmt.age(Math.max(0, ms)));
    setData(row.tr, 'stale', ms > 60_000 || Number.isNaN(ms) ? 'true' : 'false');
  }

  #seen(entries) {
    const now = Date.now();
    for (const entry of entries) {
      const { symbol } = entry.target.dataset;
      if (entry.isIntersecting) {
        this.#visible.add(symbol);
        this.#draw(symbol, now);
        this.#onVisible(symbol);
      } else {
        this.#visible.delete(symbol);
      }
    }
  }

  #shown() {
    return [...this.#body.children].filter((tr) => !tr.hidden);
  }

  #filter(value) {
    const wanted = value.trim().toLowerCase();
    let shown = 0;
    for (const [symbol, row] of this.#rows) {
      const match = !wanted
        || symbol.toLowerCase().includes(wanted)
        || row.name.title.toLowerCase().includes(wanted);
      if (row.tr.hidden === match) row.tr.hidden = !match;
      if (match) shown++;
    }
    $('#quotes-nomatch').hidden = shown > 0 || this.#rows.size === 0;
  }

  #key(event) {
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    const jump = { Home: 0, End: -1 };
    const here = event.target.closest('tr');
    if (!here || !(event.key in moves || event.key in jump)) return;
    event.preventDefault();
    const shown = this.#shown();
    const at = event.key in moves ? shown.indexOf(here) + moves[event.key] : jump[event.key];
    const next = shown.at(Math.max(at, event.key === 'End' ? -1 : 0));
    if (!next) return;
    this.#onSelect(next.dataset.symbol);
    $('button', next).focus();
    next.scrollIntoView({ block: 'nearest' });
  }
}
