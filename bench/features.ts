/**
 * Features of 2,000 stocks of 300 bars each, computed from bars as traded, compared with the recorded time of the first
 * implementation and with the fastest library of indicators that was found (docs/performance.md has the others).
 */
import { FEATURES } from '../src/scoring/names.js';
import { mustAgree } from './harness/agree.js';
import { interleaved, type Contestant } from './harness/measure.js';
import { adjusted, everyFeatures, lastFeatures, ourFeatures } from './harness/ours.js';
import { RECORDED } from './harness/recorded.js';
import { digits, goal, milliseconds, print, printHead, printTable, ratio, span } from './harness/report.js';
import { versionOf } from './harness/versionOf.js';
import { peerBars, wholeSeries, windowsOnly, type Indicator } from './ixjb94.js';
import { syntheticMarket, type SyntheticMarket } from '../test/support/synthetic/market.js';

const LIBRARY = '@ixjb94/indicators';
const STOCKS = Math.max(...RECORDED.map(({ stocks }) => stocks));
const MOST_COMPARED = 250;
const GOAL = 500;

const market = syntheticMarket(STOCKS);
const bars = market.stocks.map((stock) => adjusted(stock, market));

checkLibrary();
printHead(`Features: ${digits(STOCKS)} stocks × 300 bars`);
againstRecorded();
againstLibrary();

/** Compares ours with what the first implementation took. */
function againstRecorded(): void {
  const markets = RECORDED.map(({ stocks }): SyntheticMarket => ({
    ...market,
    stocks: market.stocks.slice(0, stocks),
  }));
  const timingOf = interleaved(
    markets.map((of) => ({ name: String(of.stocks.length), run: () => ourFeatures(of) })),
  );
  printTable(
    ['bars as traded → 20 features, last bar', 'ours, ms', 'min–max', 'first one, ms', 'ratio', 'goal'],
    RECORDED.map(({ stocks, indicators }) => {
      const ours = timingOf(String(stocks));
      const recorded = indicators * 1000;
      return [
        `${digits(stocks)} stocks`,
        milliseconds(ours),
        span(ours),
        digits(recorded),
        ratio(recorded, ours.median),
        stocks === STOCKS ? goal(`≥ ${GOAL} ×`, recorded / ours.median >= GOAL) : '',
      ];
    }),
  );
}

/** Compares ours, with all features and the adjustment, with the features that the library has, of adjusted bars. */
function againstLibrary(): void {
  // Converted here rather than above, because a large heap would slow down the measurement before.
  const forLibrary = bars.map(peerBars);
  const run = (indicators: readonly Indicator[]) => () =>
    forLibrary.map((of) => indicators.map(({ last }) => last(of)));
  const has = wholeSeries.flatMap(({ features }) => features);
  const ours = 'ours: last bar, 20 features, adjustment included';
  const every = 'ours: every bar, 20 features, adjustment included';
  const series = `${LIBRARY}: whole series, ${has.length} features, adjusted bars given`;
  const lastBar: readonly Contestant[] = [
    { name: ours, run: () => ourFeatures(market) },
    {
      name: 'ours: last bar, 20 features, adjusted bars given',
      run: () => bars.map((of) => lastFeatures(of, market)),
    },
    {
      name: `${LIBRARY}: only the bars of each window, ${has.length} features, adjusted bars given`,
      run: run(windowsOnly),
    },
    { name: series, run: run(wholeSeries), rounds: 15 },
  ];
  const timingOf = interleaved([
    ...lastBar,
    {
      name: every,
      run: () => market.stocks.map((stock) => everyFeatures(adjusted(stock, market)).length),
      rounds: 5,
    },
  ]);
  const row = (name: string, against: string): readonly string[] => {
    const timing = timingOf(name);
    const times = ratio(timing.median, timingOf(against).median);
    return [name, milliseconds(timing), span(timing), String(timing.rounds), times];
  };
  const head = (what: string) => [
    `${digits(STOCKS)} stocks, ${what}`,
    ...['ms', 'min–max', 'rounds', 'against ours'],
  ];
  print(`${versionOf(LIBRARY)} lacks ${FEATURES.filter((name) => !has.includes(name)).join(', ')}.\n`);
  printTable(
    head('the last bar'),
    lastBar.map(({ name }) => row(name, ours)),
  );
  printTable(head('every bar'), [row(every, every), row(series, every)]);
}

/** Compares the numbers where the library defines a feature as the method does. It knows no interrupted trading. */
function checkLibrary(): void {
  for (const [k, ours] of ourFeatures(market).slice(0, MOST_COMPARED).entries()) {
    const forLibrary = peerBars(bars[k]);
    for (const { features, isSame, last } of [...wholeSeries, ...windowsOnly]) {
      if (!isSame) continue;
      const theirs = last(forLibrary);
      for (const [j, name] of features.entries()) {
        const our = ours[FEATURES.indexOf(name)];
        if (!Number.isNaN(our)) {
          mustAgree(`${name} of ${market.stocks[k].ticker} by ${LIBRARY}`, our, theirs[j], 1e-6);
        }
      }
    }
  }
}
