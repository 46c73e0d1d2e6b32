// Drives the JavaScript kit for KitContract: one JSON object a line, orders in, answers and events out.
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const { Tickwire } = await import(pathToFileURL(process.argv[2]));
const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);
const readers = new Map();
let tw;

const failed = (error) => ({ code: error.code ?? 'FAULT', message: String(error.stack ?? error), details: error.details ?? {} });
const shown = ({ signalId, ...outcome }) => ({ signal_id: signalId, ...outcome });

function heard(name, value) {
  say({ event: name, data: value ?? null });
}

const orders = {
  async connect({ url, options: { tokens, tickets, ...options } }) {
    if (tickets) options.ticket = async () => tickets.shift();
    if (tokens) options.token = () => (tokens.length > 1 ? tokens.shift() : tokens[0]);
    tw = new Tickwire(url, options);
    for (const name of ['ready', 'tick', 'execution', 'account', 'gap', 'reconnecting']) tw.on(name, (value) => heard(name, value));
    tw.on('state', (state) => heard('state', state));
    tw.on('settled', (outcome) => heard('settled', shown(outcome)));
    tw.on('refused', (error) => heard('refused', failed(error)));
    tw.on('close', (failure) => heard('close', failure && failed(failure)));
    return tw.connect();
  },
  subscribe: ({ symbols, options }) => tw.subscribe(symbols, options),
  unsubscribe: ({ symbols }) => tw.unsubscribe(symbols),
  symbols: () => tw.symbols(),
  listen: ({ channel, since }) => tw.listen(channel, { since }),
  place: () => tw.place(),
  command: ({ command, parameters }) => tw.command(command, parameters),
  predict: ({ closes, model }) => tw.predict(closes, { model }),
  trade: async ({ signal, options }) => shown(await tw.trade(signal, options)),
  async settled({ signal }) {
    return shown(await (await tw.trade(signal)).settled);
  },
  // A reader takes one item and then waits until it is told to read on.
  async read({ name, symbols, channel, bound }) {
    const reader = symbols ? tw.ticks(symbols, { bound }) : tw.channel(channel, { bound });
    readers.set(name, reader);
    return (await reader.next()).value;
  },
  async next({ name, count }) {
    const items = [];
    while (items.length < count) {
      const { value, done } = await readers.get(name).next();
      if (done) break;
      items.push(value);
    }
    return items;
  },
  async leave({ name }) {
    await readers.get(name).return();
  },
  async close() {
    tw.close();
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { n, op, args } = JSON.parse(line);
  Promise.resolve(args)
    .then(orders[op])
    .then(
      (ok) => say({ n, ok: ok ?? null }),
      (error) => say({ n, error: failed(error) }),
    );
}
process.exit(0);
