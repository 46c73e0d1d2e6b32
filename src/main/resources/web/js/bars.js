// Bars of one symbol and timeframe: history from the server, the running bar from ticks. Pure: no DOM.

export const TF_MS = Object.freeze({
  M1: 60_000,
  M5: 300_000,
  M15: 900_000,
  M30: 1_800_000,
  H1: 3_600_000,
  H4: 14_400_000,
  D1: 86_400_000,
});

/** Start of the period that contains the time; periods are multiples counted from the epoch. */
export function startOf(tfMs, timeMsc) {
  return Math.floor(timeMsc / tfMs) * tfMs;
}

function usable(bar) {
  return bar
    && Number.isFinite(bar.time_msc)
    && bar.low > 0
    && bar.low <= bar.open && bar.low <= bar.close
    && bar.high >= bar.open && bar.high >= bar.close
    && Number.isFinite(bar.high);
}

function own(bar) {
  return { time: bar.time_msc, open: bar.open, high: bar.high, low: bar.low, close: bar.close, closed: !!bar.closed };
}

export class BarBuilder {
  #tfMs;
  #limit;
  #bars = [];
  #reset = true;
  #dirtyFrom = Infinity;

  constructor(tfMs, limit = 5000) {
    this.#tfMs = tfMs;
    this.#limit = limit;
  }

  get bars() {
    return this.#bars;
  }

  get last() {
    return this.#bars[this.#bars.length - 1];
  }

  /** Replaces everything with the server's history; sorts it and drops what is not a bar. */
  load(history) {
    const byTime = new Map();
    for (const bar of history) if (usable(bar)) byTime.set(bar.time_msc, own(bar));
    this.#bars = [...byTime.values()].sort((a, b) => a.time - b.time);
    this.#reset = true;
  }

  /** Takes a bid into the running bar, or opens the next one. Late ticks of a past period change nothing. */
  tick(timeMsc, bid) {
    if (!(bid > 0) || !Number.isFinite(bid) || !Number.isFinite(timeMsc)) return false;
    const start = startOf(this.#tfMs, timeMsc);
    const last = this.last;
    if (last && start < last.time) return false;
    if (!last || start > last.time) {
      if (last) last.closed = true;
      this.#append({ time: start, open: bid, high: bid, low: bid, close: bid, closed: false });
      return true;
    }
    if (last.closed) return false;
    if (bid === last.close) return false;
    last.close = bid;
    if (bid > last.high) last.high = bid;
    if (bid < last.low) last.low = bid;
    this.#touch(last.time);
    return true;
  }

  /** The server's word on a finished bar: it replaces what the ticks made of it. */
  close(bar) {
    if (!usable(bar)) return false;
    const done = own({ ...bar, closed: true });
    const last = this.last;
    if (!last || done.time > last.time) {
      this.#append(done);
      return true;
    }
    for (let i = this.#bars.length - 1; i >= 0 && this.#bars[i].time >= done.time; i--) {
      if (this.#bars[i].time === done.time) {
        this.#bars[i] = done;
        this.#touch(done.time);
        return true;
      }
    }
    return false;
  }

  /**
   * What a chart has to redraw since the last call: {reset: true} for everything, else the changed bars, oldest first.
   */
  take() {
    const reset = this.#reset;
    const from = this.#dirtyFrom;
    this.#reset = false;
    this.#dirtyFrom = Infinity;
    if (reset) return { reset: true, bars: this.#bars };
    if (from === Infinity) return { reset: false, bars: [] };
    let i = this.#bars.length;
    while (i > 0 && this.#bars[i - 1].time >= from) i--;
    return { reset: false, bars: this.#bars.slice(i) };
  }

  #append(bar) {
    this.#bars.push(bar);
    this.#touch(bar.time);
    if (this.#bars.length > this.#limit) {
      this.#bars = this.#bars.slice(-Math.ceil(this.#limit * 0.8));
      this.#reset = true;
    }
  }

  #touch(time) {
    if (time < this.#dirtyFrom) this.#dirtyFrom = time;
  }
}
