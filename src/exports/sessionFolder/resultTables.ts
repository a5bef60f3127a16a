import { componentsOf, guardrailStepsOf, penaltyPartsOf } from '../../scoring/explain.js';
import {
  COMMON_FEATURES,
  FUNDAMENTALS,
  HORIZONS,
  MODES,
  OWNERSHIP,
  PILLARS,
  type Mode,
} from '../../scoring/names.js';
import { snapOrNull } from '../../scoring/rounding.js';
import type { DayScores } from '../../scoring/scoreDay.js';
import type { Cell, ExportColumn, Row } from '../exportTable.js';
import type { ComputedSession } from './computeSession.js';
import type { ResultTable } from './folderTable.js';
import { scoreTable } from './scoreTable.js';

const text = (...names: readonly string[]): ExportColumn[] => names.map((name) => ({ name, type: 'text' }));
const number = (...names: readonly string[]): ExportColumn[] =>
  names.map((name) => ({ name, type: 'number' }));

/** The numbers that a component has next to its name and its state, as they are named in the core and in files. */
const COMPONENT = {
  raw: 'raw',
  value: 'value',
  sectorMedian: 'sector_median',
  sectorStdev: 'sector_stdev',
  sectorCount: 'sector_count',
  z: 'z',
  points: 'points',
  weight: 'weight',
  ofSector: 'of_sector',
  ofMarket: 'of_market',
  sigma: 'sigma',
  alpha: 'alpha',
  rank: 'rank',
  rankOf: 'rank_of',
} as const;
const COMPONENT_NUMBERS = Object.keys(COMPONENT) as (keyof typeof COMPONENT)[];

type Shape = Omit<ResultTable, 'rows'> & {
  readonly rowsOf: (session: ComputedSession, modes: readonly Mode[]) => readonly Row[];
};

/** All numbers are rounded to 1e-10, as those that runs store and hash. */
const SHAPES: readonly Shape[] = [
  {
    name: 'features',
    keys: 1,
    columns: [...text('ticker'), ...number('bar_age', 'secondary', ...COMMON_FEATURES)],
    rowsOf: ({ day: { section } }) =>
      ofStocks(section.tickers, (i) => [
        ...[section.age.prices, section.secondary.prices].map((column) => snapOrNull(column[i])),
        ...COMMON_FEATURES.map((name) => snapOrNull(section.features[name][i])),
      ]),
  },
  {
    name: 'metrics',
    keys: 1,
    columns: [
      ...text('ticker', 'sector'),
      ...number(...FUNDAMENTALS, 'fundamentals_age', 'fundamentals_secondary'),
      ...number(...OWNERSHIP, 'ownership_age', 'ownership_secondary'),
      ...number('days_to_meeting', 'days_since_auditor', 'days_since_board'),
    ],
    rowsOf: ({ day: { section } }) => {
      const { fundamentals, ownership, events, age, secondary } = section;
      const columns = [
        ...FUNDAMENTALS.map((name) => fundamentals[name]),
        ...[age.fundamentals, secondary.fundamentals],
        ...OWNERSHIP.map((name) => ownership[name]),
        ...[age.ownership, secondary.ownership],
        ...[events.meeting, events.auditor, events.board],
      ];
      return ofStocks(section.tickers, (i) => [
        section.sectors[section.sectorOf[i]],
        ...columns.map((column) => snapOrNull(column[i])),
      ]);
    },
  },
  {
    name: 'index_returns',
    keys: 1,
    columns: [...text('horizon'), ...number('return')],
    rowsOf: ({ day: { section } }) =>
      HORIZONS.map((horizon) => [horizon, snapOrNull(section.indexReturn[horizon])]),
  },
  {
    name: 'components',
    keys: 3,
    columns: [
      ...text('ticker', 'pillar', 'component', 'state', 'scored_by', 'imputed'),
      ...number(...COMPONENT_NUMBERS.map((name) => COMPONENT[name])),
    ],
    rowsOf: ({ day }) =>
      day.section.tickers.flatMap((ticker, i) =>
        PILLARS.flatMap((pillar) =>
          componentsOf(day, pillar, i).map((one) => [
            ...[ticker, pillar, one.name, one.state, one.scoredBy, String(one.imputed)],
            ...COMPONENT_NUMBERS.map((name) => snapOrNull(one[name])),
          ]),
        ),
      ),
  },
  {
    name: 'pillars',
    keys: 3,
    columns: [...text('mode', 'ticker', 'pillar'), ...number('score', 'weight')],
    rowsOf: ({ day }, modes) =>
      ofModes(day, modes, (mode, i) => {
        const weights = day.modes[mode].weightsOfSector[day.section.sectorOf[i]];
        return PILLARS.map((pillar, k) => [pillar, day.rounded[k][i] / 100, snapOrNull(weights[pillar])]);
      }),
  },
  {
    name: 'penalties',
    keys: 3,
    columns: [...text('mode', 'ticker', 'kind'), ...number('points', 'observed', 'threshold')],
    rowsOf: ({ day }, modes) =>
      ofModes(day, modes, (mode, i) =>
        penaltyPartsOf(day.modes[mode], i).map(({ kind, points, observed, threshold }) => [
          ...[kind, ...[points, observed, threshold].map(snapOrNull)],
        ]),
      ),
  },
  {
    name: 'guardrails',
    keys: 3,
    columns: [
      ...text('mode', 'ticker', 'guardrail', 'fired', 'band_before', 'band_after'),
      ...number('observed', 'threshold', 'score_before', 'score_after'),
    ],
    rowsOf: ({ day }, modes) =>
      ofModes(day, modes, (mode, i) =>
        guardrailStepsOf(day.modes[mode], i).map((step) => [
          ...[step.guardrail, String(step.fired), step.bandBefore, step.bandAfter],
          ...[step.observed, step.threshold, step.scoreBefore, step.scoreAfter].map(snapOrNull),
        ]),
      ),
  },
  {
    name: 'sector_momentum',
    keys: 1,
    columns: [...text('sector'), ...number('stocks', 'z', 'score')],
    rowsOf: ({ day: { section, sectors, momentum } }) =>
      section.sectors.map((sector, g) => [
        sector,
        sectors.start[g + 1] - sectors.start[g],
        ...[momentum.z, momentum.score].map((column) => snapOrNull(column[g])),
      ]),
  },
  {
    name: 'not_scored',
    keys: 1,
    columns: text('ticker', 'code', 'reason'),
    words: ['reason'],
    rowsOf: ({ notScored }) => notScored.map(({ ticker, code, reason }) => [ticker, code, reason]),
  },
];

/** The names of the tables of results: the scores first. */
export const RESULT_TABLES: readonly string[] = ['scores', ...SHAPES.map(({ name }) => name)];

/** Returns the tables of what was computed, in the order of RESULT_TABLES. */
export function resultTables(session: ComputedSession, modes: readonly Mode[] = MODES): ResultTable[] {
  const tables = SHAPES.map(({ rowsOf, ...shape }) => ({ ...shape, rows: () => rowsOf(session, modes) }));
  return [scoreTable(session.day, modes), ...tables];
}

const ofStocks = (tickers: readonly string[], cellsOf: (stock: number) => readonly Cell[]): readonly Row[] =>
  tickers.map((ticker, i) => [ticker, ...cellsOf(i)]);

const ofModes = (
  { section }: DayScores,
  modes: readonly Mode[],
  rowsOf: (mode: Mode, stock: number) => readonly Row[],
): readonly Row[] =>
  modes.flatMap((mode) =>
    section.tickers.flatMap((ticker, i) => rowsOf(mode, i).map((row) => [mode, ticker, ...row])),
  );
