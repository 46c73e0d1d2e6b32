// What Node's ws makes of the same job: echo, and ticks from one client to many.
'use strict';

const { WebSocketServer } = require('ws');

const TAKEN = JSON.stringify({ type: 'tick_data_processed', status: 'success', data: { symbol: 'BENCH1' } });
const SUBSCRIBED = JSON.stringify({ type: 'subscribed', symbols: ['BENCH1'], total_subscribed: 1 });
const subscribers = new Set();

function tick(text) {
  const data = JSON.parse(text).data;
  return `{"type":"tick","data":{"symbol":"${data.symbol}","bid":${data.bid},"ask":${data.ask},"last":0.0,` +
    `"volume":${data.volume}.0,"time":"${data.time}","spread":2.0,"time_msc":1769508000000,"flags":6,"seq":100000}}`;
}

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
server.on('connection', (socket, request) => {
  if (request.url === '/feed') {
    socket.send('{"type":"connection_established"}');
    socket.on('message', text => {
      const message = Buffer.from(tick(text));
      subscribers.forEach(subscriber => subscriber.send(message, { binary: false }));
      socket.send(TAKEN);
    });
  } else if (request.url === '/ticks') {
    socket.on('message', () => {
      subscribers.add(socket);
      socket.send(SUBSCRIBED);
    });
    socket.on('close', () => subscribers.delete(socket));
  } else {
    if (request.url === '/request') socket.send('{"type":"connection_established"}');
    socket.on('message', (text, binary) => socket.send(text, { binary }));
  }
});
server.on('listening', () => console.log(`listening ws://127.0.0.1:${server.address().port}`));
process.stdin.on('end', () => process.exit(0)).resume();
