import * as fmt from '../format.js';
import { $, el, setData, setText } from '../ui/dom.js';
import { actions, agreement, figures, place, WORDS } from './model.js';
import { SettingsForm } from './settings.js';

/** One strategy: how it is, and what may be done with it. */
export class StrategyDetail {
  #strategy = null;
  #drawn = new Map();
  #buttons = new Map();
  #onAction;
  #onVersion;
  #settings;

  constructor({ onAction, onSettings, onVersion }) {
    this.#onAction = onAction;
    this.#onVersion = onVersion;
    this.#settings = new SettingsForm((values) => onSettings(this.#strategy, values));
  }

  render(strategy) {
    $('#detail-empty').hidden = !!strategy;
    $('#detail-body').hidden = !strategy;
    if (!strategy) return;
    if (this.#strategy?.id !== strategy.id) {
      this.#drawn.clear();
      this.lines([], []);
    }
    this.#strategy = strategy;
    setText($('#detail-title'), strategy.id);
    setText($('#detail-state'), WORDS[strategy.state]);
    setData($('#detail-state'), 'strategyState', strategy.state);
    setText($('#detail-reason'), strategy.reason);
    setData($('#detail-reason'), 'kind', strategy.state);
    $('#detail-reason').hidden = !strategy.reason;
    this.#actions(strategy);
    this.#problems(strategy.problems);
    this.#figures(strategy);
    this.#shadow(strategy.shadow);
    this.#versions(strategy);
    this.#settings.render(strategy);
  }

  /** Calls the drawer only when the data differ: what has the focus keeps it. */
  #when(name, data, draw) {
    const now = JSON.stringify(data);
    if (this.#drawn.get(name) === now) return;
    this.#drawn.set(name, now);
    draw();
  }

  #actions(strategy) {
    for (const action of actions(strategy)) {
      let button = this.#buttons.get(action.name);
      if (!button) {
        button = el('button', { type: 'button', 'data-testid': `act-${action.name}`, text: action.word });
        button.addEventListener('click', () => this.#onAction(this.#strategy, button.action));
        this.#buttons.set(action.name, button);
        $('#actions').append(button);
      }
      button.action = action;
      button.disabled = !action.on;
    }
  }

  #problems(problems) {
    $('#problems').hidden = problems.length === 0;
    this.#when('problems', problems, () => {
      const items = problems.map((problem) =>
        el(
          'li',
          { 'data-testid': 'problem', 'data-warning': String(problem.warning) },
          el('b', { text: place(problem) }),
          ` ${problem.message}`,
        ),
      );
      $('#problems-list').replaceChildren(...items);
    });
  }

  #figures(strategy) {
    const rows = figures(strategy);
    this.#when('figures', rows, () => {
      const items = rows.map(([name, value]) => el('div', {}, el('dt', { text: name }), el('dd', { text: value })));
      $('#figures').replaceChildren(...items);
    });
  }

  #shadow(shadow) {
    $('#shadow').hidden = !shadow;
    if (!shadow) return;
    setText($('#shadow-title'), `Shadow ${shadow.version.version} ${shadow.version.hash}`);
    $('#shadow-meter').value = shadow.agreement;
    setText($('#shadow-text'), agreement(shadow));
  }

  #versions(strategy) {
    $('#versions-empty').hidden = strategy.versions.length > 0;
    this.#when('versions', [strategy.state, strategy.versions], () => {
      const items = strategy.versions.map((version) =>
        el(
          'li',
          { 'data-testid': 'version' },
          el('span', { text: `${version.version} ${version.hash}` }),
          el('button', {
            type: 'button',
            text: 'Roll back',
            'aria-label': `Roll back to ${version.version} ${version.hash}`,
            disabled: strategy.state === 'off',
            onclick: () => this.#onVersion(this.#strategy, version),
          }),
        ),
      );
      $('#versions').replaceChildren(...items);
    });
  }

  lines(log, decisions) {
    this.#list('log', log);
    this.#list('decisions', decisions);
  }

  /** Follows the newest line unless a person has scrolled away from it. */
  #list(name, lines) {
    this.#when(name, lines, () => {
      const list = $(`#${name}`);
      const follow = list.scrollHeight - list.scrollTop - list.clientHeight < 8;
      const items = lines.map((line) =>
        el(
          'li',
          { 'data-kind': line.kind },
          el('time', { datetime: line.time, text: fmt.clock(fmt.toMillis(line.time)) }),
          el('b', { text: line.kind }),
          el('span', { text: line.text }),
        ),
      );
      list.replaceChildren(...items);
      if (follow) list.scrollTop = list.scrollHeight;
    });
  }
}
