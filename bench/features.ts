/**
 * Features of 2,000 stocks with 300 bars each, from bars as traded: ours against the first implementation's
 * recorded time, a straightforward version with objects and maps, and libraries of indicators.
 */
import { FEATURES } from '../src/scoring/names.js';
import { mustAgree } from './harness/agree.js';
import { interleaved, type Contestant } from './harness/measure.js';
import { adjusted, everyFeatures, lastFeatures, ourFeatures } from './harness/ours.js';
import { RECORDED } from './harness/recorded.js';
import { digits, goal, milliseconds, print, printHead, printTable, ratio, span } from './harness/report.js';
import { naiveFeatures } from './naive/features.js';
import { naiveMarket } from './naive/market.js';
import { peerBars } from './peers/bars.js';
import { CORE, type Indicator, type Peer, type PeerBars } from './peers/peer.js';
import { nameOf, PEERS } from './peers/peers.js';
import { syntheticMarket, type SyntheticMarket } from './synthetic/market.js';

const STOCKS = 2000;
/** Libraries are compared with each other on fewer stocks: the slowest takes seconds for all. */
const LEAGUE_STOCKS = 250;
const GOAL = 500;

const market = syntheticMarket(STOCKS);
const bars = market.stocks.map((stock) => adjusted(stock, market));

// What others work on is made where it is used and dropped again: a large heap would slow ours down by its own.
checkNaive();
checkPeers();
printHead(`Features: ${digits(STOCKS)} stocks × 300 bars`);
againstRecorded();
againstNaive();
againstPeer(fastestPeer());

/** Ours against what the first implementation took. */
function againstRecorded(): void {
  const markets = RECORDED.map(({ stocks }): SyntheticMarket => ({
    ...market,
    stocks: market.stocks.slice(0, stocks),
  }));
  const timingOf = interleaved(
    markets.map((of) => ({ name: String(of.stocks.length), run: () => ourFeatures(of) })),
  );
  printTable(
    [
      'bars as traded → all 20 features, last bar',
      'ours, ms',
      'min–max',
      'first implementation, ms',
      'ratio',
      'goal',
    ],
    RECORDED.map(({ stocks, indicators }) => {
      const ours = timingOf(String(stocks));
      const times = (indicators * 1000) / ours.median;
      return [
        `${digits(stocks)} stocks`,
        milliseconds(ours),
        span(ours),
        digits(indicators * 1000),
        ratio(indicators * 1000, ours.median),
        stocks === STOCKS ? goal(`≥ ${GOAL} ×`, times >= GOAL) : '',
      ];
    }),
  );
}

/** Ours against objects and maps, which gave the same features. */
function againstNaive(): void {
  const naive = naiveMarket(market);
  const timingOf = interleaved([
    { name: 'ours', run: () => ourFeatures(market) },
    { name: 'naive', run: () => naiveFeatures(naive), rounds: 15 },
  ]);
  const [ours, theirs] = [timingOf('ours'), timingOf('naive')];
  printTable(
    ['bars as traded → all 20 features, last bar', 'ms', 'min–max', 'against ours'],
    [
      ['ours', milliseconds(ours), span(ours), ''],
      ['objects and maps', milliseconds(theirs), span(theirs), ratio(theirs.median, ours.median)],
    ],
  );
}

/** Every library on the features that all have, and on all that it has; the fastest on the former. */
function fastestPeer(): Peer {
  const some = bars.slice(0, LEAGUE_STOCKS).map(peerBars);
  const contestants: Contestant[] = PEERS.flatMap((peer) => [
    { name: `${peer.name} core`, run: runOf(coreOf(peer), some), rounds: 5 },
    { name: `${peer.name} all`, run: runOf(peer.indicators, some), rounds: 5 },
  ]);
  contestants.push({
    name: 'ours',
    run: () => bars.slice(0, LEAGUE_STOCKS).map((of) => lastFeatures(of, market)),
  });
  const timingOf = interleaved(contestants);
  const perStock = (name: string) => (timingOf(name).median * 1000) / LEAGUE_STOCKS;
  const ranked = [...PEERS].sort((a, b) => perStock(`${a.name} core`) - perStock(`${b.name} core`));
  print(`Libraries, given adjusted bars as they like them; µs per stock. Core: ${CORE.join(', ')}.\n`);
  printTable(
    ['library', 'core', 'all it has', 'features'],
    [
      ...ranked.map((peer) => [
        nameOf(peer),
        digits(perStock(`${peer.name} core`)),
        digits(perStock(`${peer.name} all`)),
        `${featuresOf(peer.indicators).length} of ${FEATURES.length}`,
      ]),
      ['ours', '', digits(perStock('ours')), `${FEATURES.length} of ${FEATURES.length}`],
    ],
  );
  print('What a library defines otherwise, so that it counts but is not compared:\n');
  for (const peer of ranked) print(`- ${nameOf(peer)}: ${differencesOf(peer).join('; ')}.`);
  print();
  return ranked[0];
}

