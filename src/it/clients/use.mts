import { Tickwire, TickwireError, type Outcome } from './tickwire.mjs';
const tw = new Tickwire('ws://x/websocket/ws', { token: async () => 'x' });
const w = await tw.connect();
w?.server_status;
tw.on('tick', (tick) => tick.bid.toFixed(5));
for await (const tick of tw.ticks(['EURUSD'], { maxRate: 1 })) { tick.symbol; }
const o: Outcome = await tw.trade({ symbol: 'EURUSD', action: 'BUY', volume: 1 });
(await o.settled).status === 'success';
(await tw.predict([1.1, 1.2], { model: 'nbeats-h1' })).decision === 'none';
// @ts-expect-error no such action
tw.trade({ symbol: 'EURUSD', action: 'HOLD' });
// @ts-expect-error no such event
tw.on('tock', () => {});
