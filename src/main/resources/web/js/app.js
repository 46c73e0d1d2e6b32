import { Connection } from './connection.js';
import * as fmt from './format.js';
import { positionLines } from './lines.js';
import { Login, LoginNeeded } from './login.js';
import { Market } from './market.js';
import { closeSignal, describeAnswer, describeRequest, openSignal, refusedAtDoor, uuid } from './signals.js';
import { AccountLine } from './ui/account.js';
import { CandleChart } from './ui/chart.js';
import { confirmOrder } from './ui/confirm.js';
import { $, onFrame, recall, remember, setData, setText } from './ui/dom.js';
import { ExecutionList } from './ui/executions.js';
import { askForCredential } from './ui/login.js';
import { PositionTable } from './ui/positions.js';
import { QuoteTable } from './ui/quotes.js';
import { Tape } from './ui/tape.js';
import { onTheme, startTheme } from './ui/theme.js';
import { Ticket } from './ui/ticket.js';
import { toast } from './ui/toast.js';

const ANSWER_TIMEOUT_MS = 20_000;
const HEALTH_MS = 30_000;
const DAY_FETCHES = 4;
const TIMEFRAMES = ['M1', 'M5', 'M15', 'H1'];

startTheme();

const login = new Login();
const market = new Market();
const account = new AccountLine();
const chart = new CandleChart((url) => login.api(url));
const tape = new Tape();
const executions = new ExecutionList(market);
const quotes = new QuoteTable(market, { onSelect: select, onVisible: wantDay });
const positions = new PositionTable(market, { onClose: closePosition, onSelect: select });
const ticket = new Ticket(market, { onOrder: openPosition, onSelect: select, onStops: drawLines });

let selected = '';
let tf = TIMEFRAMES.includes(recall('tf')) ? recall('tf') : 'M1';
let barsChannel = '';
let clockOffset = 0;
let serverStatus = '';
let terminalStatus = '';
let wasConnected = false;
let symbolsAsked = false;

const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
const connection = new Connection(socketUrl, {
  state: () => onFrame(drawConnection),
  ready: onReady,
  message: onMessage,
});

/** Asks a person when the server asks for a credential. */
async function socketUrl() {
  try {
    return await login.socketUrl(`${scheme}://${location.host}/dashboard/ws`);
  } catch (error) {
    if (error instanceof LoginNeeded) {
      askForCredential(error.message).then((typed) => {
        if (!typed) return;
        login.use(typed);
        connection.retryNow();
      });
    }
    throw error;
  }
}

// ---- quotes ----

function onTick(tick) {
  const quote = market.apply(tick, Date.now(), clockOffset);
  if (!quote) return;
  if (quote.symbol === selected) {
    chart.tick(quote.timeMsc, quote.bid, quote.ask);
    tape.tick((quote.bid + quote.ask) / 2);
  }
  onFrame(drawQuotes);
}

function drawQuotes() {
  const changed = market.takeDirty();
  if (!selected) selectFirst();
  const unknown = [];
  for (const symbol of changed) if (!market.specs.has(symbol)) unknown.push(symbol);
  if (unknown.length) ticket.list(unknown);
  quotes.render(changed, Date.now());
  if (!changed.has(selected)) return;
  const quote = market.quotes.get(selected);
  const bid = fmt.price(quote.bid, quote.digits);
  document.title = `${bid} ${selected} · Tickwire`;
  setText($('#nav-bid'), bid);
  if (document.hidden) return;
  setText($('[data-testid=chart-bid]'), bid);
  setText($('[data-testid=chart-ask]'), fmt.price(quote.ask, quote.digits));
  ticket.price();
}

function select(symbol) {
  if (!symbol || symbol === selected) return;
  selected = symbol;
  remember('symbol', symbol);
  quotes.ensure(symbol);
  quotes.select(symbol);
  ticket.show(symbol);
  tape.clear();
  const spec = market.specs.get(symbol);
  setText($('[data-testid=chart-symbol]'), symbol);
  setText($('#chart-description'), fmt.text(spec?.description));
  setText($('#nav-symbol'), symbol);
  chart.show(symbol, tf, spec?.digits ?? market.quotes.get(symbol)?.digits);
  drawLines();
  market.dirty.add(symbol);
  onFrame(drawQuotes);
}

