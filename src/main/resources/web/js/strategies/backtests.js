import { $, el, setText } from '../ui/dom.js';
import { backtestWish, isOver, jobText } from './model.js';

const BASE = '/api/v1/backtests';

/** Backtests of the strategy that is shown: a form, and how each of them goes on. */
export class Backtests {
  #api;
  #onFailure;
  #strategy = null;
  #rows = new Map();

  constructor(api, onFailure) {
    this.#api = api;
    this.#onFailure = onFailure;
    $('#backtest').addEventListener('submit', (event) => {
      event.preventDefault();
      this.#start(Object.fromEntries(new FormData(event.target)));
    });
  }

  show(strategy) {
    if (strategy?.id === this.#strategy?.id) {
      this.#strategy = strategy;
      return;
    }
    this.#strategy = strategy;
    this.#rows.clear();
    $('#jobs').replaceChildren();
  }

  async refresh() {
    // A node may run without them.
    const list = await this.#api.get(BASE).catch(() => ({ backtests: [] }));
    this.#draw(list.backtests.filter((job) => job.strategy === this.#strategy?.id));
  }

  async #start(fields) {
    try {
      await this.#api.post(BASE, backtestWish(this.#strategy, fields));
      await this.refresh();
    } catch (error) {
      this.#onFailure('The backtest was refused', error);
    }
  }

  /** A link carries no credential, so who logged in gets the report as a file. */
  async #save(id) {
    try {
      const page = new Blob([await this.#api.text(`${BASE}/${id}/report`)], { type: 'text/html' });
      const link = el('a', { href: URL.createObjectURL(page), download: `${this.#strategy.id}-${id}.html` });
      link.click();
      URL.revokeObjectURL(link.href);
    } catch (error) {
      this.#onFailure(`Report of ${id}`, error);
    }
  }

  #draw(jobs) {
    const there = new Set(jobs.map((job) => job.id));
    for (const [id, row] of this.#rows) {
      if (!there.has(id)) {
        row.item.remove();
        this.#rows.delete(id);
      }
    }
    for (const job of [...jobs].reverse()) this.#drawOne(this.#row(job.id), job);
  }

  #row(id) {
    let row = this.#rows.get(id);
    if (row) return row;
    const text = el('span', { class: 'num', 'data-testid': 'backtest-text' });
    const report = el('a', { href: `${BASE}/${id}/report`, target: '_blank', rel: 'noopener', text: 'Report', 'data-testid': 'backtest-report' });
    const cancel = el('button', { type: 'button', text: 'Cancel' });
    const bar = el('progress', { 'aria-label': `Progress of ${id}` });
    const item = el('li', { 'data-testid': 'backtest-job', 'data-id': id }, text, report, cancel, bar);
    report.addEventListener('click', (event) => {
      if (!this.#api.hasCredential) return;
      event.preventDefault();
      this.#save(id);
    });
    cancel.addEventListener('click', () =>
      this.#api.delete(`${BASE}/${id}`).catch((error) => this.#onFailure(`Cancel ${id}`, error)),
    );
    row = { item, text, report, cancel, bar };
    this.#rows.set(id, row);
    $('#jobs').prepend(item);
    return row;
  }

  #drawOne({ item, text, report, cancel, bar }, job) {
    item.dataset.state = job.state;
    setText(text, jobText(job));
    report.hidden = job.state !== 'done';
    cancel.hidden = isOver(job);
    bar.hidden = isOver(job);
    if (job.total > 0) {
      bar.max = job.total;
      bar.value = job.done;
    } else {
      bar.removeAttribute('value');
    }
  }
}
