/** A score of D sees only what was known at the close of D (method §1): the inputs' hash says whether it does. */
import { afterEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dayOf, isoOf } from '../../src/market/day.js';
import {
  BASES,
  EVENT_KINDS,
  PERIODS,
  STATEMENT_METRICS,
  type StatementMetric,
} from '../../src/market/facts.js';
import { inputsHashOf } from '../../src/market/inputsHash.js';
import { inputsFromBars } from '../../src/runs/inputsFromBars.js';
import type { Day } from '../../src/scoring/names.js';
import {
  csv,
  day,
  HEADER,
  readFiles,
  removeFolders,
  type Files,
  type Name,
} from '../support/market/folder.js';
import { arbitraryTerms } from '../support/market/arbitraryAction.js';
import { COMPANIES, inputsOf, sectors } from '../support/market/inputs.js';
import { V20 } from '../support/days/section.js';

/** D lies in the middle of the facts; the day of import is October 8. */
const D = day('2024-08-30');
const FIRST = day('2024-06-03');
const LAST = day('2024-10-08');

/** The columns of all files. */
const COLUMNS = {
  ...HEADER,
  actions: 'ticker,ex_date,kind,new_shares,old_shares,price,factor',
  statements: 'ticker,period_end,period,metric,value,published_on,source,months,basis,adjusted_to',
} as const;

/** A row of a file, its key, and the day on which the world knew it. */
interface Row {
  readonly file: Name;
  readonly key: string;
  readonly knownOn: Day;
  readonly text: string;
}

const symbol = fc.constantFrom('INFY', 'SBIN', 'TCS');
const around = fc.integer({ min: FIRST, max: LAST });
const percent = fc.integer({ min: 0, max: 33 });
/** NSE's sessions of these months: weekdays but June 17, July 17, August 15 and October 2. */
const CLOSED = ['2024-06-17', '2024-07-17', '2024-08-15', '2024-10-02'].map(day);
const isSession = (one: Day) => (one + 4) % 7 !== 0 && (one + 4) % 7 !== 6 && !CLOSED.includes(one);
const session = around.filter(isSession);

const row = (file: Name, key: readonly unknown[], knownOn: Day, ...fields: readonly unknown[]): Row => ({
  file,
  key: [file, ...key].join(' '),
  knownOn,
  text: fields.join(','),
});
const iso = (one: Day): string => isoOf(one);

const bar = fc
  .record({
    of: symbol,
    on: session,
    open: fc.integer({ min: 100, max: 200 }),
    close: fc.integer({ min: 100, max: 200 }),
    volume: fc.integer({ min: 0, max: 5 }),
  })
  .map(({ of, on, open, close, volume }) => {
    const [high, low] = [Math.max(open, close) + 1, Math.min(open, close) - 1];
    return row('prices', [of, on], on, of, iso(on), open, high, low, close, volume, '');
  });
const index = fc
  .tuple(session, fc.integer({ min: 100, max: 200 }))
  .map(([on, close]) => row('indices', [on], on, 'NIFTY 50', iso(on), close, close, close, close));
const optional = (value: number): number | '' => (Number.isNaN(value) ? '' : value);
/** An action is known on its ex-date, and a factor that is not given once a bar follows. */
const action = fc
  .tuple(symbol, around, arbitraryTerms)
  .map(([of, on, { kind, newShares, oldShares, price, factor }]) =>
    row(
      'actions',
      [of, on, kind],
      on,
      ...[of, iso(on), kind],
      ...[newShares, oldShares, price, factor].map(optional),
    ),
  );

/** The end of a period and its publication, stated or after the usual lag. */
const published = (lag: number) =>
  fc
    .tuple(fc.integer({ min: FIRST - 300, max: LAST }), fc.option(fc.integer({ min: 0, max: 400 })))
    .filter(([end, after]) => after === null || end + after <= LAST)
    .map(([end, after]) => ({
      end,
      knownOn: end + (after ?? lag),
      stated: after === null ? '' : iso(end + after),
    }));
const source = fc.constantFrom('', 'SECONDARY');
const MONTHS = { POINT: 0, QUARTER: 3, ANNUAL: 12 } as const;
const LAGS = { POINT: 0, QUARTER: 45, ANNUAL: 60 } as const;
/** Net NPAs are below gross ones, and what a company is worth or issued is above 0. */
function valueOf(metric: StatementMetric, value: number): number {
  if (metric === 'nnpa_pct') return value / 100;
  return ['gnpa_pct', 'market_cap_cr', 'shares_cr'].includes(metric) ? value + 1 : value;
}
/**
 * A figure may be adjusted up to a day that is still to come on D. Greyoak 1.1 takes it as it is; where a method undoes
 * that with actions after D, these are no news, and such actions have to be left out of the property.
 */
