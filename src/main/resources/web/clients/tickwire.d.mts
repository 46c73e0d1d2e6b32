// Types of tickwire.mjs; TypeScript finds them when both files lie in one folder.

export const VERSION: string;
export const BASE_MS: number;
export const CAP_MS: number;

/** Whether a connection closed with this code is opened again. */
export function reconnects(code: number): boolean;
/** Milliseconds that a close reason asks to wait; 0 without such words. */
export function retryHint(reason: string | undefined): number;
/** Milliseconds before the next attempt; attempt counts from 0, random is in [0, 1). */
export function reconnectDelay(
  attempt: number,
  random: number,
  code?: number,
  reason?: string,
  base?: number,
  cap?: number,
): number;

export interface Tick {
  symbol: string;
  bid: number;
  ask: number;
  last: number;
  volume: number;
  time: string;
  time_msc: number;
  /** In pips. */
  spread: number;
  /** MetaTrader's bits: 2 bid, 4 ask, 8 last, 16 volume, 32 buy, 64 sell. */
  flags: number;
  seq: number;
  snapshot?: true;
}

export interface Signal {
  symbol: string;
  action: 'BUY' | 'SELL' | 'CLOSE';
  /** Lots; required unless the action is CLOSE. */
  volume?: number;
  /** UUID, the idempotency key; made when absent. */
  signal_id?: string;
  stop_loss?: number | null;
  take_profit?: number | null;
  price?: number;
  order_type?: 'limit' | 'stop' | 'stop_limit';
  stop_limit_price?: number;
  comment?: string;
  urgency?: 'low' | 'medium' | 'high';
  magic?: number;
  /** ISO 8601. */
  expiration?: string;
  account?: string;
  /** Points. */
  deviation?: number;
  ticket?: number;
  strategy?: string;
  kelly_score?: number;
}

export type Status = 'success' | 'error' | 'failed' | 'unknown';

export interface Execution {
  success: boolean;
  order_id: string;
  position_id: string;
  symbol: string;
  type: string;
  price: number;
  volume: number;
  execution_time: string;
  retcode: number;
  duplicate?: boolean;
}

export interface Outcome {
  signalId: string;
  /** success: done. error: refused, nothing was sent. failed: sent and refused. unknown: not proven, see settled. */
  status: Status;
  result?: Execution;
  error?: string;
  /** Of the error catalogue; TIMEOUT or CLOSED when it is unknown because no answer came. */
  code?: string;
  details: Record<string, unknown>;
  /** Seconds, with RATE_LIMITED and its like. */
  retryAfter?: number;
  /** The first outcome of this signal_id, told again. */
  duplicate: boolean;
  /** The late truth of an unknown outcome; the outcome itself otherwise, and when no truth came. */
  readonly settled: Promise<Outcome>;
}

export interface Place {
  epoch: number;
  seq: number;
}

export interface ChannelEvent<T = Record<string, unknown>> extends Place {
  type: string;
  timestamp: string;
  data: T;
}

export interface Welcome {
  type: 'connection_established';
  message: string;
  timestamp: string;
  server_status: 'ready' | 'degraded' | 'halted';
  features: Record<string, boolean>;
  mt5_status: { status: string; server: string; last_update: string };
}

export interface Rejected {
  symbol: string;
  reason: string;
}

export interface Subscribed {
  symbols: string[];
  rejected: Rejected[];
}

export interface Reconnecting {
  code: number;
  reason: string;
  /** Milliseconds. */
  delay: number;
  attempt: number;
}

export interface Gap {
  channel: 'ticks' | 'executions';
  symbols?: string[];
  account?: string;
  recovered: false;
}

export type State = 'idle' | 'connecting' | 'connected' | 'waiting' | 'closed';

