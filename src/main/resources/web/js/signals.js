// Trading signals: making them, checking volumes, and wording the answers. Pure: no DOM.

import * as fmt from './format.js';

/** A version 4 UUID; randomUUID is missing on plain-http pages that are not localhost. */
export function uuid(source = globalThis.crypto) {
  if (typeof source.randomUUID === 'function') return source.randomUUID();
  const b = source.getRandomValues(new Uint8Array(16));
  b[6] = (b[6] & 0x0f) | 0x40;
  b[8] = (b[8] & 0x3f) | 0x80;
  const hex = Array.from(b, (v) => v.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** An empty text when the volume is allowed, else what is wrong with it. */
export function volumeProblem(value, spec) {
  if (!fmt.isNumber(value) || value <= 0) return 'Enter a volume in lots';
  if (!spec) return '';
  const { volume_min: min, volume_max: max, volume_step: step } = spec;
  if (fmt.isNumber(min) && value < min - 1e-7) return `Smallest volume is ${fmt.volume(min, step)}`;
  if (fmt.isNumber(max) && value > max + 1e-7) return `Largest volume is ${fmt.volume(max, step)}`;
  if (fmt.isNumber(step) && step > 0) {
    const steps = value / step;
    if (Math.abs(steps - Math.round(steps)) > 1e-7 / step + 1e-9) {
      return `Volume goes in steps of ${fmt.volume(step, step)}`;
    }
  }
  return '';
}

/** The next allowed volume up (direction 1) or down (-1), free of binary dust. */
export function stepVolume(value, direction, spec) {
  const step = spec && spec.volume_step > 0 ? spec.volume_step : 0.01;
  const min = spec && spec.volume_min > 0 ? spec.volume_min : step;
  const max = spec && spec.volume_max > 0 ? spec.volume_max : Infinity;
  if (!fmt.isNumber(value)) return min;
  const steps = value / step;
  const near = Math.round(steps);
  const onStep = Math.abs(steps - near) < 1e-6;
  const next = onStep ? near + direction : direction > 0 ? Math.ceil(steps) : Math.floor(steps);
  const bounded = Math.min(max, Math.max(min, next * step));
  return Math.round(bounded * 1e8) / 1e8;
}

function envelope(data, now) {
  return { type: 'trading_signal', timestamp: new Date(now).toISOString(), data };
}

/** A market order. Stops and comment are left out when empty. */
export function openSignal({ id, symbol, action, volume, stopLoss, takeProfit, comment }, now) {
  const data = { signal_id: id, symbol, action, volume };
  if (fmt.isNumber(stopLoss) && stopLoss > 0) data.stop_loss = stopLoss;
  if (fmt.isNumber(takeProfit) && takeProfit > 0) data.take_profit = takeProfit;
  if (comment) data.comment = comment;
  return envelope(data, now);
}

/** Closes a whole position: without a volume the server takes all of it, whatever its size is by then. */
export function closeSignal({ id, symbol, ticket }, now) {
  return envelope({ signal_id: id, symbol, action: 'CLOSE', ticket }, now);
}

/** The error codes that a signal meets before anything is sent on; such an error frame may lack the signal's id. */
const DOOR_ERRORS = new Set(['VALIDATION_ERROR', 'MESSAGE_TOO_LARGE', 'UNAUTHORIZED', 'FORBIDDEN', 'RATE_LIMITED']);

export function refusedAtDoor(errorCode) {
  return DOOR_ERRORS.has(errorCode);
}

const DONE = { buy: 'Bought', sell: 'Sold', close: 'Closed' };

/** What the toast says of an answer: {kind, title, text, hint}. request is what was asked; digits may be unknown. */
export function describeAnswer(answer, request, digits) {
  const result = answer.result || {};
  const details = answer.details || {};
  const hint = fmt.text(details.suggestion);
  const subject = describeRequest(request);
  if (answer.status === 'success') {
    const verb = DONE[fmt.text(result.type || request.action).toLowerCase()] || 'Done:';
    const lots = fmt.isNumber(result.volume) ? ` ${fmt.volume(result.volume)}` : '';
    const shown = fmt.isNumber(result.price)
      ? ` at ${fmt.price(result.price, Math.max(digits || 0, fmt.decimalsOf(result.price)))}`
      : '';
    const order = result.order_id ? `Order ${fmt.text(result.order_id)}` : '';
    const again = result.duplicate ? 'Already done earlier; nothing was sent twice.' : '';
    return {
      kind: 'success',
      title: `${verb}${lots} ${fmt.text(result.symbol || request.symbol)}${shown}`,
      text: [order, again].filter(Boolean).join('. '),
      hint,
    };
  }
  if (answer.status === 'unknown') {
    return {
      kind: 'warning',
      title: `${subject}: outcome unknown`,
      text: fmt.text(answer.error) || 'The terminal gave no proof either way.',
      hint: hint || 'Check the positions before you send it again.',
    };
  }
  const code = fmt.text(details.error_code);
  return {
    kind: 'error',
    title: answer.status === 'failed' ? `${subject} failed` : `${subject} refused`,
    text: [fmt.text(answer.error) || 'No reason was given', code && `(${code})`].filter(Boolean).join(' '),
    hint,
  };
}

export function describeRequest(request) {
  if (request.action === 'CLOSE') return `Close ${request.symbol} #${request.ticket}`;
  const verb = request.action === 'BUY' ? 'Buy' : 'Sell';
  return `${verb} ${fmt.volume(request.volume)} ${request.symbol}`;
}