/** Ours, all features and with the adjustment, against the fastest library's subset of adjusted bars. */
function againstPeer(peer: Peer): void {
  const forPeer = bars.map(peerBars);
  const count = featuresOf(peer.indicators).length;
  const series = `${peer.name}: whole series, ${count} features, adjusted bars given`;
  const windows = `${peer.name}: only the bars of each window, ${count} features, adjusted bars given`;
  const ours = 'ours: last bar, 20 features, adjustment included';
  const every = 'ours: every bar, 20 features, adjustment included';
  const lastBar: readonly Contestant[] = [
    { name: ours, run: () => ourFeatures(market) },
    {
      name: 'ours: last bar, 20 features, adjusted bars given',
      run: () => bars.map((of) => lastFeatures(of, market)),
    },
    ...(peer.tails === undefined ? [] : [{ name: windows, run: runOf(peer.tails, forPeer) }]),
    { name: series, run: runOf(peer.indicators, forPeer), rounds: 15 },
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
  const missing = FEATURES.filter((name) => !featuresOf(peer.indicators).includes(name));
  print(`The fastest library: ${nameOf(peer)}. It lacks ${missing.join(', ')}.\n`);
  const head = (what: string) => [
    `${digits(STOCKS)} stocks, ${what}`,
    'ms',
    'min–max',
    'rounds',
    'against ours',
  ];
  printTable(
    head('the last bar'),
    lastBar.map(({ name }) => row(name, ours)),
  );
  printTable(head('every bar'), [row(every, every), row(series, every)]);
}

function differencesOf({ indicators }: Peer): readonly string[] {
  return indicators
    .filter(({ differs }) => differs !== '')
    .map((of) => `${of.features.join(', ')} (${of.differs})`);
}

function runOf(indicators: readonly Indicator[], stocks: readonly PeerBars[]): () => unknown {
  return () => stocks.map((of) => indicators.map(({ last }) => last(of)));
}

function coreOf({ indicators }: Peer): readonly Indicator[] {
  return indicators.filter((indicator) => indicator.features.some((name) => CORE.includes(name)));
}

function featuresOf(indicators: readonly Indicator[]): readonly string[] {
  return indicators.flatMap((indicator) => indicator.features);
}

function checkNaive(): void {
  const ours = ourFeatures(market);
  const theirs = naiveFeatures(naiveMarket(market));
  for (const [k, { ticker }] of market.stocks.entries()) {
    for (const [f, name] of FEATURES.entries()) {
      mustAgree(`${name} of ${ticker}`, ours[k][f], theirs.get(ticker)?.[name] ?? NaN, 1e-9);
    }
  }
}

/** Where a library defines a feature as the method does, its number is ours; it knows no interrupted trading. */
function checkPeers(): void {
  for (const [k, ours] of ourFeatures(market).slice(0, LEAGUE_STOCKS).entries()) {
    const forPeer = peerBars(bars[k]);
    for (const { name: peer, indicators, tails = [] } of PEERS) {
      for (const { features, differs, last } of [...indicators, ...tails]) {
        if (differs !== '') continue;
        const theirs = last(forPeer);
        for (const [j, name] of features.entries()) {
          const our = ours[FEATURES.indexOf(name)];
          if (our === our)
            mustAgree(`${name} of ${market.stocks[k].ticker} by ${peer}`, our, theirs[j], 1e-6);
        }
      }
    }
  }
}
