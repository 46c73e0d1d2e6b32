// Which horizontal lines the chart shows for open positions. Pure: no DOM.

import { isNumber, volume } from './format.js';

/** More entries than this on one side become one line at their average price: labels must not bury the candles. */
const MOST_ENTRIES = 3;

const sum = (positions) => Math.round(positions.reduce((lots, p) => lots + p.volume, 0) * 1e8) / 1e8;

function grouped(positions, keyOf) {
  const groups = new Map();
  for (const position of positions) {
    const key = keyOf(position);
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(position);
  }
  return groups;
}

function entries(positions, side) {
  const tone = side === 'buy' ? 'up' : 'down';
  const byPrice = grouped(positions, (position) => position.open_price);
  if (byPrice.size > MOST_ENTRIES) {
    const lots = sum(positions);
    const price = positions.reduce((value, p) => value + p.open_price * p.volume, 0) / lots;
    return [{ id: `${side}-average`, price, title: `${side} ${volume(lots)} avg`, tone }];
  }
  return [...byPrice].map(([price, same]) => ({
    id: `${side}-${price}`,
    price,
    title: `${side} ${volume(sum(same))}`,
    tone,
  }));
}

function stops(positions, field, word, tone) {
  const set = positions.filter((position) => isNumber(position[field]) && position[field] > 0);
  return [...grouped(set, (position) => position[field])].map(([price, same]) => ({
    id: `${word}-${price}`,
    price,
    title: same.length > 1 ? `${word} ×${same.length}` : word,
    tone,
    dashed: true,
  }));
}

/** Lines of one symbol's positions: [{id, price, title, tone, dashed}], equal prices once. */
export function positionLines(positions, symbol) {
  const mine = positions.filter((position) => position.symbol === symbol);
  return [
    ...entries(mine.filter((position) => position.type === 'buy'), 'buy'),
    ...entries(mine.filter((position) => position.type !== 'buy'), 'sell'),
    ...stops(mine, 'stop_loss', 'SL', 'down'),
    ...stops(mine, 'take_profit', 'TP', 'up'),
  ];
}
