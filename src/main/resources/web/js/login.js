// The credential of this page: a key or token, kept while the tab is open, and the tickets that it gets for WebSockets.

const KEPT = 'tickwire.credential';

/** The server asks for a credential that this page does not have; closeCode says that trying again is no use. */
export class LoginNeeded extends Error {
  closeCode = 1008;
}

export class Login {
  #storage;
  #fetch;

  constructor(storage = sessionStorage, request = (url, options) => fetch(url, options)) {
    this.#storage = storage;
    this.#fetch = request;
  }

  /** Keeps what a person typed. */
  use(credential) {
    this.#storage.setItem(KEPT, credential.trim());
  }

  /** Whether there is one. */
  get known() {
    return !!this.#storage.getItem(KEPT);
  }

  /** Like fetch, with the credential. */
  api(url, options = {}) {
    const credential = this.#storage.getItem(KEPT);
    const headers = credential ? { ...options.headers, Authorization: `Bearer ${credential}` } : options.headers;
    return this.#fetch(url, { ...options, headers });
  }

  /** Where to open a WebSocket: with a ticket where one is needed. Throws LoginNeeded when there is no way in. */
  async socketUrl(url) {
    const answer = await this.api('/auth/ticket', { method: 'POST' });
    if (answer.status === 204) return url;
    const body = await answer.json().catch(() => ({}));
    if (answer.ok) return `${url}?ticket=${encodeURIComponent(body.ticket)}`;
    const why = body.message || `HTTP ${answer.status}`;
    if (answer.status !== 401) throw new Error(why);
    const had = this.#storage.getItem(KEPT);
    this.#storage.removeItem(KEPT);
    throw new LoginNeeded(had ? why : 'A key or token is needed');
  }
}
