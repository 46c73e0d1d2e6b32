// Questions and orders to the server. What it refuses is thrown with its own words.

import { Login } from '../login.js';
import { askForCredential } from '../ui/login.js';

export class Refused extends Error {
  constructor(status, problem) {
    super(problem.message || `HTTP ${status}`);
    this.status = status;
  }
}

export class Api {
  #login = new Login();
  #asking = false;

  get hasCredential() {
    return this.#login.known;
  }

  get(path) {
    return this.#send('GET', path);
  }

  post(path, body) {
    return this.#send('POST', path, body);
  }

  put(path, body) {
    return this.#send('PUT', path, body);
  }

  delete(path) {
    return this.#send('DELETE', path);
  }

  /** A page as text, for what a link cannot ask for because it carries no credential. */
  async text(path) {
    const answer = await this.#login.api(path, { cache: 'no-store' });
    if (!answer.ok) throw new Refused(answer.status, await answer.json().catch(() => ({})));
    return answer.text();
  }

  async #send(method, path, body) {
    const options = { method, cache: 'no-store' };
    if (body !== undefined) {
      options.headers = { 'Content-Type': 'application/json' };
      options.body = JSON.stringify(body);
    }
    const answer = await this.#login.api(path, options);
    const json = await answer.json().catch(() => ({}));
    if (answer.ok) return json;
    if (answer.status === 401) this.#ask(json.message || 'A key or token is needed');
    throw new Refused(answer.status, json);
  }

  #ask(why) {
    if (this.#asking) return;
    this.#asking = true;
    askForCredential(why).then((typed) => {
      if (typed) {
        this.#login.use(typed);
        this.#asking = false;
      }
    });
  }
}
