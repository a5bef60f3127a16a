/**
 * Evaluates rules of alerts against a session, next to a plain loop over rules and stocks that knows nothing of columns, and
 * keeps what is beyond in a set for each rule.
 */
import { evaluateRules } from '../src/live/alerts/evaluation/evaluateRules.js';
import type { RuleRow } from '../src/live/alerts/evaluation/ruleRow.js';
import { SessionColumns } from '../src/live/alerts/evaluation/sessionColumns.js';
import type { StandingAlert } from '../src/live/alerts/evaluation/standingAlert.js';
import { MODES, type IsoDate, type Ticker } from '../src/scoring/names.js';
import { ruleOf } from '../test/support/alerts/rule.js';
import { Random } from '../test/support/synthetic/random.js';
import { interleaved } from './harness/measure.js';
import { digits, goal, milliseconds, print, printHead, printTable, ratio, span } from './harness/report.js';
import { isTiny } from './harness/tiny.js';

const RULES = isTiny ? 100 : 10_000;
const STOCKS = isTiny ? 50 : 2_000;
const GOAL_MS = 100;
const DAYS = ['2024-10-09', '2024-10-08', '2024-10-07'] as readonly string[] as readonly IsoDate[];

const random = new Random(18);
const within = (from: number, to: number) => Math.round(100 * (from + (to - from) * random.uniform())) / 100;
const stocks = Array.from({ length: STOCKS }, (_, k) => ({
  id: k + 1,
  ticker: `S${String(k).padStart(4, '0')}.NS` as Ticker,
}));
const fresh = { fresh: true, provisional: false };
const rows = {
  days: DAYS,
  families: new Map([
    ['RISK', fresh],
    ['TRADER', fresh],
    ['INVESTOR', fresh],
  ] as const),
  scores: DAYS.flatMap((day) =>
    MODES.flatMap((mode) =>
      stocks.map(({ id }) => ({
        ...{ day, mode, stock_id: id, value: within(20, 80), band: 'HOLD' as const, fired: 0 },
        sector_id: id % 25,
      })),
    ),
  ),
  risks: DAYS.flatMap((day) => stocks.map(({ id }) => ({ day, stock_id: id, judged: within(10, 90) }))),
  parts: () => NaN,
  closes: [],
  stocks,
  sectors: Array.from({ length: 25 }, (_, id) => ({ id, key: `sector ${id}` })),
};

/** Most rules are about everything; thresholds are such that some stocks are beyond. */
const rules: readonly RuleRow[] = Array.from({ length: RULES }, (_, k) => {
  const isBelow = k % 2 === 0;
  const of: Partial<RuleRow> = k % 3 === 0 ? { metric: 'RISK' } : { metric: 'SCORE', mode: MODES[k % 2] };
  const few = Array.from({ length: 5 }, () => 1 + random.below(STOCKS));
  return ruleOf({
    ...{
      id: k + 1,
      comparator: isBelow ? 'BELOW' : 'ABOVE',
      threshold: isBelow ? within(20, 25) : within(76, 80),
    },
    ...of,
    ...(k % 10 === 9 && { everything: false, stock_ids: few }),
    ...(k % 10 === 8 && { everything: false, sectors: [`sector ${k % 25}`] }),
  });
});

/** The alerts of a former evaluation. */
const standing = new Map<number, StandingAlert[]>();
const first = evaluateRules(rules, new SessionColumns(rows), new Map());
for (const [id, { rule, stocks: own, isOfMany }] of first.raised.entries()) {
  const alert = { id, isOpen: true, lastDay: DAYS[1], stocks: own, isOfMany };
  standing.set(rule.id, [...(standing.get(rule.id) ?? []), alert]);
}

interface PlainStock {
  readonly id: number;
  readonly sector: string;
  readonly values: Readonly<Record<string, number>>;
}
const plain: readonly PlainStock[] = stocks.map(({ id }) => ({
  id,
  sector: `sector ${id % 25}`,
  values: {
    RISK: rows.risks.find((risk) => risk.stock_id === id && risk.day === DAYS[0])?.judged ?? NaN,
    ...Object.fromEntries(
      rows.scores
        .filter((score) => score.stock_id === id && score.day === DAYS[0])
        .map(({ mode, value }) => [`SCORE ${mode}`, value]),
    ),
  },
}));
const plainBeyond = new Map(
  [...standing].map(([id, alerts]) => [
    id,
    new Set(alerts.flatMap((alert) => alert.stocks.map((k) => stocks[k].id))),
  ]),
);

/** Counts the changes as the loop finds them. */
function evaluatePlainly(beyondOf: ReadonlyMap<number, ReadonlySet<number>>): number {
  let changes = 0;
  for (const rule of rules) {
    const beyond = beyondOf.get(rule.id);
    const name = rule.mode === null ? rule.metric : `${rule.metric} ${rule.mode}`;
    const sign = rule.comparator === 'BELOW' ? -1 : 1;
    for (const stock of plain) {
      const isAbout =
        rule.everything || rule.stock_ids?.includes(stock.id) || rule.sectors?.includes(stock.sector);
      if (!isAbout) continue;
      const over = sign * (stock.values[name] - (rule.threshold ?? NaN));
      const was = beyond?.has(stock.id) ?? false;
      if (over > 0 || (was && over <= -rule.rearm)) changes++;
    }
  }
  return changes;
}

const NONE = new Map<number, never>();
const timingOf = interleaved([
  { name: 'columns, all new', run: () => evaluateRules(rules, new SessionColumns(rows), NONE) },
  { name: 'columns, all standing', run: () => evaluateRules(rules, new SessionColumns(rows), standing) },
  { name: 'plain, all new', run: () => evaluatePlainly(NONE), rounds: 5 },
  { name: 'plain, all standing', run: () => evaluatePlainly(plainBeyond), rounds: 5 },
]);
printHead(`Rules of alerts: ${digits(RULES)} rules, ${digits(STOCKS)} stocks`);
const cases = ['all new', 'all standing'].map((name) => ({
  ...{ name, ours: timingOf(`columns, ${name}`), theirs: timingOf(`plain, ${name}`) },
}));
printTable(
  ['an evaluation', 'columns, ms', 'least–most', 'plain loop, ms', 'ratio'],
  cases.map(({ name, ours, theirs }) => [
    ...[name, milliseconds(ours), span(ours), milliseconds(theirs), ratio(theirs.median, ours.median)],
  ]),
);
const worst = Math.max(...cases.map(({ ours }) => ours.median));
print(`${digits(first.raised.length)} alerts of the first evaluation.`);
print(goal(`an evaluation within ${GOAL_MS} ms`, worst <= GOAL_MS));
