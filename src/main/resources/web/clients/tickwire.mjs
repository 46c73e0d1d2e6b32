// Tickwire's client for browsers and Node, in one module without dependencies. Apache License 2.0.
// It keeps the rule that all our clients keep: src/docs/clients/README.md in the source, how to use it: javascript.md there.

export const VERSION = '0.1.0';

// ---- The rule, pure -------------------------------------------------------------------------------------------------

export const BASE_MS = 250;
export const CAP_MS = 30_000;
const BUSY_MS = 1_000;
const LONGEST_HINT_MS = 300_000;
const COME_BACK = new Set([1001, 1005, 1006, 1011, 1012, 1013, 1014]);
const HINT = /\b(?:retry|reconnect) (?:in|after) (\d{1,9}(?:\.\d{1,3})?) ?(ms|s|m)\b/i;
const UNITS = { ms: 1, s: 1_000, m: 60_000 };

/** Whether a connection closed with this code is opened again. */
export function reconnects(code) {
  return COME_BACK.has(code) || (code >= 4000 && code <= 4499);
}

/** Milliseconds that a close reason such as "draining, reconnect in 2 s" asks to wait; 0 without such words. */
export function retryHint(reason) {
  const found = HINT.exec(reason ?? '');
  return found ? Math.min(LONGEST_HINT_MS, Number(found[1]) * UNITS[found[2].toLowerCase()]) : 0;
}

/** Milliseconds before the next attempt: full jitter up to base * 2^attempt, on top of what the server asked for. */
export function reconnectDelay(attempt, random, code = 1006, reason = '', base = BASE_MS, cap = CAP_MS) {
  const jitter = random * Math.min(cap, base * 2 ** Math.min(attempt, 30));
  const hint = retryHint(reason);
  if (hint > 0) return hint + jitter;
  return code === 1013 ? Math.max(BUSY_MS, jitter) : jitter;
}

/** Refusals that an earlier attempt of the same signal may have escaped: they say nothing about its outcome. */
const NO_PROOF = new Set(['TERMINAL_UNAVAILABLE', 'TRADING_HALTED', 'INTERNAL']);

/** Whether an answer to a repeated signal tells what became of it. */
export function proves(outcome) {
  return outcome.status !== 'error' || outcome.duplicate || !NO_PROOF.has(outcome.code);
}

/** What went wrong, with a code of the error catalogue or one of ours (NOT_CONNECTED, CLOSED, OVERFLOW ...). */
export class TickwireError extends Error {
  constructor(code, message, details = {}) {
    super(`${code}: ${message}`);
    this.name = 'TickwireError';
    this.code = code;
    this.details = details;
    /** Seconds, where the server said when to try again. */
    this.retryAfter = details.retry_after;
  }
}

/** Ticks for a reader that may be slow: beyond the bound only the newest of each symbol is kept. */
export class TickQueue {
  conflated = 0;
  #ticks = [];
  #bound;

  constructor(bound) {
    this.#bound = bound;
  }

  get size() {
    return this.#ticks.length;
  }

  push(tick) {
    this.#ticks.push(tick);
    if (this.#ticks.length <= this.#bound) return true;
    const newest = new Map();
    for (const one of this.#ticks) {
      newest.delete(one.symbol); // so that the order is that of the newest ticks
      newest.set(one.symbol, one);
    }
    this.conflated += this.#ticks.length - newest.size;
    this.#ticks = [...newest.values()];
    return true;
  }

  shift() {
    return this.#ticks.shift();
  }
}

/** Events for a reader that may be slow. Executions are never dropped: push tells when there is no room. */
export class EventQueue {
  dropped = 0;
  #events = [];
  #bound;
  #lossless;

  constructor(channel, bound) {
    this.#lossless = channel === 'executions';
    // Account and positions are states: the newest says all.
    this.#bound = channel === 'account' || channel === 'positions' ? 1 : bound;
  }

  get size() {
    return this.#events.length;
  }

  push(event) {
    if (this.#events.length >= this.#bound) {
      if (this.#lossless) return false;
      this.#events.shift();
      this.dropped++;
    }
    this.#events.push(event);
    return true;
  }

  shift() {
    return this.#events.shift();
  }
}

/** Where one account's executions stand: what is new, what was heard already, what is missing. */
export class Place {
  constructor(epoch, seq) {
    this.epoch = epoch;
    this.seq = seq;
  }

  /** 'new', 'gap' (new, and something before it is missing) or 'old'. Numbers go on over epochs, unless a journal was lost. */
  take({ epoch, seq }) {
    if (epoch <= this.epoch && seq <= this.seq) return 'old';
    const follows = seq === this.seq + 1;
    this.epoch = epoch;
    this.seq = seq;
    return follows ? 'new' : 'gap';
  }
}

/** At most so many messages in any second. */
export class Pace {
  #sent = [];
  #limit;

  constructor(limit) {
    this.#limit = limit;
  }