export interface Events {
  state: (state: State, why?: { code?: number | string; reason?: string }) => void;
  ready: (welcome: Welcome | null) => void;
  reconnecting: (next: Reconnecting) => void;
  heartbeat: (answer: Record<string, unknown>, latencyMs: number) => void;
  tick: (tick: Tick) => void;
  execution: (event: ChannelEvent) => void;
  account: (event: ChannelEvent) => void;
  positions: (event: ChannelEvent) => void;
  bar: (event: ChannelEvent) => void;
  health: (event: ChannelEvent) => void;
  prediction: (event: ChannelEvent) => void;
  strategy: (event: ChannelEvent) => void;
  log: (event: ChannelEvent) => void;
  gap: (gap: Gap) => void;
  settled: (outcome: Outcome) => void;
  refused: (error: TickwireError) => void;
  overflow: (error: TickwireError) => void;
  message: (message: Record<string, unknown>) => void;
  error: (error: TickwireError) => void;
  close: (failure: TickwireError | null) => void;
}

export interface PredictOptions {
  /** Default: the server's. */
  model?: string;
  /** More features, each as long as the closes. */
  series?: Record<string, number[]>;
  symbol?: string;
  /** For example H1. */
  timeframe?: string;
  /** ISO 8601, start of the newest bar. */
  newestTime?: string;
  /** Milliseconds. */
  timeout?: number;
}

export interface Prediction {
  /** none is no side: the model sees no reason for one. */
  decision: 'buy' | 'sell' | 'none';
  margin: number;
  model: string;
  version: string;
  forecast: number[];
  /** Hash of what the model saw, as in the server's decision log. */
  input: string;
  took_us: number;
}

export interface Options {
  profile?: 'bridge' | 'ticks';
  clientName?: string;
  /** JWT, or a function that gets a fresh one for each connection. */
  token?: string | (() => string | Promise<string>);
  /** Not in browsers. */
  apiKey?: string;
  /** Gets a one-time ticket for each connection (POST /auth/ticket). */
  ticket?: () => string | Promise<string>;
  /** Default: header where there are headers (Node), subprotocol in browsers. */
  authBy?: 'header' | 'subprotocol';
  headers?: Record<string, string>;
  /** Constructor of the package ws, where there is no WebSocket of the platform's own. */
  WebSocket?: new (...args: any[]) => any;
  /** All times in milliseconds. */
  heartbeat?: number;
  connectTimeout?: number;
  requestTimeout?: number;
  tradeTimeout?: number;
  settleTimeout?: number;
  stableAfter?: number;
  base?: number;
  cap?: number;
  tickBound?: number;
  eventBound?: number;
  outbox?: number;
  highWater?: number;
  messagesPerSecond?: number;
  random?: () => number;
}

export class TickwireError extends Error {
  constructor(code: string, message: string, details?: Record<string, unknown>);
  readonly code: string;
  readonly details: Record<string, unknown>;
  readonly retryAfter?: number;
}

export class Tickwire {
  constructor(url: string, options?: Options);
  readonly state: State;
  /** Milliseconds of the last heartbeat's round trip; NaN before. */
  latency: number;
  connect(): Promise<Welcome | null>;
  retryNow(): void;
  close(): void;
  on<E extends keyof Events>(event: E, listener: Events[E]): () => void;
  off<E extends keyof Events>(event: E, listener: Events[E]): void;
  ticks(symbols: string[], options?: { maxRate?: number; batch?: boolean; bound?: number }): AsyncGenerator<Tick, void, void>;
  subscribe(symbols: string[], options?: { maxRate?: number; batch?: boolean }): Promise<Subscribed>;
  unsubscribe(symbols: string[]): Promise<void>;
  symbols(): Promise<string[]>;
  channel(name: string, options?: { since?: Place | null; bound?: number }): AsyncGenerator<ChannelEvent, void, void>;
  listen(name: string, options?: { since?: Place | null }): Promise<void>;
  unlisten(name: string): Promise<void>;
  place(): Place | null;
  trade(signal: Signal, options?: { timeout?: number; wait?: boolean }): Promise<Outcome>;
  command(
    command: 'connect' | 'disconnect' | 'status' | 'account_info' | 'get_ticks',
    parameters?: Record<string, unknown>,
    options?: { wait?: boolean },
  ): Promise<any>;
  predict(closes: ArrayLike<number> & Iterable<number>, options?: PredictOptions): Promise<Prediction>;
  request(type: string, data: unknown, answers: string[], options?: { wait?: boolean }): Promise<any>;
}
