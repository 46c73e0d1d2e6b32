import { CandlestickSeries, CrosshairMode, LineStyle, createChart } from '../../vendor/lightweight-charts.standalone.production.mjs';
import { BarBuilder, TF_MS } from '../bars.js';
import * as fmt from '../format.js';
import { $, onFrame, setText, setTone } from './dom.js';
import { colour, onTheme } from './theme.js';

const HISTORY = 500;
const MOST_WAITING = 20_000;
const RETRY_MS = 8000;

const toPoint = (bar) => ({ time: bar.time / 1000, open: bar.open, high: bar.high, low: bar.low, close: bar.close });

/** The candle chart of one symbol and timeframe. */
export class CandleChart {
  symbol = '';
  tf = '';
  #box = $('#chart');
  #note = $('#chart-note');
  #legend = $('#legend');
  #api;
  #chart;
  #series;
  #builder = null;
  #digits = 5;
  #waiting = [];
  #load = 0;
  #loading = false;
  #retry = 0;
  #hovered = null;
  #ask = null;
  #askPrice = NaN;
  #lines = new Map();
  #shownLast = 0;
  #draw = () => this.#render();

  /** api: fetches with the page's credential */
  constructor(api) {
    this.#api = api;
    this.#chart = createChart(this.#box, {
      autoSize: true,
      layout: { attributionLogo: true, fontSize: 11 },
      timeScale: { timeVisible: true, secondsVisible: false, rightOffset: 6, barSpacing: 7, minBarSpacing: 2 },
      rightPriceScale: { scaleMargins: { top: 0.14, bottom: 0.1 } },
      crosshair: { mode: CrosshairMode.Normal },
      // A finger that moves up or down scrolls the page, not the chart.
      handleScroll: { vertTouchDrag: false },
    });
    this.#series = this.#chart.addSeries(CandlestickSeries, { borderVisible: false, priceLineStyle: LineStyle.Dotted });
    this.#chart.subscribeCrosshairMove((event) => {
      this.#hovered = event.time === undefined ? null : (event.seriesData.get(this.#series) ?? null);
      onFrame(this.#draw);
    });
    onTheme(() => this.#paint());
    this.#paint();
    $('a#tv-attr-logo', this.#box)?.setAttribute('rel', 'noopener');
    $('#chart-retry').addEventListener('click', () => this.reload());
  }

  show(symbol, tf, digits) {
    this.symbol = symbol;
    this.tf = tf;
    this.setDigits(digits);
    this.#builder = null;
    this.#series.setData([]);
    this.#box.dataset.bars = '0';
    this.#hovered = null;
    this.#setAsk(NaN);
    this.setLines([]);
    this.#box.setAttribute('aria-label', `Candle chart of ${symbol}, ${tf}`);
    this.#chart.applyOptions({ timeScale: { timeVisible: tf !== 'D1' } });
    this.reload(true);
    onFrame(this.#draw);
  }

  setDigits(digits) {
    if (!fmt.isNumber(digits)) return;
    this.#digits = digits;
    this.#series.applyOptions({ priceFormat: { type: 'price', precision: digits, minMove: 10 ** -digits } });
  }

  /** Fetches history again: after a choice, after a reconnect, after a failure. */
  async reload(fresh = false) {
    if (!this.symbol) return;
    clearTimeout(this.#retry);
    const load = ++this.#load;
    this.#loading = true;
    this.#waiting = [];
    if (fresh) this.#say('Loading bars…', false);
    const { symbol, tf } = this;
    let history;
    try {
      const answer = await this.#api(`/api/v1/bars/${encodeURIComponent(symbol)}?tf=${tf}&count=${HISTORY}`);
      const body = await answer.json();
      if (!answer.ok) throw new Error(body.message || body.error || `HTTP ${answer.status}`);
      history = Array.isArray(body.bars) ? body.bars : [];
    } catch (error) {
      if (load !== this.#load) return;
      this.#loading = false;
      if (!this.#builder) this.#say(`No bars for ${symbol} ${tf}: ${error.message}`, true);
      this.#retry = setTimeout(() => this.reload(), RETRY_MS);
      return;
    }
    if (load !== this.#load) return;
    this.#loading = false;
    const first = !this.#builder;
    const builder = new BarBuilder(TF_MS[tf]);
    builder.load(history);
    for (const event of this.#waiting) {
      if (event.bar) builder.close(event.bar);
      else builder.tick(event.time, event.bid);
    }
    this.#waiting = [];
    this.#builder = builder;
    this.#say(builder.last ? '' : `No bars yet for ${symbol} ${tf}. They appear with the first tick.`, false);
    onFrame(this.#draw);
    if (first) onFrame(this.#toEnd);
  }

  tick(timeMsc, bid, ask) {
    this.#setAsk(ask);
    if (this.#builder && this.#builder.tick(timeMsc, bid)) onFrame(this.#draw);
    this.#keep({ time: timeMsc, bid });
  }

  closed(bar) {
    if (bar.symbol !== this.symbol || bar.tf !== this.tf) return;
    if (this.#builder && this.#builder.close(bar)) onFrame(this.#draw);
    this.#keep({ bar });
  }

  /** Horizontal lines: [{id, price, title, tone, dashed}] */
  setLines(lines) {
    const wanted = new Map(lines.map((line) => [line.id, line]));
    for (const [id, held] of this.#lines) {
      if (wanted.has(id)) continue;
      this.#series.removePriceLine(held);
      this.#lines.delete(id);
    }
    for (const [id, line] of wanted) {
      const options = {
        price: line.price,
        title: line.title,
        color: colour(line.tone),
        lineWidth: 1,
        lineStyle: line.dashed ? LineStyle.Dashed : LineStyle.Solid,
        axisLabelVisible: true,
      };
      const held = this.#lines.get(id);
      if (held) held.applyOptions(options);
      else this.#lines.set(id, this.#series.createPriceLine(options));
    }
  }

  // While history is on its way, ticks wait for it; the answer may be older than they are.
  #keep(event) {
    if (this.#loading && this.#waiting.length < MOST_WAITING) this.#waiting.push(event);
  }

  #setAsk(price) {
    if (!fmt.isNumber(price)) {
      if (this.#ask) this.#series.removePriceLine(this.#ask);
      this.#ask = null;
      this.#askPrice = NaN;
      return;
    }
    this.#askPrice = price;
    onFrame(this.#draw);
  }

  #toEnd = () => {
    this.#chart.timeScale().applyOptions({ barSpacing: 7 });
    this.#chart.timeScale().scrollToPosition(6, false);
    this.#chart.priceScale('right').applyOptions({ autoScale: true });
  };

  #render() {
    if (!this.#builder) {
      setText(this.#legend, '');
      return;
    }
    const changes = this.#builder.take();
    if (changes.reset) {
      this.#series.setData(changes.bars.map(toPoint));
    } else {
      for (const bar of changes.bars) {
        const point = toPoint(bar);
        this.#series.update(point, point.time < this.#shownLast);
      }
    }
    const { last } = this.#builder;
    if (last) {
      if (this.#shownLast === 0 || changes.reset || changes.bars.length) this.#note.hidden = true;
      this.#shownLast = last.time / 1000;
      this.#drawAsk();
    }
    const count = String(this.#builder.bars.length);
    if (this.#box.dataset.bars !== count) this.#box.dataset.bars = count;
    this.#tell(this.#hovered ?? last);
  }

  #drawAsk() {
    if (!fmt.isNumber(this.#askPrice)) return;
    if (!this.#ask) {
      this.#ask = this.#series.createPriceLine({
        price: this.#askPrice,
        color: colour('ask-line'),
        lineWidth: 1,
        lineStyle: LineStyle.Dotted,
        axisLabelVisible: false,
        title: '',
      });
    } else if (this.#ask.options().price !== this.#askPrice) {
      this.#ask.applyOptions({ price: this.#askPrice });
    }
  }

  #tell(bar) {
    if (!bar) {
      setText(this.#legend, '');
      return;
    }
    const p = (value) => fmt.price(value, this.#digits);
    const change = fmt.percentChange(bar.close, bar.open);
    setText(
      this.#legend,
      `O ${p(bar.open)}  H ${p(bar.high)}  L ${p(bar.low)}  C ${p(bar.close)}  ${fmt.signedPercent(change)}`,
    );
    setTone(this.#legend, bar.close - bar.open);
  }

  #say(text, retry) {
    this.#note.hidden = !text;
    setText($('#chart-note-text'), text);
    $('#chart-retry').hidden = !retry;
  }

  #paint() {
    this.#chart.applyOptions({
      layout: {
        background: { color: colour('panel') },
        textColor: colour('muted'),
        fontFamily: getComputedStyle(document.body).fontFamily,
      },
      grid: { vertLines: { color: colour('grid') }, horzLines: { color: colour('grid') } },
      rightPriceScale: { borderColor: colour('line') },
      timeScale: { borderColor: colour('line') },
      crosshair: {
        vertLine: { color: colour('accent'), labelBackgroundColor: colour('label') },
        horzLine: { color: colour('accent'), labelBackgroundColor: colour('label') },
      },
    });
    this.#series.applyOptions({
      upColor: colour('up'),
      downColor: colour('down'),
      wickUpColor: colour('up'),
      wickDownColor: colour('down'),
    });
    if (this.#ask) this.#ask.applyOptions({ color: colour('ask-line') });
  }
}