const figure = fc
  .constantFrom(...PERIODS)
  .chain((period) =>
    fc.record({
      of: symbol,
      period: fc.constant(period),
      dates: published(LAGS[period]),
      metric: fc.constantFrom(...STATEMENT_METRICS),
      value: percent,
      from: source,
      months: period === 'POINT' ? fc.constant('') : fc.constantFrom('', 3, 6, 12),
      basis: fc.constantFrom(...BASES),
      adjustedTo: fc.option(around, { freq: 2 }),
    }),
  )
  .map(({ of, period, dates: { end, knownOn, stated }, metric, value, from, months, basis, adjustedTo }) =>
    row(
      'statements',
      [of, end, period, months || MONTHS[period], basis, metric, knownOn],
      knownOn,
      ...[of, iso(end), period, metric, valueOf(metric, value), stated, from, months, basis],
      adjustedTo === null ? '' : iso(adjustedTo),
    ),
  );
const fundamentals = fc
  .tuple(symbol, published(60), percent, source)
  .map(([of, { end, knownOn, stated }, value, from]) =>
    row('fundamentals', [of, end, knownOn], knownOn, of, iso(end), stated, from, value, ',,,,,,,,,'),
  );
const holders = fc
  .tuple(symbol, published(21), percent, percent, percent, source)
  .map(([of, { end, knownOn, stated }, promoter, fii, dii, from]) =>
    row('shareholding', [of, end, knownOn], knownOn, of, iso(end), promoter, stated, from, '', fii, dii),
  );
const event = fc
  .tuple(symbol, around, fc.constantFrom(...EVENT_KINDS), fc.option(fc.integer({ min: -20, max: 20 })))
  .filter(([, on, , after]) => after === null || on + after <= LAST)
  .map(([of, on, kind, after]) => {
    const notice = kind === 'RESULTS' || kind === 'BOARD_MEETING' ? -7 : 0;
    const stated = after === null ? '' : iso(on + after);
    return row('events', [of, on, kind], on + (after ?? notice), of, iso(on), kind, stated, '');
  });

/** What a company did from a day on, which is known on that day. Its oldest row counts backwards: see FIRST_ROWS. */
const classified = fc
  .tuple(symbol, around, fc.constantFrom('Software', 'Nothing that has a group'))
  .map(([of, on, industry]) => row('classifications', [of, on], on, of, iso(on), industry, '', ''));
/** Before all days of the property, so that no later row is the oldest one. */
const FIRST_ROWS = ['INFY', 'SBIN', 'TCS'].map((of) =>
  row('classifications', [of], -Infinity, of, '2020-01-01', 'Software', '', ''),
);

/** Takes back a bar or an action that became known after D. */
const withdrawn = ({ file, knownOn, text }: Row): Row => {
  const [of, on, kind] = text.split(',');
  const key = ['', on, file === 'actions' ? kind : ''].join(',');
  return row('withdrawals', [file, text], knownOn, `${file},a mistake,${of},${key},,,,,,`);
};
const isWithdrawable = ({ file, knownOn }: Row): boolean =>
  knownOn > D && (file === 'prices' || file === 'actions');

const rows = (one: fc.Arbitrary<Row>, maxLength: number) =>
  fc.uniqueArray(one, { selector: ({ key }) => key, maxLength });
const world = fc
  .tuple(
    rows(bar, 60),
    rows(index, 10),
    rows(action, 9),
    rows(figure, 40),
    rows(fundamentals, 6),
    rows(holders, 10),
    rows(event, 10),
    rows(classified, 6),
    // Further datasets belong here.
  )
  .map((files) => [...files.flat(), ...FIRST_ROWS])
  .chain((all) => fc.subarray(all.filter(isWithdrawable)).map((some) => [...all, ...some.map(withdrawn)]));

/** INFY trades on D, so that there is always a stock to score. */
const onD = row('prices', ['INFY', D], D, 'INFY', iso(D), 150, 151, 149, 150, 5, '');

function filesOf(all: readonly Row[]): Files {
  const files: Record<string, string> = {};
  for (const name of Object.keys(COLUMNS) as Name[]) {
    const texts = all.filter(({ file }) => file === name).map(({ text }) => text);
    if (name !== 'companies') files[`${name}.csv`] = csv(COLUMNS[name], ...texts);
  }
  return {
    ...COMPANIES,
    ...files,
    'companies.csv': `${String(COMPANIES['companies.csv'])}TCS,TCS,Software\n`,
  };
}

async function hashOf(all: readonly Row[], date: Day = D): Promise<string> {
  const { market, refusals } = await readFiles(filesOf(all));
  expect(refusals).toEqual([]);
  return inputsHashOf(inputsOf(market, iso(date)).section);
}

