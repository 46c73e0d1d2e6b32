// When the page connects again, and what it says meanwhile. Pure: no DOM, no timers.

import { reconnects } from '../clients/tickwire.mjs';

export { reconnectDelay } from '../clients/tickwire.mjs';

/** The rule of the client kits, but for 1000: a page that is open wants the server back, however it left. */
export function shouldReconnect(code) {
  return code === 1000 || reconnects(code);
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
