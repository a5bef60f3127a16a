import { markdownTable } from '../../markdownTable.js';
import { BANDS } from '../../scoring/names.js';
import type { PageFigures, ModePage, PageData } from './pageData.js';
import {
  counted,
  estimated,
  estimatedInPercent,
  inPercent,
  MISSING,
  plain,
  share,
  signed,
} from './numbers.js';

type Row = readonly string[];

/** The methods of the page, in order. */
export const methodsOf = ({ modes }: PageData): string[] => [
  ...new Set(modes.map(({ methodName }) => methodName)),
];

/** The modes with figures. */
const withFigures = ({ modes }: PageData): (ModePage & { readonly figures: PageFigures })[] =>
  modes.flatMap((one) => (one.figures === null ? [] : [{ ...one, figures: one.figures }]));

const named = ({ methodName, mode }: ModePage): [string, string] => [mode, methodName];

/** Sorts by mode, so that methods stand side by side. */
const byMode = <One extends ModePage>(modes: readonly One[]): One[] => [
  ...modes.filter(({ mode }) => mode === 'TRADER'),
  ...modes.filter(({ mode }) => mode === 'INVESTOR'),
];

function table<One extends ModePage>(
  head: Row,
  modes: readonly One[],
  rows: (one: One) => readonly Row[],
): string {
  return markdownTable([
    ['mode', 'method', ...head],
    ...byMode(modes).flatMap((one) => rows(one).map((row) => [...named(one), ...row])),
  ]);
}

export const verdicts = ({ modes }: PageData): string =>
  table(['verdict', 'in words'], modes, ({ verdict }) => [[verdict.evidence, verdict.sentence]]);

export const horizons = ({ modes }: PageData): string =>
  table(
    [
      'sessions ahead',
      'IC',
      'Newey–West t',
      'within sectors',
      't',
      'separate windows: IC',
      't',
      'n',
      'IC > 0, %',
    ],
    modes,
    (one) =>
      one.horizons.map(({ horizon, value }) => [
        String(horizon),
        estimated(value.ic),
        signed(value.neweyWestT, 2),
        estimated(value.neutral),
        signed(value.neutralT, 2),
        signed(value.separateMean),
        signed(value.separateT, 2),
        String(value.separateN),
        share(value.positiveShare),
      ]),
  );

export const others = ({ modes }: PageData): string =>
  table(['universe', 'window', 'from', 'sessions', 'IC', 'within sectors'], modes, (one) =>
    one.others.map(({ universe, window, from, sessions, value }) => [
      universe,
      window,
      from,
      counted(sessions),
      estimated(value.ic),
      estimated(value.neutral),
    ]),
  );

export const years = ({ modes }: PageData): string =>
  table(['year', 'sessions', 'IC'], modes, (one) =>
    one.years.map(({ year, sessions, ic }) => [String(year), counted(sessions), estimated(ic)]),
  );

export const figures = (data: PageData): string =>
  table(['figure', 'IC', 'within sectors', 'stays after 20 sessions'], withFigures(data), (one) =>
    one.figures.ics.map(({ figure, ic, neutral }) => [
      figure,
      estimated(ic),
      estimated(neutral),
      plain(
        one.figures.autocorrelation.find((auto) => auto.figure === figure && auto.sessions === 20)?.value ??
          null,
      ),
    ]),
  );

export const deciles = (data: PageData): string =>
  table(
    [...Array.from({ length: 10 }, (_, decile) => String(decile)), '9 − 0', 't', 'falls', 'order'],
    withFigures(data),
    ({ figures: { deciles: found } }) =>
      found === null
        ? []
        : [
            [
              ...found.deciles.map(({ excess }) => inPercent(excess)),
              estimatedInPercent(found.spread),
              signed(found.spreadT, 2),
              String(found.falls),
              signed(found.monotonic, 2),
            ],
          ],
  );

export const bands = (data: PageData): string =>
  table(
    ['band', 'share, %', 'scores', 'excess, %', 'above 0, %', 'over NIFTY 50, %', 'above 0, %'],
    withFigures(data),
    ({ figures: { bands: found, buyMinusAvoid } }) => [
      ...found.map((one) => [
        one.band,
        share(one.share),
        counted(one.n),
        estimatedInPercent(one.excess),
        share(one.hitRate),
        estimatedInPercent(one.overIndex),
        share(one.overIndexHitRate),
      ]),
      ['BUY and above − AVOID', '', '', estimatedInPercent(buyMinusAvoid), '', '', ''],
    ],
  );

export const spells = (data: PageData): string =>
  table(
    ['flips a year', ...BANDS.map((band) => `${band}: mean (median) sessions`)],
    withFigures(data),
    ({ figures: { flipsPerYear, spells: found } }) => [
      [
        plain(flipsPerYear, 1),
        ...BANDS.map((band) => {
          const spell = found.find((one) => one.band === band);
          return spell === undefined || spell.n === 0
            ? MISSING
            : `${plain(spell.mean, 1)} (${plain(spell.median, 1)})`;
        }),
      ],
    ],
  );

export const transitions = (data: PageData): string =>
  table(
    ['after', 'from', 'to AVOID, %', 'to HOLD, %', 'to BUY, %', 'to STRONG_BUY, %'],
    withFigures(data),
    ({ figures: { transitions: found } }) =>
      [1, 20].flatMap((after) =>
        BANDS.map((from) => [
          String(after),
          from,
          ...BANDS.map((to) =>
            share(
              found.find((one) => one.after === after && one.from === from && one.to === to)?.share ?? null,
            ),
          ),
        ]),
      ),
  );

export const rules = (data: PageData): string =>
  table(
    ['rule', 'fired, %', 'fired', 'not', 'difference, %', 'bands moved − kept, %'],
    withFigures(data),
    ({ figures: { rules: found } }) =>
      found.map((one) => [
        one.guardrail ?? one.penalty ?? 'BUYs that were capped',
        share(one.share),
        counted(one.n),
        counted(one.nOther),
        estimatedInPercent(one.difference),
        estimatedInPercent(one.movedVsKept),
      ]),
  );

export const benchmarks = (data: PageData): string =>
  table(
    ['simple rule', 'IC', 'minus that of the score'],
    withFigures(data),
    ({ figures: { benchmarks: found } }) =>
      found.map(({ name, ic, difference }) => [name, estimated(ic), estimated(difference)]),
  );

export const sectors = (data: PageData): string =>
  table(
    ['sector group', 'sessions', 'IC', 'Newey–West t'],
    withFigures(data),
    ({ figures: { sectors: found } }) =>
      found.map(({ sector, sessions, ic, neweyWestT }) => [
        sector,
        counted(sessions),
        signed(ic),
        signed(neweyWestT, 2),
      ]),
  );

/** Mean excess over NIFTY 50 over 20 sessions by year, of groups of securities. */
export function survivorship({ survivorship: found }: PageData): string {
  const rows = found.years.filter(({ horizon }) => horizon === 20);
  const groups = [...new Set(rows.map(({ group }) => group))];
  const yearsOf = [...new Set(rows.map(({ year }) => year))];
  return markdownTable([
    ['year', ...groups],
    ...yearsOf.map((year) => [
      String(year),
      ...groups.map((group) => {
        const row = rows.find((one) => one.year === year && one.group === group);
        return row === undefined || row.excess === null
          ? MISSING
          : `${inPercent(row.excess)} (${counted(row.n)})`;
      }),
    ]),
  ]);
}
