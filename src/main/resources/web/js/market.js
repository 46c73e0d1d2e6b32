// Last quote of each symbol, and which of them changed since somebody looked. Pure: no DOM.

import { decimalsOf, isNumber, spreadPips, toMillis } from './format.js';
import { TF_MS, startOf } from './bars.js';

const DAY = TF_MS.D1;

export class Market {
  quotes = new Map();
  dirty = new Set();
  specs = new Map();
  ticks = 0;

  /** Symbols that the server lists; returns the names that were not known before. */
  describe(symbols) {
    const added = [];
    for (const spec of symbols) {
      if (!spec || typeof spec.name !== 'string' || !spec.name) continue;
      this.specs.set(spec.name, spec);
      if (!this.quotes.has(spec.name)) added.push(spec.name);
      const quote = this.#quote(spec.name);
      if (isNumber(spec.digits)) quote.digits = spec.digits;
      this.dirty.add(spec.name);
    }
    return added;
  }

  /**
   * Takes a tick. now is the local clock in milliseconds; clockOffset is server time less local time, used for
   * the age of snapshots, which were not born when they arrived.
   */
  apply(tick, now, clockOffset = 0) {
    if (!tick || typeof tick.symbol !== 'string' || !tick.symbol) return null;
    const quote = this.#quote(tick.symbol);
    const known = this.specs.get(tick.symbol);
    if (!known || !isNumber(known.digits)) {
      quote.digits = Math.max(quote.digits, decimalsOf(tick.bid), decimalsOf(tick.ask));
    }
    const timeMsc = isNumber(tick.time_msc) ? tick.time_msc : toMillis(tick.time);
    if (isNumber(tick.bid) && tick.bid > 0) {
      if (isNumber(quote.bid) && tick.bid !== quote.bid) {
        quote.bidDir = tick.bid > quote.bid ? 1 : -1;
        if (!tick.snapshot) quote.bidMoves++;
      }
      quote.bid = tick.bid;
    }
    if (isNumber(tick.ask) && tick.ask > 0) {
      if (isNumber(quote.ask) && tick.ask !== quote.ask) {
        quote.askDir = tick.ask > quote.ask ? 1 : -1;
        if (!tick.snapshot) quote.askMoves++;
      }
      quote.ask = tick.ask;
    }
    quote.spread = isNumber(tick.spread) ? tick.spread : spreadPips(quote.bid, quote.ask, quote.digits);
    quote.timeMsc = timeMsc;
    quote.seenAt = tick.snapshot && isNumber(timeMsc) ? Math.min(now, timeMsc - clockOffset) : now;
    if (quote.dayStart !== null && timeMsc >= quote.dayStart + DAY && !tick.snapshot) {
      quote.dayStart = startOf(DAY, timeMsc);
      quote.dayOpen = quote.bid;
    }
    this.ticks++;
    this.dirty.add(tick.symbol);
    return quote;
  }

  /** The open of the day's bar, for the change column. */
  setDay(symbol, open, startMsc) {
    const quote = this.quotes.get(symbol);
    if (!quote || !isNumber(open) || !isNumber(startMsc)) return;
    if (quote.dayStart !== null && quote.dayStart > startMsc) return;
    quote.dayOpen = open;
    quote.dayStart = startMsc;
    this.dirty.add(symbol);
  }

  takeDirty() {
    const changed = this.dirty;
    this.dirty = new Set();
    return changed;
  }

  #quote(symbol) {
    let quote = this.quotes.get(symbol);
    if (!quote) {
      quote = {
        symbol,
        bid: NaN,
        ask: NaN,
        spread: NaN,
        digits: 0,
        bidDir: 0,
        askDir: 0,
        bidMoves: 0,
        askMoves: 0,
        timeMsc: NaN,
        seenAt: NaN,
        dayOpen: NaN,
        dayStart: null,
      };
      this.quotes.set(symbol, quote);
    }
    return quote;
  }
}
