/**
 * One day's scoring of 2,000 stocks in both modes: ours against the first implementation's recorded time and a
 * straightforward version with objects and maps; and features and scoring together.
 */
import { BANDS, GUARDRAILS, MODES, PENALTIES, PILLARS, type Mode } from '../src/scoring/names.js';
import { scoreDay } from '../src/scoring/scoreDay.js';
import { mustAgree } from './harness/agree.js';
import { interleaved } from './harness/measure.js';
import { method, ourFeatures } from './harness/ours.js';
import { RECORDED } from './harness/recorded.js';
import { digits, goal, milliseconds, printHead, printTable, ratio, span } from './harness/report.js';
import { naiveScoreDay } from './naive/scoreDay.js';
import { naiveDay } from './naive/stocks.js';
import { syntheticMarket, type SyntheticMarket } from './synthetic/market.js';
import { syntheticDay, type DayOf } from './synthetic/section.js';

const GOAL_MS = 10;
const GOAL_DAY = 5000;
const GOAL_WHOLE = 2000;
const whole = syntheticMarket(Math.max(...RECORDED.map(({ stocks }) => stocks)));

interface Size {
  readonly market: SyntheticMarket;
  readonly dayOf: DayOf;
}
const sizes: readonly Size[] = RECORDED.map(({ stocks }) => {
  const market = { ...whole, stocks: whole.stocks.slice(0, stocks) };
  return { market, dayOf: syntheticDay(market) };
});

for (const size of sizes) check(size);

printHead('A day: features → scores of both modes');
const contestants = sizes.flatMap(({ market, dayOf }) => {
  const section = dayOf(ourFeatures(market));
  const naive = naiveDay(section);
  const count = market.stocks.length;
  return [
    { name: `day ${count}`, run: () => scoreDay(section, method) },
    { name: `naive ${count}`, run: () => naiveScoreDay(naive, method), rounds: 15 },
    { name: `whole ${count}`, run: () => scoreDay(dayOf(ourFeatures(market)), method) },
  ];
});
const timingOf = interleaved(contestants);

printTable(
  ['features → both modes', 'ours, ms', 'min–max', 'first implementation, ms', 'ratio', 'goal'],
  RECORDED.map(({ stocks, pillars, scores }) => {
    const ours = timingOf(`day ${stocks}`);
    const recorded = (pillars + scores) * 1000;
    const goals = [
      goal(`≤ ${GOAL_MS} ms`, ours.median <= GOAL_MS),
      goal(`≥ ${digits(GOAL_DAY)} ×`, recorded / ours.median >= GOAL_DAY),
    ];
    return [
      `${digits(stocks)} stocks`,
      milliseconds(ours),
      span(ours),
      digits(recorded),
      ratio(recorded, ours.median),
      stocks === whole.stocks.length ? goals.join('; ') : '',
    ];
  }),
);
printTable(
  ['features → both modes', 'ours, ms', 'objects and maps, ms', 'min–max', 'ratio'],
  RECORDED.map(({ stocks }) => {
    const [ours, theirs] = [timingOf(`day ${stocks}`), timingOf(`naive ${stocks}`)];
    return [
      `${digits(stocks)} stocks`,
      milliseconds(ours),
      milliseconds(theirs),
      span(theirs),
      ratio(theirs.median, ours.median),
    ];
  }),
);
printTable(
  ['bars as traded → both modes', 'ours, ms', 'min–max', 'first implementation, ms', 'ratio', 'goal'],
  RECORDED.map(({ stocks, indicators, pillars, scores }) => {
    const ours = timingOf(`whole ${stocks}`);
    const recorded = (indicators + pillars + scores) * 1000;
    return [
      `${digits(stocks)} stocks`,
      milliseconds(ours),
      span(ours),
      digits(recorded),
      ratio(recorded, ours.median),
      stocks === whole.stocks.length
        ? goal(`≥ ${digits(GOAL_WHOLE)} ×`, recorded / ours.median >= GOAL_WHOLE)
        : '',
    ];
  }),
);

/** Pillars, penalties, every guardrail's step, scores and bands are the same in both. */
function check({ market, dayOf }: Size): void {
  const section = dayOf(ourFeatures(market));
  const ours = scoreDay(section, method);
  const theirs = naiveScoreDay(naiveDay(section), method);
  const same = (what: string, our: number, their: number) => mustAgree(what, our, their, 1e-6);
  for (const mode of MODES) {
    const { score, band, weighted, penalties, guardrails } = ours.modes[mode];
    for (const [i, ticker] of section.tickers.entries()) {
      const their = theirs.get(mode)?.get(ticker);
      if (their === undefined) throw new Error(`${ticker} has no score in the version with objects and maps`);
      const of = (what: string) => `${what} of ${ticker} as ${mode satisfies Mode}`;
      same(of('score'), score[i], their.score);
      same(of('band'), band[i], BANDS.indexOf(their.band));
      same(of('weighted sum'), weighted[i], their.weighted);
      same(of('penalty'), penalties.total[i], their.penalty);
      same(of('confidence'), ours.confidence.value[i], their.confidence);
      same(of('S_z'), ours.sectorZ[i], their.sectorZ);
      for (const name of PILLARS) same(of(name), ours.pillars[name].score[i], their.pillars[name]);
      for (const kind of PENALTIES) same(of(kind), penalties.parts[kind].points[i], their.penalties[kind]);
      for (const [g, guardrail] of GUARDRAILS.entries()) {
        same(of(`${guardrail}, fired,`), guardrails[g].fired[i], Number(their.guardrails[g].fired));
        same(
          of(`${guardrail}, band,`),
          guardrails[g].bandAfter[i],
          BANDS.indexOf(their.guardrails[g].bandAfter),
        );
      }
    }
  }
}