/** The symbol of last time if it is there, else the first one, once the server had its chance to list them. */
function selectFirst() {
  const wanted = recall('symbol');
  if (market.quotes.has(wanted)) select(wanted);
  else if (symbolsAsked || !wanted) select(market.quotes.keys().next().value);
}

function setTimeframe(next) {
  tf = next;
  remember('tf', tf);
  drawTimeframes();
  subscribeBars();
  if (selected) {
    chart.show(selected, tf, market.specs.get(selected)?.digits ?? market.quotes.get(selected)?.digits);
    const quote = market.quotes.get(selected);
    if (quote) chart.tick(quote.timeMsc, quote.bid, quote.ask);
    drawLines();
  }
}

function drawTimeframes() {
  for (const button of document.querySelectorAll('[data-testid=timeframe]')) {
    button.setAttribute('aria-pressed', String(button.dataset.tf === tf));
  }
}

function subscribeBars() {
  const wanted = `bars:${tf}`;
  if (barsChannel === wanted) return;
  if (barsChannel) connection.send({ type: 'unsubscribe', channels: [barsChannel] });
  barsChannel = connection.send({ type: 'subscribe', channels: [wanted] }) ? wanted : '';
}

// ---- symbols and the day's open ----

async function loadSymbols(attempt = 0) {
  try {
    const answer = await login.api('/api/v1/symbols');
    const body = await answer.json();
    if (!answer.ok || !Array.isArray(body.symbols)) throw new Error(`HTTP ${answer.status}`);
    market.describe(body.symbols);
    for (const spec of body.symbols) {
      quotes.ensure(spec.name);
      quotes.describe(spec.name, fmt.text(spec.description));
    }
    ticket.list(body.symbols.map((spec) => spec.name));
    symbolsAsked = true;
    if (!selected) selectFirst();
    const spec = market.specs.get(selected);
    if (spec) {
      chart.setDigits(spec.digits);
      setText($('#chart-description'), fmt.text(spec.description));
      ticket.describe();
    }
    onFrame(drawQuotes);
    onFrame(drawPositions);
  } catch {
    symbolsAsked = true;
    if (connection.live) setTimeout(() => loadSymbols(attempt + 1), Math.min(30_000, 1000 * 2 ** attempt));
  }
}

const dayQueue = new Set();
const dayAsked = new Set();
let dayRunning = 0;

/** The change column needs the day's open; it is fetched for rows that somebody can see. */
function wantDay(symbol) {
  if (dayAsked.has(symbol)) return;
  dayAsked.add(symbol);
  dayQueue.add(symbol);
  nextDay();
}

function nextDay() {
  while (dayRunning < DAY_FETCHES && dayQueue.size) {
    const symbol = dayQueue.values().next().value;
    dayQueue.delete(symbol);
    dayRunning++;
    fetchDay(symbol).finally(() => {
      dayRunning--;
      nextDay();
    });
  }
}

async function fetchDay(symbol) {
  try {
    const answer = await login.api(`/api/v1/bars/${encodeURIComponent(symbol)}?tf=D1&count=1`);
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
    const { bars } = await answer.json();
    const today = bars?.at(-1);
    if (!today) throw new Error('no bars');
    market.setDay(symbol, today.open, today.time_msc);
    onFrame(drawQuotes);
  } catch {
    setTimeout(() => {
      dayAsked.delete(symbol);
      if (connection.live && quotes.visible.has(symbol)) wantDay(symbol);
    }, 60_000);
  }
}

// ---- account, positions, executions ----

let lastPositions = [];

function drawPositions() {
  positions.render(lastPositions, account.current?.currency);
  drawLines();
}

function drawLines() {
  const lines = positionLines(lastPositions, selected);
  const { stopLoss, takeProfit } = ticket.stops;
  if (stopLoss > 0) lines.push({ id: 'draft-sl', price: stopLoss, title: 'SL?', tone: 'accent', dashed: true });
  if (takeProfit > 0) lines.push({ id: 'draft-tp', price: takeProfit, title: 'TP?', tone: 'accent', dashed: true });
  chart.setLines(lines);
}

// ---- orders ----

const pending = new Map();

