// One WebSocket that stays open: reconnects by the rules of backoff.js, measures latency, notices silence.

import { closeText, reconnectDelay, shouldReconnect } from './backoff.js';

const HEARTBEAT_MS = 20_000;
const SILENCE_MS = 50_000;
const SESSION_EXPIRED = 4501;
const OPEN_TIMEOUT_MS = 15_000;

export const CLIENT_VERSION = '1.0.0';

export class Connection {
  state = 'connecting';
  reason = '';
  retryAt = NaN;
  latency = NaN;
  #url;
  #on;
  #socket = null;
  #opening = 0;
  #attempt = 0;
  #retryTimer = 0;
  #openTimer = 0;
  #beatTimer = 0;
  #beatSentAt = NaN;
  #heardAt = 0;

  /**
   * url: a function that promises where to connect; when it fails, the error's closeCode says whether to try again.
   * on: {state(connection), message(object), ready(firstMessage)}
   */
  constructor(url, on) {
    this.#url = url;
    this.#on = on;
    addEventListener('online', () => this.retryNow());
    addEventListener('pagehide', () => this.#socket?.close(1000));
    addEventListener('pageshow', (event) => {
      if (event.persisted) this.retryNow();
    });
  }

  get live() {
    return this.state === 'connected';
  }

  async open() {
    clearTimeout(this.#retryTimer);
    this.#drop();
    this.#become('connecting', this.reason);
    const opening = ++this.#opening;
    let socket;
    try {
      const url = await this.#url();
      if (opening !== this.#opening) return;
      socket = new WebSocket(url);
    } catch (error) {
      if (opening === this.#opening) this.#closed(error.closeCode ?? 1006, error.message);
      return;
    }
    this.#socket = socket;
    this.#openTimer = setTimeout(() => this.#abandon('No answer from the server'), OPEN_TIMEOUT_MS);
    socket.onmessage = (event) => this.#received(event.data);
    socket.onclose = (event) => this.#closed(event.code, event.reason);
  }

  /** Connects at once, whatever was planned. Does nothing while connected or connecting. */
  retryNow() {
    if (this.state !== 'disconnected') return;
    this.#attempt = 0;
    this.open();
  }

  /** Sends an object; false when there is no connection to send it on. */
  send(message) {
    if (!this.#socket || this.#socket.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  #received(text) {
    this.#heardAt = performance.now();
    let message;
    try {
      message = JSON.parse(text);
    } catch {
      return;
    }
    if (message === null || typeof message !== 'object') return;
    if (message.type === 'connection_established') {
      clearTimeout(this.#openTimer);
      this.#attempt = 0;
      this.#become('connected', '');
      this.#on.ready(message);
      this.#beat();
      // The first round trip also measures a page that is still busy with its start; the second one does not.
      setTimeout(() => this.live && this.#beat(), 3000);
      clearInterval(this.#beatTimer);
      this.#beatTimer = setInterval(() => this.#beat(), HEARTBEAT_MS);
      return;
    }
    if (message.type === 'heartbeat_response') {
      if (!Number.isNaN(this.#beatSentAt)) {
        this.latency = performance.now() - this.#beatSentAt;
        this.#beatSentAt = NaN;
        this.#on.state(this);
      }
      return;
    }
    this.#on.message(message);
  }

  #beat() {
    const now = performance.now();
    if (now - this.#heardAt > SILENCE_MS) {
      this.#abandon('The server went silent');
      return;
    }
    this.#beatSentAt = now;
    this.send({
      type: 'heartbeat',
      timestamp: new Date().toISOString(),
      data: { client: 'dashboard', client_version: CLIENT_VERSION },
    });
  }

  #abandon(why) {
    this.#drop();
    this.#closed(1006, why);
  }

  #drop() {
    clearInterval(this.#beatTimer);
    clearTimeout(this.#openTimer);
    this.#beatSentAt = NaN;
    this.latency = NaN;
    const socket = this.#socket;
    this.#socket = null;
    if (socket) {
      socket.onmessage = null;
      socket.onclose = null;
      socket.close();
    }
  }

  #closed(code, reason) {
    this.#drop();
    const why = closeText(code, reason);
    // After its credential has expired a session asks for a new ticket, and with that for a new credential.
    if (!shouldReconnect(code) && code !== SESSION_EXPIRED) {
      this.retryAt = NaN;
      this.#become('disconnected', why);
      return;
    }
    const delay = reconnectDelay(this.#attempt++, Math.random(), code, reason);
    this.retryAt = Date.now() + delay;
    this.#retryTimer = setTimeout(() => this.open(), delay);
    this.#become('disconnected', why);
  }

  #become(state, reason) {
    this.state = state;
    this.reason = reason;
    if (state !== 'disconnected') this.retryAt = NaN;
    this.#on.state(this);
  }
}
