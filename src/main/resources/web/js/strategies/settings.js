import { $, el, setText } from '../ui/dom.js';
import { changedSettings, settingValue } from './model.js';

/** The form of a strategy's settings. What a person is typing is not overwritten by what the server says meanwhile. */
export class SettingsForm {
  #form = $('#settings');
  #fields = new Map();
  #settings = [];
  #drawn = '';
  #onApply;

  constructor(onApply) {
    this.#onApply = onApply;
    this.#form.addEventListener('input', () => this.#check());
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#submit();
    });
    $('#settings-undo').addEventListener('click', () => this.#draw());
  }

  render(strategy) {
    const now = JSON.stringify([strategy.id, strategy.settings]);
    if (now === this.#drawn) return;
    this.#drawn = now;
    this.#settings = strategy.settings;
    this.#draw();
  }

  #draw() {
    this.#fields.clear();
    const nodes = this.#settings.map((setting) => this.#field(setting));
    const none = el('p', { class: 'quiet', text: 'None while no version runs, or it has none.' });
    $('#settings-fields').replaceChildren(...(nodes.length ? nodes : [none]));
    this.#check();
  }

  #field(setting) {
    const id = `set-${setting.name}`;
    const yesNo = setting.type === 'boolean';
    const input = el('input', {
      id,
      name: setting.name,
      type: yesNo ? 'checkbox' : 'text',
      inputmode: yesNo || setting.type === 'text' ? null : 'decimal',
      spellcheck: 'false',
      'data-testid': `setting-${setting.name}`,
      'aria-describedby': `${id}-doc ${id}-wrong`,
    });
    if (yesNo) input.checked = setting.value;
    else input.value = String(setting.value);
    const wrong = el('p', { class: 'problem', id: `${id}-wrong`, 'aria-live': 'polite' });
    this.#fields.set(setting.name, { input, wrong, setting });
    return el(
      'div',
      { class: 'field' },
      el('label', { for: id, text: setting.name }),
      input,
      el('p', { class: 'hint', id: `${id}-doc`, text: `${setting.doc} · ${setting.type}, default ${setting.default}` }),
      wrong,
    );
  }

  #values() {
    const values = {};
    for (const [name, { input, setting }] of this.#fields) {
      values[name] = settingValue(setting.type, setting.type === 'boolean' ? input.checked : input.value);
    }
    return values;
  }

  #check() {
    const values = this.#values();
    let good = true;
    let changed = false;
    for (const [name, { input, wrong, setting }] of this.#fields) {
      const bad = values[name] === null;
      input.setAttribute('aria-invalid', String(bad));
      setText(wrong, bad ? `Must be ${setting.type === 'integer' ? 'a whole number' : 'a number'}` : '');
      good &&= !bad;
      changed ||= values[name] !== setting.value;
    }
    $('#settings-save').disabled = !good || !changed;
    $('#settings-undo').disabled = !changed;
  }

  async #submit() {
    if ($('#settings-save').disabled) return;
    await this.#onApply(changedSettings(this.#settings, this.#values()));
  }
}
