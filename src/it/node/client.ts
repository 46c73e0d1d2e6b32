// A client that nobody wrote: its types are generated from the node's own document. It lists, trades and pages.
import createClient from 'openapi-fetch';
import type { paths } from './api.js';

declare const process: { argv: string[] };

const api = createClient<paths>({ baseUrl: process.argv[2]! });

function done<T>(answer: { data?: T; error?: unknown }): T {
  if (answer.data === undefined) {
    throw new Error(JSON.stringify(answer.error));
  }
  return answer.data;
}

const symbols = done(await api.GET('/api/v1/symbols')).symbols.map((symbol) => symbol.name);
console.log('symbols', symbols.length > 0 && symbols.includes('EURUSD'));

for (const action of ['BUY', 'SELL', 'BUY']) {
  const fill = done(await api.POST('/api/v1/signals', { body: { symbol: 'EURUSD', action, volume: 0.1 } }));
  console.log(action, fill.result.retcode);
}

const seen: string[] = [];
let cursor: number | undefined;
do {
  const page = done(await api.GET('/api/v1/signals', { params: { query: { limit: 2, cursor } } }));
  seen.push(...page.signals.map((signal) => signal.signal_id));
  cursor = page.next_cursor === undefined ? undefined : Number(page.next_cursor);
  console.log('page of', page.signals.length);
} while (cursor !== undefined);
console.log('signals', seen.length, new Set(seen).size);

for (const position of done(await api.GET('/api/v1/positions')).positions) {
  const params = { path: { ticket: position.ticket } };
  console.log(done(await api.POST('/api/v1/positions/{ticket}/close', { params, body: {} })).result.type);
}
console.log('left', done(await api.GET('/api/v1/positions')).positions.length);

const refused = await api.POST('/api/v1/signals', { body: { symbol: 'NOPE', action: 'BUY', volume: 0.1 } });
console.log('refused', refused.response.status, refused.error?.code);