const withBarOnD = (all: readonly Row[]) => [...all.filter(({ key }) => key !== onD.key), onD];

afterEach(removeFolders);

test('facts that became known after D change nothing on D', async () => {
  await fc.assert(
    fc.asyncProperty(world, async (some) => {
      const all = withBarOnD(some);
      expect(await hashOf(all.filter(({ knownOn }) => knownOn <= D))).toBe(await hashOf(all));
    }),
    { numRuns: 100 },
  );
}, 120_000);

test('nor do they for greyoak-2.0, whose bands begin with the scores before D', async () => {
  const hashOf20 = async (all: readonly Row[]): Promise<string> => {
    const { market } = await readFiles(filesOf(all));
    return inputsHashOf((await inputsFromBars(market, isoOf(D), { method: V20, sectors })).section);
  };
  /** Later actions are read only to undo what a source has adjusted for. */
  const undoneBy = (all: readonly Row[]): Day =>
    Math.max(
      ...all
        .filter(({ file, knownOn }) => file === 'statements' && knownOn <= D)
        .map(({ text }) => dayOf(text.split(',').at(-1) ?? '') || D),
      D,
    );
  await fc.assert(
    fc.asyncProperty(world, async (some) => {
      const all = withBarOnD(some);
      const undone = undoneBy(all);
      const isRead = ({ file, knownOn, text }: Row) =>
        knownOn <= D ||
        (knownOn <= undone && (file === 'actions' || (file === 'withdrawals' && text.startsWith('actions'))));
      expect(await hashOf20(all.filter(isRead))).toBe(await hashOf20(all));
    }),
    { numRuns: 30 },
  );
}, 120_000);

test('the order of rows changes nothing', async () => {
  const shuffled = world.chain((some) => {
    const all = withBarOnD(some);
    return fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }));
  });
  await fc.assert(
    fc.asyncProperty(shuffled, async ([all, other]) => {
      expect(await hashOf(other)).toBe(await hashOf(all));
    }),
    { numRuns: 50 },
  );
}, 120_000);

describe('a fact of each kind changes the inputs from the day on which it is known, and not before', () => {
  // A month of bars, so that there are means and returns that adjusted prices change.
  const rest = Array.from({ length: 40 }, (_, k) => D - k)
    .filter(isSession)
    .map((on) =>
      row('prices', ['INFY', on], on, 'INFY', iso(on), 140, 141, 139, 140 - (D - on) / 100, 5, ''),
    );
  const june = '2024-06-30';

  test.each<[string, Row]>([
    ['a bar', row('prices', ['SBIN'], D, 'SBIN', iso(D), 50, 50, 50, 50, 1, '')],
    ['a split', row('actions', ['INFY'], D, 'INFY', iso(D), 'SPLIT', 2, 1, '', '')],
    ['a consolidation', row('actions', ['INFY'], D, 'INFY', iso(D), 'CONSOLIDATION', 1, 2, '', '')],
    ['rights', row('actions', ['INFY'], D, 'INFY', iso(D), 'RIGHTS', 5, 4, 70, '')],
    ['a demerger', row('actions', ['INFY'], D, 'INFY', iso(D), 'DEMERGER', '', '', '', '')],
    ['a special dividend', row('actions', ['INFY'], D, 'INFY', iso(D), 'SPECIAL_DIVIDEND', '', '', '', 0.9)],
    ['a figure', row('statements', ['INFY'], D, 'INFY', june, 'QUARTER', 'gnpa_pct', 2, iso(D), ',,,')],
    ['a row of fundamentals', row('fundamentals', ['INFY'], D, 'INFY', june, iso(D), '', 1, ',,,,,,,,,')],
    ['a shareholding', row('shareholding', ['INFY'], D, 'INFY', june, 50, iso(D), '', '', '', '')],
    ['an event', row('events', ['INFY'], D, 'INFY', june, 'RESULTS', iso(D), '')],
  ])('%s', async (_, fact) => {
    expect(await hashOf([...rest, fact])).not.toBe(await hashOf(rest));
    expect(await hashOf([...rest, fact], D - 1)).toBe(await hashOf(rest, D - 1));
  });

  test('an index needs two bars: one is no return', async () => {
    // 21 sessions before August 30 is July 31: August has 21 sessions.
    const at = (date: string, close: number) =>
      row('indices', [date], day(date), 'NIFTY 50', date, close, close, close, close);
    const [july, today] = [at('2024-07-31', 100), at('2024-08-30', 110)];
    expect(await hashOf([...rest, july])).toBe(await hashOf(rest));
    expect(await hashOf([...rest, july, today])).not.toBe(await hashOf(rest));
    expect(await hashOf([...rest, july, today], D - 1)).toBe(await hashOf(rest, D - 1));
  });
});
