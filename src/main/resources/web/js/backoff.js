// When and how soon to connect again. Pure: no DOM, no timers.

export const BASE_MS = 500;
export const CAP_MS = 30_000;
const TRY_LATER_MS = 3_000;

const CLIENT_FAULTS = new Set([1002, 1003, 1007, 1009, 1010]);

/** Whether a connection closed with this code is worth opening again without asking a person. */
export function shouldReconnect(code) {
  if (code === 1008 || CLIENT_FAULTS.has(code)) return false;
  return !(code >= 4500 && code <= 4999);
}

/**
 * Exponential back-off with equal jitter: between half and the whole of base * 2^attempt, at most the cap.
 * attempt counts from 0; random is a number in [0, 1).
 */
export function reconnectDelay(attempt, random, code = 1006) {
  const ceiling = Math.min(CAP_MS, BASE_MS * 2 ** Math.min(attempt, 16));
  const delay = ceiling / 2 + (ceiling / 2) * random;
  return Math.round(code === 1013 ? Math.max(delay, TRY_LATER_MS * (1 + random)) : delay);
}

const REASONS = new Map([
  [1000, 'The server closed the connection'],
  [1001, 'The server is going away'],
  [1002, 'Protocol error'],
  [1003, 'The server does not accept this kind of data'],
  [1006, 'The connection was lost'],
  [1007, 'The server received malformed data'],
  [1008, 'The server refused this page'],
  [1009, 'A message was too large'],
  [1010, 'A required extension is missing'],
  [1011, 'The server had an internal error'],
  [1012, 'The server is restarting'],
  [1013, 'The server is too busy'],
]);

/** A sentence for a person: what the close code means, followed by the server's own words. */
export function closeText(code, reason) {
  let text = REASONS.get(code);
  if (!text) text = code >= 4500 && code <= 4999 ? 'The server ended this session' : 'The connection was closed';
  const words = typeof reason === 'string' ? reason.trim() : '';
  return words ? `${text}: ${words}` : `${text} (code ${code})`;
}
