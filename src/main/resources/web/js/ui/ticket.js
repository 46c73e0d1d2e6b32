import * as fmt from '../format.js';
import { stepVolume, volumeProblem } from '../signals.js';
import { $, el, recall, remember, setData, setText } from './dom.js';

/** The order ticket. It checks the volume; what else is wrong with an order, the server says. */
export class Ticket {
  symbol = '';
  #market;
  #onOrder;
  #onSelect;
  #onStops;
  #volumes = new Map();
  #live = false;
  #pending = null;
  #account = null;
  #select = $('#ticket-symbol');
  #volume = $('#ticket-volume');
  #sl = $('#ticket-sl');
  #tp = $('#ticket-tp');
  #comment = $('#ticket-comment');
  #ask = $('#ticket-ask');
  #buttons = { BUY: $('#buy'), SELL: $('#sell') };

  constructor(market, { onOrder, onSelect, onStops }) {
    this.#market = market;
    this.#onOrder = onOrder;
    this.#onSelect = onSelect;
    this.#onStops = onStops;
    $('#ticket').addEventListener('submit', (event) => event.preventDefault());
    this.#select.addEventListener('change', () => this.#onSelect(this.#select.value));
    this.#volume.addEventListener('input', () => this.#checkVolume());
    $('#volume-less').addEventListener('click', () => this.#step(-1));
    $('#volume-more').addEventListener('click', () => this.#step(1));
    for (const input of [this.#sl, this.#tp]) {
      input.addEventListener('input', () => {
        this.#hints();
        this.#onStops();
      });
      // From empty, an arrow key begins at the market, not at zero.
      input.addEventListener('keydown', (event) => {
        if ((event.key !== 'ArrowUp' && event.key !== 'ArrowDown') || input.value) return;
        const bid = this.#quote()?.bid;
        if (!fmt.isNumber(bid)) return;
        event.preventDefault();
        input.value = bid.toFixed(this.#digits());
        input.dispatchEvent(new Event('input'));
      });
    }
    for (const [action, button] of Object.entries(this.#buttons)) {
      button.addEventListener('click', () => this.#order(action));
    }
    this.#ask.addEventListener('change', () => {
      if (this.#account) remember(`ask.${this.#account.login}`, this.#ask.checked ? 'yes' : 'no');
    });
  }

  get stops() {
    return { stopLoss: this.#sl.valueAsNumber, takeProfit: this.#tp.valueAsNumber };
  }

  /** Whether a person wants to be asked before an order goes out. */
  get asks() {
    return this.#ask.checked;
  }

  list(symbols) {
    const known = new Set([...this.#select.options].map((option) => option.value));
    for (const symbol of symbols) {
      if (!known.has(symbol)) this.#select.append(el('option', { value: symbol, text: symbol }));
    }
    if (this.symbol) this.#select.value = this.symbol;
  }

  /** Real money asks first unless told otherwise; play money does not. */
  setAccount(account) {
    const changed = this.#account?.login !== account.login;
    this.#account = account;
    if (!changed) return;
    const choice = recall(`ask.${account.login}`);
    this.#ask.checked = choice ? choice === 'yes' : account.trade_mode !== 'demo' && account.trade_mode !== 'contest';
  }

  show(symbol) {
    if (symbol === this.symbol) return;
    if (this.symbol) this.#volumes.set(this.symbol, this.#volume.value);
    this.symbol = symbol;
    this.list([symbol]);
    this.#select.value = symbol;
    this.#sl.value = '';
    this.#tp.value = '';
    this.#volume.value = this.#volumes.get(symbol) ?? '';
    this.describe();
    this.price();
    this.#onStops();
  }

  /** Limits of the selected symbol, as soon and as often as the server tells them. */
  describe() {
    const spec = this.#spec();
    const point = 10 ** -this.#digits();
    for (const input of [this.#sl, this.#tp]) input.step = point.toFixed(this.#digits());
    if (spec) {
      this.#volume.min = spec.volume_min;
      this.#volume.max = spec.volume_max;
      this.#volume.step = spec.volume_step;
      if (!this.#volume.value) this.#volume.value = fmt.volume(spec.volume_min, spec.volume_step);
      const lot = fmt.isNumber(spec.contract_size)
        ? ` · 1 lot = ${spec.contract_size.toLocaleString('en-US')} ${fmt.text(spec.currency_base)}`
        : '';
      setText(
        $('#volume-limits'),
        `${fmt.volume(spec.volume_min, spec.volume_step)} to ${fmt.volume(spec.volume_max, 0)}`
          + `, step ${fmt.volume(spec.volume_step, spec.volume_step)}${lot}`,
      );
    } else {
      for (const name of ['min', 'max']) this.#volume.removeAttribute(name);
      this.#volume.step = 'any';
      setText($('#volume-limits'), 'in lots');
    }
    this.#checkVolume();
    this.#hints();
  }

  price() {
    const quote = this.#quote();
    this.#button('SELL', quote?.bid, quote?.bidDir);
    this.#button('BUY', quote?.ask, quote?.askDir);
    setText($('#ticket-spread'), fmt.pips(quote ? quote.spread : NaN));
    this.#hints();
    this.#able();
  }

  setLive(live) {
    this.#live = live;
    this.#able();
  }

  /** action while an order is on its way, null when it is answered. */
  setPending(action) {
    this.#pending = action;
    for (const [name, button] of Object.entries(this.#buttons)) {
      button.setAttribute('aria-busy', action === name ? 'true' : 'false');
    }
    this.#able();
  }

  #spec() {
    return this.#market.specs.get(this.symbol);
  }

  #quote() {
    return this.#market.quotes.get(this.symbol);
  }

  #digits() {
    return this.#spec()?.digits ?? this.#quote()?.digits ?? 5;
  }

  #button(action, value, direction) {
    const button = this.#buttons[action];
    const digits = this.#digits();
    const parts = fmt.splitPrice(fmt.price(value, digits), digits);
    setText($('.head', button), parts.head);
    setText($('.pips', button), parts.pips);
    setText($('.point', button), parts.point);
    setData(button, 'dir', direction > 0 ? 'up' : direction < 0 ? 'down' : 'flat');
  }

  #able() {
    const quote = this.#quote();
    const priced = !!quote && fmt.isNumber(quote.bid) && fmt.isNumber(quote.ask);
    for (const button of Object.values(this.#buttons)) {
      button.disabled = !this.#live || !priced || this.#pending !== null;
    }
    const why = !this.#live ? 'Not connected: orders cannot be sent' : !priced ? 'No price yet' : '';
    setText($('#ticket-note'), why);
  }

  #step(direction) {
    const spec = this.#spec();
    const next = stepVolume(this.#volume.valueAsNumber, direction, spec);
    this.#volume.value = fmt.volume(next, spec?.volume_step ?? 0.01);
    this.#checkVolume();
  }

  #checkVolume() {
    const problem = this.#volume.value ? volumeProblem(this.#volume.valueAsNumber, this.#spec()) : '';
    setText($('#volume-problem'), problem);
    $('#volume-limits').hidden = problem !== '';
    this.#volume.setAttribute('aria-invalid', problem ? 'true' : 'false');
    return problem;
  }

  #hints() {
    const quote = this.#quote();
    const pip = fmt.pipSize(this.#digits());
    for (const [input, hint] of [[this.#sl, $('#sl-hint')], [this.#tp, $('#tp-hint')]]) {
      const value = input.valueAsNumber;
      if (!fmt.isNumber(value) || !quote || !fmt.isNumber(quote.bid)) {
        setText(hint, 'none');
        continue;
      }
      const distance = (value - quote.bid) / pip;
      setText(hint, `${Math.abs(distance).toFixed(1)} pips ${distance >= 0 ? 'above' : 'below'} bid`);
    }
  }

  #order(action) {
    const volume = this.#volume.valueAsNumber;
    const problem = volumeProblem(volume, this.#spec());
    if (problem) {
      setText($('#volume-problem'), problem);
      $('#volume-limits').hidden = true;
      this.#volume.setAttribute('aria-invalid', 'true');
      this.#volume.focus();
      return;
    }
    this.#onOrder({ action, symbol: this.symbol, volume, ...this.stops, comment: this.#comment.value.trim() });
  }
}
