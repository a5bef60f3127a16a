/** How the time of a day grows with the number of stocks: features and scoring together, from bars as traded. */
import { scoreDay } from '../src/scoring/scoreDay.js';
import { interleaved } from './harness/measure.js';
import { method, ourFeatures } from './harness/ours.js';
import { digits, milliseconds, printHead, printTable, span } from './harness/report.js';
import { isTiny } from './harness/tiny.js';
import { syntheticMarket } from '../test/support/synthetic/market.js';
import { syntheticDay } from '../test/support/synthetic/section.js';

const SIZES = isTiny ? [25, 50] : [500, 1000, 2000, 4000, 8000];
const ROUNDS = 15;

const largest = syntheticMarket(Math.max(...SIZES));
const contestants = SIZES.flatMap((count) => {
  const market = { ...largest, stocks: largest.stocks.slice(0, count) };
  const dayOf = syntheticDay(market);
  const section = dayOf(ourFeatures(market));
  return [
    { name: `whole ${count}`, run: () => scoreDay(dayOf(ourFeatures(market)), method), rounds: ROUNDS },
    { name: `day ${count}`, run: () => scoreDay(section, method), rounds: ROUNDS },
  ];
});

printHead('Growth: bars as traded → scores of both modes');
const timingOf = interleaved(contestants);
const perStock = (name: string, count: number) => (timingOf(`${name} ${count}`).median * 1000) / count;
printTable(
  [
    'stocks',
    'features + day, ms',
    'min–max',
    'µs per stock',
    `against ${SIZES[0]}`,
    'day alone, µs per stock',
    `against ${SIZES[0]}`,
  ],
  SIZES.map((count) => {
    const timing = timingOf(`whole ${count}`);
    return [
      digits(count),
      milliseconds(timing),
      span(timing),
      digits(perStock('whole', count)),
      `${digits(perStock('whole', count) / perStock('whole', SIZES[0]))} ×`,
      digits(perStock('day', count)),
      `${digits(perStock('day', count) / perStock('day', SIZES[0]))} ×`,
    ];
  }),
);