async function openPosition(order) {
  if (ticket.asks) {
    const digits = market.specs.get(order.symbol)?.digits ?? 5;
    const yes = await confirmOrder(
      `${describeRequest(order)}?`,
      [
        order.stopLoss > 0 ? `Stop loss ${fmt.price(order.stopLoss, digits)}` : 'No stop loss',
        order.takeProfit > 0 ? `Take profit ${fmt.price(order.takeProfit, digits)}` : 'No take profit',
        account.current ? `Account ${fmt.text(account.current.login)} (${fmt.text(account.current.trade_mode)})` : '',
      ],
      order.action === 'BUY' ? 'Buy' : 'Sell',
    );
    if (!yes) return;
  }
  const id = uuid();
  if (sendSignal(id, order, openSignal({ id, ...order }, Date.now()))) ticket.setPending(order.action);
}

async function closePosition(position) {
  const request = { action: 'CLOSE', symbol: position.symbol, ticket: position.ticket };
  if (ticket.asks) {
    const yes = await confirmOrder(
      `Close ${position.symbol} #${position.ticket}?`,
      [`${position.type === 'buy' ? 'Buy' : 'Sell'} ${fmt.volume(position.volume)}`, `Profit ${fmt.gain(position.profit)}`],
      'Close position',
    );
    if (!yes) return;
  }
  const id = uuid();
  if (sendSignal(id, request, closeSignal({ id, ...request }, Date.now()))) {
    positions.setClosing(position.ticket, true);
  }
}

/** An answer lost with the connection may still come as an execution after the reconnect; so pending orders wait. */
function sendSignal(id, request, message) {
  if (!connection.send(message)) {
    toast({ kind: 'error', title: `${describeRequest(request)} not sent`, text: 'There is no connection to the server.' });
    return false;
  }
  const timer = setTimeout(() => {
    settle(id, { status: 'unknown', error: `No answer after ${ANSWER_TIMEOUT_MS / 1000} seconds.` });
  }, ANSWER_TIMEOUT_MS);
  pending.set(id, { request, timer });
  return true;
}

function settle(id, answer) {
  const held = pending.get(id);
  if (!held) return;
  pending.delete(id);
  clearTimeout(held.timer);
  if (held.request.action === 'CLOSE') positions.setClosing(held.request.ticket, false);
  else ticket.setPending(null);
  toast(describeAnswer(answer, held.request, market.specs.get(held.request.symbol)?.digits));
}

// ---- messages ----

function onReady(first) {
  const serverTime = fmt.toMillis(first.timestamp);
  clockOffset = Number.isNaN(serverTime) ? 0 : serverTime - Date.now();
  serverStatus = fmt.text(first.server_status);
  terminalStatus = fmt.text(first.mt5_status?.status);
  connection.send({ type: 'subscribe', symbols: ['*'], batch: true, max_rate: 10 });
  connection.send({ type: 'subscribe', channels: ['account', 'positions', 'executions'] });
  barsChannel = '';
  subscribeBars();
  loadSymbols();
  dayAsked.clear();
  for (const symbol of quotes.visible) wantDay(symbol);
  if (wasConnected) chart.reload();
  wasConnected = true;
  onFrame(drawConnection);
}

function onMessage(message) {
  const { type, data } = message;
  switch (type) {
    case 'ticks':
      if (Array.isArray(data)) for (const tick of data) onTick(tick);
      break;
    case 'tick':
      onTick(data);
      break;
    case 'bar':
      if (data) chart.closed(data);
      break;
    case 'account':
      if (!data) break;
      account.render(data);
      ticket.setAccount(data);
      break;
    case 'positions':
      lastPositions = Array.isArray(data?.positions) ? data.positions : [];
      onFrame(drawPositions);
      break;
    case 'execution':
      if (!data) break;
      executions.add(data, message.timestamp);
      if (pending.has(data.signal_id)) {
        settle(data.signal_id, { status: data.status, result: data, error: data.error, details: data.details });
      }
      break;
    case 'trading_signal_executed':
      settle(message.signal_id, message);
      break;
    case 'error':
      onError(message);
      break;
    default:
      break;
  }
}

