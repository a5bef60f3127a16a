import { PENALTY_COLUMNS, PILLAR_COLUMNS } from '../peers/rows.js';

/**
 * As PostGraphile is ordinarily used: pillars and penalty parts are columns. The same numbers, but what they are
 * called stands in the names of fields, so that an answer has half the bytes.
 */

type FlatRow = Readonly<Record<string, string | number>>;

interface FlatComponent {
  readonly pillar: string;
  readonly name: string;
  readonly points: number | null;
  readonly weight: number;
}

const camel = (column: string): string =>
  column.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());

const pillarFields = PILLAR_COLUMNS.map(([, column]) => column).join(' ');

const CARD_FIELDS =
  `ticker name value band ${pillarFields} ` +
  PILLAR_COLUMNS.map(([, column]) => `${column}Weight ${column}Contribution`).join(' ') +
  ' components { pillar name points weight }';

const PAGE_FIELDS =
  `ticker name value band weighted ${pillarFields} penalty ` +
  PENALTY_COLUMNS.map(([, column]) => camel(column)).join(' ');

function cardInOurShape(data: {
  readonly card: FlatRow & { readonly components: readonly FlatComponent[] };
}): unknown {
  const { components, ...row } = data.card;
  const flat = row as FlatRow;
  const all = PILLAR_COLUMNS.map(([name, column]) => ({
    name,
    score: flat[column],
    weight: flat[`${column}Weight`],
    contribution: flat[`${column}Contribution`],
    components: components
      .filter(({ pillar }) => pillar === name)
      .map(({ name, points, weight }) => ({ name, points, weight })),
  }));
  const { ticker, name, value, band } = flat;
  return { stock: { ticker, name, score: { value, band, pillars: { all } } } };
}

function pageInOurShape(data: { readonly page: readonly FlatRow[] }): unknown {
  const nodes = data.page.map((row) => ({
    ticker: row['ticker'],
    name: row['name'],
    score: {
      value: row['value'],
      band: row['band'],
      weighted: row['weighted'],
      pillars: { all: PILLAR_COLUMNS.map(([name, column]) => ({ name, score: row[column] })) },
      penalty: {
        total: row['penalty'],
        parts: PENALTY_COLUMNS.map(([kind, column]) => ({ kind, points: row[camel(column)] })),
      },
    },
  }));
  return { stocks: { nodes } };
}

export const flat = { CARD_FIELDS, PAGE_FIELDS, cardInOurShape, pageInOurShape };