  /** Milliseconds until the next message may go; 0 takes it. */
  take(now) {
    if (this.#limit === 0) return 0;
    while (this.#sent.length > 0 && now - this.#sent[0] >= 1_000) this.#sent.shift();
    if (this.#sent.length >= this.#limit) return Math.max(1, 1_000 - (now - this.#sent[0]));
    this.#sent.push(now);
    return 0;
  }
}

// ---- The client -----------------------------------------------------------------------------------------------------

const DEFAULTS = {
  clientName: 'tickwire.mjs',
  heartbeat: 30_000, // a sign of life this often; silent for 2.5 times as long means dead
  connectTimeout: 30_000, // for connect(), and for each attempt
  requestTimeout: 10_000,
  tradeTimeout: 15_000,
  settleTimeout: 600_000,
  stableAfter: 60_000, // the back-off begins anew after a connection that lasted this long
  base: BASE_MS,
  cap: CAP_MS,
  tickBound: 1_000,
  eventBound: 10_000,
  outbox: 1_000, // messages, trades and doubts that may wait, each
  highWater: 1 << 20, // bytes in the socket's own buffer beyond which we wait
  messagesPerSecond: 90, // the server's limit is 100; 0 = no limit here
  random: Math.random,
};
const SILENT_BEATS = 2.5;
const ANSWER_MS = 5_000;
const REFUSALS = { 401: 'UNAUTHORIZED', 403: 'FORBIDDEN' };
const BUSY = new Set([429, 503]);
const ASK_AGAIN_MS = 5_000; // for symbols that a restarted server does not list yet
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const NOWHERE = { epoch: 0, seq: 0 };
const EVENTS = {
  execution: 'executions',
  account: 'account',
  positions: 'positions',
  prediction: 'predictions',
  strategy: 'strategies',
  health: 'health',
  log: 'log',
};

export class Tickwire {
  #url;
  #options;
  #bridge;
  #state = 'idle';
  #listeners = new Map();
  #socket = null;
  #ready = null; // {promise, resolve, reject} of connect()
  #connected = deferred(); // of the next time that the server is ready
  #dials = 0;
  #attempt = 0;
  #lastToken;
  #shown = {}; // headers that the last attempt sent, or would have
  #heardAt = 0;
  #beatAt = NaN;
  #welcomedAt = '';
  #timers = new Map();
  #pace;
  #outbox = []; // {text, gone} in the order of sending
  #requests = []; // questions without an id; only the first is under way
  #trades = new Map(); // signal_id -> trade without an answer
  #doubts = new Map(); // signal_id -> trade whose outcome is unknown
  #readers = new Set();
  #wanted = new Map(); // symbol -> how many want it
  #streams = new Map(); // symbol -> {epoch, seq, timeMsc, floor}
  #tickSettings = { maxRate: 0, batch: false };
  #channels = new Map(); // channel -> how many want it
  #executions = new Map(); // account -> Place
  #executionsFrom = null; // where executions are taken up again
  #executionsSeed = null; // the same, as told by the caller, until the first event
  #executionsSince = ''; // server's time at which we began to listen
  #executionsDial = 0; // on which connection that was
  #failure = null;
  #online = () => this.retryNow();

  constructor(url, options = {}) {
    this.#url = url;
    this.#options = { ...DEFAULTS, ...options };
    const path = new URL(url).pathname;
    const profile = options.profile ?? (/\/(websocket|dashboard)\/ws$/.test(path) ? 'bridge' : 'ticks');
    this.#bridge = profile === 'bridge';
    this.#pace = new Pace(this.#options.messagesPerSecond);
    this.#connected.promise.catch(() => {});
  }

  /** idle, connecting, connected, waiting (for the next attempt) or closed. */
  get state() {
    return this.#state;
  }

  /** Milliseconds of the last heartbeat's round trip; NaN before. */
  latency = NaN;

  /** Calls the listener at each event; returns a function that ends it. */
  on(event, listener) {
    if (!this.#listeners.has(event)) this.#listeners.set(event, new Set());
    this.#listeners.get(event).add(listener);
    return () => this.off(event, listener);
  }

  off(event, listener) {
    this.#listeners.get(event)?.delete(listener);
  }

  /** Resolves when the server is ready, with its welcome (null on the tick stream, which has none). */
  connect() {
    if (this.#ready) return this.#ready.promise;
    if (this.#state === 'closed') return Promise.reject(this.#failure ?? closed());
    this.#ready = deferred();
    this.#after('connect', this.#options.connectTimeout, () =>
      this.#end(new TickwireError('CONNECT_TIMEOUT', `no connection to ${this.#url} in time`)),
    );
    globalThis.addEventListener?.('online', this.#online);
    this.#open();
    return this.#ready.promise;
  }

  /** Tries at once when an attempt is waited for: a machine that came back to the network need not wait. */
  retryNow() {
    if (!this.#timers.has('retry')) return;
    this.#clear('retry');
    this.#open();
  }

  /** Ends everything: readers end, trades under way resolve as unknown. */
  close() {
    this.#end(null);
  }

  // ---- market data

  /** Ticks of these symbols ('*' = all) until the loop is left or the client is closed. */
  async *ticks(symbols, { bound = this.#options.tickBound, ...settings } = {}) {
    const names = new Set(symbols);
    const reader = this.#reader(new TickQueue(bound), (kind, tick) => kind === 'tick' && (names.has('*') || names.has(tick.symbol)));
    try {
      const { rejected } = await this.subscribe(symbols, settings);
      if (rejected.length === names.size) throw new TickwireError('INVALID_SYMBOL', 'no such symbols', { rejected });
      yield* reader;
    } finally {
      this.#readers.delete(reader);
      this.#later(this.unsubscribe(symbols));
    }
  }

  /**
   * Asks for ticks, for on('tick'). maxRate and batch belong to the connection: the last call sets them for all. Taken up
   * again after a reconnect. Resolves with {symbols, rejected} once the server answered, also when that is later.
   */
  async subscribe(symbols, { maxRate = 0, batch = false } = {}) {
    for (const symbol of symbols) this.#wanted.set(symbol, (this.#wanted.get(symbol) ?? 0) + 1);
    this.#tickSettings = { maxRate, batch };
    return this.#persist(() => this.#subscribeNow(symbols, NOWHERE, false));
  }

  /** Ends what subscribe began; a symbol is left when nobody here wants it any more. */
  async unsubscribe(symbols) {
    const left = symbols.filter((symbol) => {
      const others = (this.#wanted.get(symbol) ?? 0) - 1;
      if (others > 0) this.#wanted.set(symbol, others);
      else this.#wanted.delete(symbol);
      return others <= 0;
    });
    if (left.includes('*')) {
      for (const symbol of this.#streams.keys()) if (!this.#wanted.has(symbol)) left.push(symbol);
    }
    const gone = left.filter((symbol) => symbol !== '*' && !this.#wanted.has('*') && this.#streams.delete(symbol));
    if (gone.length > 0 && this.#state === 'connected') {
      await this.#ask({ type: 'unsubscribe', symbols: gone }, ['unsubscribed']);
    }
  }

  /** Names of all symbols. */
  async symbols() {
    return (await this.#ask({ type: 'get_symbols' }, ['symbols'])).symbols;
  }

  // ---- bridge profile

  /**
   * Events of a channel: executions, account, positions, health, bars:M1 ... Executions are resumed after a reconnect;
   * {since: client.place()} of an earlier run resumes over that.
   */
  async *channel(name, { since = null, bound = this.#options.eventBound } = {}) {
    const reader = this.#reader(new EventQueue(name, bound), (kind) => kind === name);
    try {
      await this.listen(name, { since });
      yield* reader;
    } finally {
      this.#readers.delete(reader);
      this.#later(this.unlisten(name));
    }
  }

  /** Asks for a channel's events, for on('execution') and the like. Resolves once the server answered. */
  async listen(name, { since = null } = {}) {
    this.#channels.set(name, (this.#channels.get(name) ?? 0) + 1);
    if (name === 'executions' && !this.#executionsFrom) {
      this.#executionsFrom = this.#executionsSeed = since;
      if (this.#state === 'connected') this.#listenFromNow();
    }
    const { rejected } = await this.#persist(() => this.#join([name]));
    if (rejected.length > 0) throw new TickwireError('VALIDATION_ERROR', `${name}: ${rejected[0].reason}`);
  }

  /** Ends what listen began. */
  async unlisten(name) {
    const others = (this.#channels.get(name) ?? 0) - 1;
    if (others > 0) {
      this.#channels.set(name, others);
    } else if (this.#channels.delete(name) && this.#state === 'connected') {
      await this.#ask({ type: 'unsubscribe', channels: [name] }, ['unsubscribed']);
    }
  }

  /** Where the executions stand, {epoch, seq}, to be kept by whoever resumes in another process; null before the first. */
  place() {
    return this.#executionsFrom;
  }

  /**
   * Sends a signal; resolves with its outcome. A signal refused as malformed rejects. The same signal_id is one order,
   * however often it is sent: after a lost connection the kit asks again by it, until the deadline.
   */
  trade(signal, { timeout = this.#options.tradeTimeout, wait = false } = {}) {
    if (!this.#bridge) return Promise.reject(new TickwireError('NOT_SUPPORTED', 'the tick stream takes no signals'));
    const data = { signal_id: uuid(), ...signal };
    const id = String(data.signal_id).toLowerCase();
    if (!UUID.test(id)) return Promise.reject(new TickwireError('VALIDATION_ERROR', `signal_id is not a UUID: ${id}`));
    const refused = this.#refusal(wait, this.#trades.size);
    if (refused) return Promise.reject(refused);
    if (this.#trades.has(id) || this.#doubts.has(id)) {
      return Promise.reject(new TickwireError('SIGNAL_CONFLICT', `signal ${id} is under way`));
    }
    const expires = Date.parse(data.expiration ?? '') - Date.now();
    const trade = { id, text: envelope('trading_signal', data), sends: 0, ...deferred() };
    this.#trades.set(id, trade);
    trade.timer = setTimeout(() => this.#tradeTimedOut(trade), Math.min(timeout, Number.isNaN(expires) ? timeout : Math.max(0, expires)));
    this.#sendTrade(trade);
    return trade.promise;
  }

  /** An mt5_command: connect, disconnect, status, account_info, get_ticks. Resolves with its result. */
  async command(command, parameters = {}, { wait = false } = {}) {
    return (await this.request('mt5_command', { command, parameters }, ['mt5_command_result'], { wait })).result;
  }

  /**
   * What a model says about closing prices, oldest first: { decision: 'buy' | 'sell' | 'none', margin, forecast, ... }.
   * Over HTTP, also before connect(). More features than closes go into series.
   */
  async predict(closes, { model, series, symbol, timeframe, newestTime, timeout = this.#options.requestTimeout } = {}) {
    if (!this.#bridge) throw new TickwireError('NOT_SUPPORTED', 'the tick stream answers no predictions');
    const { token, apiKey } = this.#options;
    const bearer = typeof token === 'function' ? await token() : token;
    const headers = { 'Content-Type': 'application/json' };
    if (bearer) headers.Authorization = `Bearer ${bearer}`;
    if (apiKey) headers['X-API-Key'] = apiKey;
    const window = series ? { series: closes ? { close: [...closes], ...series } : series } : { closes: [...closes] };
    const body = JSON.stringify({ model, ...window, symbol, timeframe, newest_time: newestTime });
    const url = new URL('/api/v1/predict', this.#url.replace(/^ws/, 'http'));
    let response;
    let answer;
    try {
      response = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(timeout) });
      answer = await response.json();
    } catch (error) {
      const late = error.name === 'TimeoutError';
      throw new TickwireError(late ? 'TIMEOUT' : 'CLOSED', late ? 'no answer in time' : `no answer: ${error.message}`);
    }
    if (!response.ok) throw new TickwireError(answer.code ?? 'INTERNAL', answer.message ?? `HTTP ${response.status}`, answer.details);
    return answer;
  }

  /** Any other message of the bridge profile with an answer of these types. */
  request(type, data, answers, { wait = false } = {}) {
    return this.#ask({ type, timestamp: new Date().toISOString(), data }, answers, { wait });
  }

  // ---- connection

  async #open() {
    const dial = ++this.#dials;
    this.#become('connecting');
    this.#after('open', this.#options.connectTimeout, () => this.#abandon('no answer'));
    let socket;
    try {
      socket = await this.#dial();
    } catch (error) {
      // Nothing was sent: a token or a ticket could not be had, or this machine cannot do it at all.
      if (error.code === 'NOT_SUPPORTED') this.#end(error);
      else if (dial === this.#dials && this.#state === 'connecting') this.#lost(1006, error.message);
      return;
    }
    if (dial !== this.#dials || this.#state !== 'connecting') return void socket.close();
    this.#socket = socket;
    let trouble = '';
    let opened = false;
    socket.onopen = () => {
      opened = true;
      if (!this.#bridge) this.#welcomed(null);
    };
    socket.onmessage = (event) => this.#heard(event.data);
    socket.onerror = (event) => {
      trouble = event.message ?? '';
      // Node 20 tells a refused connection as an error alone.
      if (!opened) this.#lost(1006, trouble, false);
    };
    socket.onclose = (event) => this.#lost(event.code, event.reason || trouble, opened);
  }

  async #dial() {
    const { token, apiKey, ticket, headers = {}, clientName, WebSocket: given } = this.#options;
    const Socket = given ?? globalThis.WebSocket;
    if (!Socket) throw new TickwireError('NOT_SUPPORTED', 'no WebSocket here: give options.WebSocket, as the package ws has');
    const url = new URL(this.#url);
    if (ticket) url.searchParams.set('ticket', await ticket());
    const bearer = typeof token === 'function' ? await token() : token;
    this.#lastToken = bearer;
    const node = globalThis.process?.versions?.node !== undefined;
    const authBy = this.#options.authBy ?? (node ? 'header' : 'subprotocol');
    const protocols = bearer && authBy === 'subprotocol' ? ['tickwire', `bearer.${bearer}`] : [];
    this.#shown = bearer ? { Authorization: `Bearer ${bearer}` } : {};
    if (!node) {
      if (apiKey) throw new TickwireError('NOT_SUPPORTED', 'browsers cannot send an API key: use token or ticket');
      return new Socket(url.href, protocols);
    }
    const sent = { 'Client-ID': clientName, 'X-Client-Version': VERSION, ...headers };
    if (bearer && authBy === 'header') sent.Authorization = `Bearer ${bearer}`;
    if (apiKey) sent['X-API-Key'] = apiKey;
    this.#shown = { ...sent, ...this.#shown };
    // Node's own socket takes headers beside the protocols, the package ws takes them third.
    return given ? new Socket(url.href, protocols, { headers: sent }) : new Socket(url.href, { protocols, headers: sent });
  }

  #welcomed(welcome) {
    this.#clear('open');
    this.#clear('connect');
    this.#heardAt = performance.now();
    this.#welcomedAt = welcome?.timestamp ?? '';
    if (this.#channels.has('executions')) this.#listenFromNow();
    this.#become('connected');
    this.#after('stable', this.#options.stableAfter, () => (this.#attempt = 0));
    this.#beatEvery();
    this.#resume();
    this.#ready.resolve(welcome);
    this.#connected.resolve();
    this.#emit('ready', welcome);
  }

  #beatEvery() {
    const { heartbeat } = this.#options;
    this.#after('beat', heartbeat, () => {
      this.#beat();
      this.#beatEvery();
    });
    // The watch looks more often than it bites, so that silence is noticed soon after its time.
    const watch = () => {
      const silent = performance.now() - this.#heardAt;
      const left = heartbeat * SILENT_BEATS - silent;
      if (left <= 0) this.#abandon('the server went silent');
      else this.#after('watch', left, watch);
    };
    if (!this.#timers.has('watch')) this.#after('watch', heartbeat * SILENT_BEATS, watch);
  }

  #beat() {
    this.#beatAt = performance.now();
    const data = { client: this.#options.clientName, client_version: VERSION };
    this.#put(this.#bridge ? envelope('heartbeat', data) : '{"type":"ping"}');
  }

  #abandon(why) {
    this.#lost(1006, why);
  }

  #drop() {
    for (const name of [...this.#timers.keys()]) if (name !== 'connect') this.#clear(name);
    if (this.#state === 'connected') {
      this.#connected = deferred();
      this.#connected.promise.catch(() => {});
    }
    const socket = this.#socket;
    this.#socket = null;
    if (socket) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.onerror = () => {}; // the package ws raises what nobody listens to
      try {
        socket.close(1000);
      } catch {
        // It was never open.
      }
    }
  }

  async #lost(code, reason, opened = true) {
    this.#drop();
    if (this.#state === 'closed') return;
    this.#outbox = [];
    this.#become('waiting', { code, reason });
    const lost = new TickwireError('CONNECTION_LOST', `${code} ${reason}`);
    for (const request of [...this.#requests]) {
      request.sent = false;
      if (!request.wait) this.#answer(request, () => request.reject(lost));
    }
    const { status, retryAfter } = opened ? {} : await this.#upgradeAnswer(reason);
    if (REFUSALS[status] || BUSY.has(status)) reason = `the server answered ${status}`;
    if (BUSY.has(status)) {
      code = 1013;
      if (retryAfter) reason += `, retry in ${retryAfter} s`;
    }
    const again = code === 4501 || status === 401 ? await this.#hasNewCredential() : reconnects(code) && status !== 403;
    if (this.#state === 'closed') return;
    if (!again) {
      const fatal = REFUSALS[status]
        ? new TickwireError(REFUSALS[status], reason, { status })
        : new TickwireError('CLOSED', `the server closed with ${code}: ${reason}`, { close_code: code, reason });
      return this.#end(fatal);
    }
    const { base, cap, random } = this.#options;
    const delay = reconnectDelay(this.#attempt++, random(), code, reason, base, cap);
    this.#after('retry', delay, () => this.#open());
    this.#emit('reconnecting', { code, reason, delay, attempt: this.#attempt });
  }

  /**
   * What the server says to an upgrade that failed. Neither a browser's WebSocket nor Node's tells, so a page beside
   * it is asked. Its 403 says nothing of the socket. Not with a ticket; and a page may not read what another site answers.
   */
  async #upgradeAnswer(reason) {
    const told = /Unexpected server response: (\d{3})/.exec(reason)?.[1]; // as the package ws words it
    if (told) return { status: Number(told) };
    if (this.#options.ticket || !globalThis.fetch) return {};
    try {
      const { status, headers } = await fetch(this.#url.replace(/^ws/, 'http').replace(/\/(websocket\/ws|dashboard\/ws|ticks)?(\?.*)?$/, '/api/v1/symbols'), {
        headers: this.#shown,
        cache: 'no-store',
        redirect: 'manual',
        signal: AbortSignal.timeout(ANSWER_MS),
      });
      return status === 403 ? {} : { status, retryAfter: headers.get('Retry-After') };
    } catch {
      return {};
    }
  }

  /** After a refusal only a token that differs from the refused one is worth an attempt; a ticket always differs. */
  async #hasNewCredential() {
    const { token, ticket } = this.#options;
    if (ticket) return true;
    if (typeof token !== 'function') return false;
    try {
      return (await token()) !== this.#lastToken;
    } catch {
      return false;
    }
  }

  #end(failure) {
    if (this.#state === 'closed') return;
    this.#failure = failure;
    this.#drop();
    this.#clear('connect');
    globalThis.removeEventListener?.('online', this.#online);
    this.#become('closed', failure ?? undefined);
    const why = failure ?? closed();
    this.#connected.reject(why);
    this.#outbox = [];
    for (const request of this.#requests.splice(0)) {
      clearTimeout(request.timer);
      request.reject(why);
    }
    for (const trade of [...this.#trades.values()]) this.#tradeTimedOut(trade, why);
    for (const doubt of [...this.#doubts.values()]) this.#settle(doubt, doubt.outcome);
    for (const reader of this.#readers) reader.end(failure);
    this.#readers.clear();
    this.#ready?.promise.catch(() => {});
    this.#ready?.reject(why);
    if (failure) this.#emit('error', failure);
    this.#emit('close', failure);
  }

  #become(state, why) {
    if (this.#state === state) return;
    this.#state = state;
    this.#emit('state', state, why);
  }

  // ---- hearing

  #heard(text) {
    this.#heardAt = performance.now();
    let message;
    try {
      message = JSON.parse(text);
    } catch {
      return;
    }
    if (message === null || typeof message !== 'object') return;
    switch (message.type) {
      case 'tick':
        return this.#tick(message.data);
      case 'ticks':
        return message.data.forEach((tick) => this.#tick(tick));
      case 'connection_established':
        return this.#welcomed(message);
      case 'trading_signal_executed':
        return this.#tradeAnswered(message.signal_id, outcome(message));
      case 'heartbeat_response':
      case 'pong':
        this.latency = performance.now() - this.#beatAt;
        return this.#emit('heartbeat', message, this.latency);
      case 'execution':
        return this.#execution(message);
      case 'bar':
        return this.#event(`bars:${message.data?.tf}`, message);
      case 'error':
        return this.#refused(message);
    }
    if (EVENTS[message.type]) return this.#event(EVENTS[message.type], message);
    const request = this.#requests[0];
    if (request?.sent && request.answers.includes(message.type)) {
      request.answered?.(message);
      this.#answer(request, () => request.resolve(message));
    }
    this.#emit('message', message);
  }

  #refused({ error_code, message, details = {} }) {
    const error = new TickwireError(error_code ?? 'INTERNAL', message, details);
    const request = this.#requests[0];
    const unanswered = [...this.#trades.values()].filter((trade) => trade.sends > 0);
    if (details.signal_id) {
      const trade = this.#trades.get(String(details.signal_id).toLowerCase());
      if (trade) this.#answerTrade(trade, () => trade.reject(error));
    } else if (request?.sent) {
      this.#answer(request, () => request.reject(error));
    } else if (unanswered.length === 1) {
      // An error names no signal when the whole message was refused; with one signal under way it can only be that one.
      this.#answerTrade(unanswered[0], () => unanswered[0].reject(error));
    }
    this.#emit('refused', error);
  }

  #tick(tick) {
    const stream = this.#streams.get(tick.symbol);
    if (stream) {
      if (stream.floor) {
        // Told again after a reconnect. A publisher that began anew has lower numbers, but later times.
        if (tick.seq <= stream.floor.seq && tick.time_msc <= stream.floor.timeMsc) return;
        stream.floor = null;
      }
      stream.seq = tick.seq;
      stream.timeMsc = tick.time_msc;
    }
    this.#emit('tick', tick);
    this.#hand('tick', tick);
  }

  #execution(event) {
    const account = event.data?.account ?? '';
    // Without a place everything was told; what was before our time is not ours.
    if (!this.#executions.has(account) && this.#executionsSince && event.timestamp < this.#executionsSince) return;
    const seed = this.#executionsSeed;
    const place = this.#executions.get(account) ?? (seed ? new Place(seed.epoch, seed.seq) : null);
    this.#executionsSeed = null;
    this.#executions.set(account, place ?? new Place(event.epoch, event.seq));
    const verdict = place ? place.take(event) : 'new';
    if (verdict === 'old') return;
    this.#executionsFrom = { epoch: event.epoch, seq: event.seq };
    if (verdict === 'gap') this.#emit('gap', { channel: 'executions', account, recovered: false });
    const { signal_id: id, status } = event.data ?? {};
    if (id && status !== 'unknown' && this.#doubts.has(id)) this.#settle(this.#doubts.get(id), outcome(asAnswer(event.data)));
    this.#event('executions', event);
  }

  #event(channel, event) {
    this.#emit(event.type, event);
    this.#hand(channel, event);
  }

  #hand(kind, item) {
    for (const reader of [...this.#readers]) {
      if (reader.wants(kind, item) && !reader.push(item)) {
        const overflow = new TickwireError('OVERFLOW', `${kind} were not read in time`);
        this.#emit('overflow', overflow);
        return this.#end(overflow);
      }
    }
  }

  // ---- resuming

  /** On later connections everything is asked for from the beginning until there is a place, and what was before is left out. */
  #listenFromNow() {
    if (this.#executionsDial > 0) return;
    this.#executionsDial = this.#dials;
    this.#executionsSince = this.#welcomedAt;
  }

  /** What is wanted stays wanted: done again on the next connection when this one is lost before the answer. */
  async #persist(ask) {
    for (;;) {
      await this.#connected.promise;
      try {
        return await ask();
      } catch (error) {
        if (error.code !== 'CONNECTION_LOST') throw error;
      }
    }
  }

  /** After a (re)connect: channels, ticks each from where it stood, signals without an answer. */
  #resume() {
    if (this.#channels.size > 0) this.#retrying('channels', () => this.#join([...this.#channels.keys()]));
    for (const symbol of this.#streams.keys()) this.#takeUp(symbol);
    const rest = [...this.#wanted.keys()].filter((symbol) => !this.#streams.has(symbol));
    if (rest.length > 0) this.#retrying('rest', () => this.#subscribeNow(rest, NOWHERE, false));
    // In doubt are only signals that the server knows: asking again can execute nothing.
    for (const doubt of this.#doubts.values()) if (doubt.known) this.#put(doubt.text);
    for (const trade of this.#trades.values()) this.#sendTrade(trade);
    this.#next();
  }

  /** One question for each symbol, because each stands elsewhere, and publishers have epochs of their own. */
  #takeUp(symbol) {
    this.#retrying(`take up ${symbol}`, async () => {
      const stream = this.#streams.get(symbol);
      if (!stream) return;
      const { rejected } = await this.#subscribeNow([symbol], { epoch: stream.epoch, seq: stream.seq }, true);
      // A server that has just started may not list it yet.
      if (rejected.length > 0) this.#after(`take up ${symbol}`, ASK_AGAIN_MS, () => this.#takeUp(symbol));
    });
  }

  /** Again on this connection until it works; the next connection begins anew. */
  #retrying(name, work) {
    work().catch((error) => {
      if (error.code === 'CONNECTION_LOST' || this.#state !== 'connected') return;
      this.#emit('refused', error);
      this.#after(name, (error.retryAfter ?? ASK_AGAIN_MS / 1_000) * 1_000, () => this.#retrying(name, work));
    });
  }

  async #join(names) {
    const message = { type: 'subscribe', channels: names };
    if (names.includes('executions')) {
      const since = this.#executionsFrom ?? (this.#executionsDial === this.#dials ? null : NOWHERE);
      if (since) message.since = since;
    }
    const { rejected = [] } = await this.#ask(message, ['subscribed']);
    return { rejected: rejected.filter(({ symbol }) => names.includes(symbol)) };
  }

  async #subscribeNow(symbols, since, resuming) {
    const { maxRate, batch } = this.#tickSettings;
    const message = { type: 'subscribe', symbols, since, ...(maxRate > 0 && { max_rate: maxRate }), ...(batch && { batch }) };
    // Taken in at once: the ticks follow on the heels of the answer.
    const answered = (answer) => this.#subscribed(answer, resuming);
    const { symbols: accepted, rejected = [] } = await this.#ask(message, ['subscribed'], { answered });
    const unwanted = accepted.filter((symbol) => !this.#wanted.has(symbol) && !this.#wanted.has('*'));
    if (unwanted.length > 0) {
      unwanted.forEach((symbol) => this.#streams.delete(symbol));
      await this.#ask({ type: 'unsubscribe', symbols: unwanted }, ['unsubscribed']);
    }
    return { symbols: accepted, rejected };
  }

  #subscribed({ symbols, epoch, recovered }, resuming) {
    for (const symbol of symbols) {
      const stream = this.#streams.get(symbol) ?? { epoch: 0, seq: 0, timeMsc: 0, floor: null };
      if (resuming) stream.floor = stream.epoch === epoch ? { seq: stream.seq, timeMsc: stream.timeMsc } : null;
      stream.epoch = epoch ?? stream.epoch;
      this.#streams.set(symbol, stream);
    }
    if (resuming && symbols.length > 0 && recovered === false) {
      this.#emit('gap', { channel: 'ticks', symbols, recovered: false });
    }
  }

  // ---- asking

  /** Questions carry no id, so one is under way at a time: then an answer, or an error, can only be its own. */
  #ask(message, answers, { wait = false, answered = null } = {}) {
    const refused = this.#refusal(wait, this.#requests.length);
    if (refused) return Promise.reject(refused);
    const request = { text: JSON.stringify(message), answers, answered, wait, sent: false, ...deferred() };
    request.timer = setTimeout(
      () => this.#answer(request, () => request.reject(new TickwireError('TIMEOUT', `no answer to ${message.type}`))),
      this.#options.requestTimeout,
    );
    this.#requests.push(request);
    this.#next();
    return request.promise;
  }

  #next() {
    const request = this.#requests[0];
    if (!request || this.#state !== 'connected' || request.sent) return;
    request.sent = true;
    this.#put(request.text);
  }

  #answer(request, how) {
    clearTimeout(request.timer);
    const at = this.#requests.indexOf(request);
    if (at >= 0) this.#requests.splice(at, 1);
    how();
    this.#next();
  }

  #refusal(wait, waiting) {
    if (this.#state === 'closed') return this.#failure ?? closed();
    if (this.#state !== 'connected' && !wait) return new TickwireError('NOT_CONNECTED', `the client is ${this.#state}`);
    if (waiting >= this.#options.outbox) return new TickwireError('OUTBOX_FULL', `${waiting} wait already`);
    return null;
  }

  // ---- trading

  #sendTrade(trade) {
    if (this.#state !== 'connected') return;
    this.#put(trade.text, () => {
      if (!this.#trades.has(trade.id)) return false;
      trade.sends++;
      return true;
    });
  }

  #tradeAnswered(signalId, answer) {
    const id = String(signalId).toLowerCase();
    const trade = this.#trades.get(id);
    if (!trade) {
      const doubt = this.#doubts.get(id);
      if (doubt && !proves(answer)) this.#after(`ask ${id}`, pause(answer), () => this.#put(doubt.text));
      else if (doubt && answer.status !== 'unknown') this.#settle(doubt, answer);
      return;
    }
    if (trade.sends > 1 && !proves(answer)) {
      trade.escaped = answer;
      this.#after(`ask ${id}`, pause(answer), () => this.#sendTrade(trade));
      return;
    }
    this.#answerTrade(trade, () => this.#resolveTrade(trade, answer, true));
  }

  #answerTrade(trade, how) {
    clearTimeout(trade.timer);
    this.#clear(`ask ${trade.id}`);
    this.#trades.delete(trade.id);
    how();
  }

  #tradeTimedOut(trade, why = new TickwireError('TIMEOUT', 'no answer in time')) {
    this.#answerTrade(trade, () => {
      if (trade.sends === 0) trade.reject(new TickwireError('NOT_SENT', `signal ${trade.id} was not sent: ${why.message}`));
      else this.#resolveTrade(trade, unanswered(trade, why), false);
    });
  }

  /** @param known whether the server said so itself: only then asking again is safe at any time */
  #resolveTrade(trade, answer, known) {
    const late = deferred();
    Object.defineProperty(answer, 'settled', { value: late.promise });
    if (answer.status !== 'unknown' || this.#state === 'closed' || this.#doubts.size >= this.#options.outbox) {
      late.resolve(answer);
    } else {
      const doubt = { id: trade.id, text: trade.text, known, outcome: answer, resolve: late.resolve };
      doubt.timer = setTimeout(() => this.#settle(doubt, answer), this.#options.settleTimeout);
      this.#doubts.set(trade.id, doubt);
    }
    trade.resolve(answer);
  }

  #settle(doubt, answer) {
    clearTimeout(doubt.timer);
    this.#clear(`ask ${doubt.id}`);
    this.#doubts.delete(doubt.id);
    doubt.resolve(answer);
    if (answer.status !== 'unknown') this.#emit('settled', answer);
  }

  // ---- sending

  /** @param before called as it goes out; false drops it */
  #put(text, before = () => true) {
    this.#outbox.push({ text, before });
    this.#drain();
  }

  #drain() {
    this.#clear('drain');
    while (this.#outbox.length > 0 && this.#state === 'connected') {
      const full = this.#socket.bufferedAmount > this.#options.highWater;
      const pause = full ? 20 : this.#pace.take(performance.now());
      if (pause > 0) return this.#after('drain', pause, () => this.#drain());
      const { text, before } = this.#outbox.shift();
      if (before()) this.#socket.send(text);
    }
  }

  // ---- small things

  #reader(queue, wants) {
    let wake = null;
    let ended = false;
    let failure = null;
    const reader = {
      wants,
      push(item) {
        const taken = queue.push(item);
        wake?.();
        return taken;
      },
      end(error) {
        ended = true;
        failure = error;
        wake?.();
      },
      async *[Symbol.asyncIterator]() {
        while (true) {
          while (queue.size > 0 && !failure) yield queue.shift();
          if (failure) throw failure;
          if (ended) return;
          await new Promise((resolve) => (wake = resolve));
          wake = null;
        }
      },
    };
    if (this.#state === 'closed') reader.end(this.#failure);
    else this.#readers.add(reader);
    return reader;
  }

  #emit(event, ...values) {
    for (const listener of [...(this.#listeners.get(event) ?? [])]) {
      try {
        listener(...values);
      } catch (error) {
        // A listener's fault is its own, and must not stop the connection.
        console.error(`tickwire: a listener of ${event} failed`, error);
      }
    }
  }

  /** For what happens beside: a failure is told by the connection's own events. */
  #later(promise) {
    promise.catch((error) => this.#state !== 'closed' && this.#emit('refused', error));
  }

  #after(name, delay, action) {
    this.#clear(name);
    this.#timers.set(
      name,
      setTimeout(() => {
        this.#timers.delete(name);
        action();
      }, delay),
    );
  }

  #clear(name) {
    clearTimeout(this.#timers.get(name));
    this.#timers.delete(name);
  }
}

function envelope(type, data) {
  return JSON.stringify({ type, timestamp: new Date().toISOString(), data });
}

function outcome({ signal_id: signalId, status, result, error, details = {} }) {
  return {
    signalId,
    status,
    result,
    error,
    code: details.error_code,
    details,
    retryAfter: details.retry_after,
    duplicate: Boolean(result?.duplicate ?? details.duplicate),
  };
}

/** An execution event in the shape of the answer to its signal. */
function asAnswer({ signal_id, status, error, details, ...executed }) {
  return { signal_id, status, error, details, result: status === 'success' ? { success: true, ...executed } : undefined };
}

/** Not a word of the server's: the signal went out, and no answer that proves anything came in time. */
function unanswered({ id, escaped }, why) {
  const said = escaped ? `${why.message}; asked again, the server said ${escaped.error}` : why.message;
  return { signalId: id, status: 'unknown', code: why.code, error: said, details: {}, duplicate: false };
}

function pause({ retryAfter = 1 }) {
  return retryAfter * 1_000;
}

function closed() {
  return new TickwireError('CLOSED', 'the client is closed');
}

function deferred() {
  const parts = {};
  parts.promise = new Promise((resolve, reject) => Object.assign(parts, { resolve, reject }));
  return parts;
}

/** Browsers have crypto.randomUUID on https and localhost only. */
function uuid() {
  if (globalThis.crypto?.randomUUID) return globalThis.crypto.randomUUID();
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