function onError(message) {
  const details = message.details || {};
  const answer = {
    status: 'error',
    error: fmt.text(message.message),
    details: { ...details, error_code: message.error_code },
  };
  const id = message.signal_id || details.signal_id;
  if (id && pending.has(id)) {
    settle(id, answer);
  } else if (!id && pending.size === 1 && refusedAtDoor(message.error_code)) {
    settle(pending.keys().next().value, answer);
  } else {
    toast({
      kind: 'error',
      title: fmt.text(message.message) || 'The server reported an error',
      text: message.error_code ? `(${fmt.text(message.error_code)})` : '',
      hint: fmt.text(details.suggestion),
    });
  }
}

// ---- connection state ----

const STATE_WORD = { connected: 'Connected', connecting: 'Connecting…', disconnected: 'Disconnected' };

function drawConnection() {
  const { state } = connection;
  const node = $('[data-testid=connection-state]');
  setData(node, 'state', state);
  setText($('#connection-word'), STATE_WORD[state]);
  const ms = connection.latency;
  setText($('[data-testid=latency]'), connection.live && !Number.isNaN(ms) ? `${Math.max(1, Math.round(ms))} ms` : '');
  setData(document.body, 'connection', state);
  ticket.setLive(connection.live);
  positions.setLive(connection.live);
  drawBanner();
}

function drawBanner() {
  const banner = $('[data-testid=banner]');
  const show = (kind, text, button) => {
    banner.hidden = !text;
    setData(banner, 'kind', kind);
    setText($('#banner-text'), text);
    $('[data-testid=reconnect]').hidden = !button;
    if (button) setText($('[data-testid=reconnect]'), button);
    setText($('#banner-count'), '');
  };
  if (connection.state === 'disconnected') {
    const waiting = !Number.isNaN(connection.retryAt);
    show(waiting ? 'warning' : 'error', `${connection.reason}.${wasConnected ? ' Prices below are old.' : ''}`, waiting ? 'Retry now' : 'Reconnect');
    if (waiting) {
      const seconds = Math.max(0, Math.ceil((connection.retryAt - Date.now()) / 1000));
      setText($('#banner-count'), `Next try in ${seconds} s`);
    }
  } else if (connection.state === 'connecting') {
    if (connection.reason) show('warning', `${connection.reason}. Connecting again…`, '');
    else show('', '', '');
  } else if (serverStatus === 'halted') {
    show('error', 'Trading is halted on the server; orders will be refused.', '');
  } else if (terminalStatus && terminalStatus !== 'connected') {
    show('warning', `The terminal is ${terminalStatus}; prices may be old.`, '');
  } else if (serverStatus && serverStatus !== 'ready') {
    show('warning', `The server is ${serverStatus}.`, '');
  } else {
    show('', '', '');
  }
}

async function checkHealth() {
  if (document.hidden || !connection.live) return;
  try {
    const answer = await fetch('/health/ready', { cache: 'no-store' });
    const body = await answer.json().catch(() => ({}));
    const told = fmt.text(body.server_status || body.status).toLowerCase();
    if (answer.ok) serverStatus = ['halted', 'degraded'].includes(told) ? told : 'ready';
    else serverStatus = told === 'halted' ? told : 'degraded';
    if (body.mt5_status?.status) terminalStatus = fmt.text(body.mt5_status.status);
    else if (answer.ok) terminalStatus = 'connected';
    onFrame(drawConnection);
  } catch {
    // The connection's own state tells of an unreachable server.
  }
}

// ---- start ----

for (const button of document.querySelectorAll('[data-testid=timeframe]')) {
  button.addEventListener('click', () => setTimeframe(button.dataset.tf));
}
$('[data-testid=reconnect]').addEventListener('click', () => connection.retryNow());
onTheme(drawLines);
drawTimeframes();
drawConnection();

let ticksBefore = 0;
setInterval(() => {
  const rate = market.ticks - ticksBefore;
  ticksBefore = market.ticks;
  if (document.hidden) return;
  quotes.ages(Date.now());
  setText($('[data-testid=tick-rate]'), connection.live ? `${rate.toLocaleString('en-US')} ticks/s` : '');
  if (connection.state === 'disconnected') drawBanner();
}, 1000);
setInterval(checkHealth, HEALTH_MS);
document.addEventListener('visibilitychange', () => {
  if (!document.hidden && selected) {
    market.dirty.add(selected);
    onFrame(drawQuotes);
  }
});

connection.open();
