// Numbers and times as a trader reads them. Pure: no DOM.

export const NONE = '–';
const MINUS = '\u2212';

const grouped = new Map();
function group(decimals) {
  let format = grouped.get(decimals);
  if (!format) {
    format = new Intl.NumberFormat('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
    grouped.set(decimals, format);
  }
  return format;
}

const NO_CENTS = new Set(['JPY', 'KRW', 'HUF', 'CLP', 'VND', 'IDR']);

export function isNumber(value) {
  return typeof value === 'number' && Number.isFinite(value);
}

/** Digits after the point that a number needs, at most 8. */
export function decimalsOf(value) {
  if (!isNumber(value)) return 0;
  const text = value.toFixed(8).replace(/0+$/, '');
  return text.length - text.indexOf('.') - 1;
}

export function price(value, digits) {
  return isNumber(value) && value > 0 ? value.toFixed(digits) : NONE;
}

/** Price in three parts: what seldom moves, the pips, and the fraction of a pip where the symbol has one. */
export function splitPrice(text, digits) {
  if (text === NONE || !text) return { head: NONE, pips: '', point: '' };
  const fraction = digits === 3 || digits === 5 ? 1 : 0;
  const end = text.length - fraction;
  let start = end;
  let seen = 0;
  while (start > 0 && seen < 2) {
    start--;
    if (text[start] !== '.') seen++;
  }
  return { head: text.slice(0, start), pips: text.slice(start, end), point: text.slice(end) };
}

export function pipSize(digits) {
  return digits === 3 || digits === 5 ? 10 ** (1 - digits) : 10 ** -digits;
}

export function spreadPips(bid, ask, digits) {
  if (!isNumber(bid) || !isNumber(ask)) return NaN;
  return Math.round(((ask - bid) / pipSize(digits)) * 10) / 10;
}

export function pips(value) {
  return isNumber(value) ? value.toFixed(Math.abs(value) >= 100 ? 0 : 1) : NONE;
}

function withSign(value, body) {
  if (value > 0) return `+${body}`;
  return value < 0 ? `${MINUS}${body}` : body;
}

export function moneyDecimals(currency) {
  return NO_CENTS.has(currency) ? 0 : 2;
}

export function money(value, currency) {
  if (!isNumber(value)) return NONE;
  const decimals = moneyDecimals(currency);
  const shown = Number(value.toFixed(decimals));
  const body = group(decimals).format(Math.abs(shown));
  return shown < 0 ? `${MINUS}${body}` : body;
}

/** Money with a plus or minus in front, for gains and losses. */
export function gain(value, currency) {
  if (!isNumber(value)) return NONE;
  const decimals = moneyDecimals(currency);
  const shown = Number(value.toFixed(decimals));
  return withSign(shown, group(decimals).format(Math.abs(shown)));
}

export function percentChange(now, open) {
  if (!isNumber(now) || !isNumber(open) || open <= 0) return NaN;
  return (now / open - 1) * 100;
}

export function signedPercent(value) {
  if (!isNumber(value)) return NONE;
  const shown = Number(value.toFixed(2));
  return withSign(shown, `${Math.abs(shown).toFixed(2)}%`);
}

export function marginLevel(value) {
  if (!isNumber(value) || value <= 0) return NONE;
  return `${group(value >= 1000 ? 0 : 1).format(value)}%`;
}

export function volume(value, step) {
  if (!isNumber(value)) return NONE;
  const decimals = Math.max(isNumber(step) && step > 0 ? decimalsOf(step) : 2, decimalsOf(value));
  return value.toFixed(decimals);
}

/** How long ago, short: now, 7s, 4m, 3h, 2d. */
export function age(ms) {
  if (!isNumber(ms)) return NONE;
  if (ms < 1000) return 'now';
  const seconds = Math.floor(ms / 1000);
  if (seconds < 60) return `${seconds}s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)}h`;
  return `${Math.floor(seconds / 86_400)}d`;
}

/** Epoch milliseconds of what the server may send as a time: ISO text, milliseconds or seconds. NaN if neither. */
export function toMillis(value) {
  if (isNumber(value)) return value < 1e11 ? value * 1000 : value;
  if (typeof value === 'string' && value) {
    const parsed = Date.parse(value);
    return parsed;
  }
  return NaN;
}

const two = (n) => String(n).padStart(2, '0');

export function clock(ms) {
  if (!isNumber(ms)) return NONE;
  const d = new Date(ms);
  return `${two(d.getHours())}:${two(d.getMinutes())}:${two(d.getSeconds())}`;
}

export function dateTime(ms) {
  if (!isNumber(ms)) return NONE;
  const d = new Date(ms);
  return `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())} ${clock(ms)}`;
}

/** A value of the server as text for the page: strings as they are, nothing for null. */
export function text(value) {
  return value === null || value === undefined ? '' : String(value);
}
