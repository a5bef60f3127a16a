import {
  aliases,
  fiftyDeclared,
  type OperationName,
  type PageVariables,
  type Variables,
} from './operations.js';
import { ORDER_COLUMNS } from './peers/rows.js';

/** An operation for PostGraphile, whose schema is that of the views of benchTables.ts. */
interface Form {
  readonly query: string;
  readonly variables: (variables: Variables) => Variables;
  /** Converts its answer to the shape of GreyOak's. */
  readonly inOurShape: (data: never) => unknown;
}

interface ScoreRow {
  readonly ticker: string;
  readonly name: string;
  readonly value: number;
  readonly band: string;
}

interface CardRow extends ScoreRow {
  readonly pillars: readonly { readonly name: string }[];
  readonly components: readonly { readonly pillar: string }[];
}

interface DayRow extends ScoreRow {
  readonly weighted: number;
  readonly pillars: unknown;
  readonly penalty: number;
  readonly penaltyParts: unknown;
}

export const FORMS: Readonly<Record<OperationName, Form>> = {
  card: {
    query: `query Card($ticker: String!) {
      card: cardByModeAndTicker(mode: INVESTOR, ticker: $ticker) {
        ticker name value band pillars { name score weight contribution } components { pillar name points weight }
      }
    }`,
    variables: (variables) => variables,
    inOurShape: ({ card: { ticker, name, value, band, ...rest } }: { readonly card: CardRow }) => {
      const all = rest.pillars.map((pillar) => ({
        ...pillar,
        components: rest.components.flatMap(({ pillar: of, ...component }) =>
          of === pillar.name ? [component] : [],
        ),
      }));
      return { stock: { ticker, name, score: { value, band, pillars: { all } } } };
    },
  },
  page: {
    query: `query Page($day: Date!, $orderBy: [DayScoreOrderBy!]!) {
      page: allDayScoresList(condition: { mode: INVESTOR, day: $day }, orderBy: $orderBy, first: 50) {
        ticker name value band weighted pillars { name score } penalty penaltyParts { kind points }
      }
    }`,
    variables: (variables) => {
      const { on, orderBy } = variables as Variables & PageVariables;
      const column = ORDER_COLUMNS[orderBy.field].toUpperCase();
      return { day: on, orderBy: [`${column}_${orderBy.direction}`, 'TICKER_ASC'] };
    },
    inOurShape: ({ page }: { readonly page: readonly DayRow[] }) => ({
      stocks: {
        nodes: page.map(({ ticker, name, pillars, penalty, penaltyParts, ...score }) => ({
          ticker,
          name,
          score: { ...score, pillars: { all: pillars }, penalty: { total: penalty, parts: penaltyParts } },
        })),
      },
    }),
  },
  fifty: {
    query: `query Fifty(${fiftyDeclared('String')}) {
      ${aliases.map((k) => `s${k}: newestScoreByModeAndTicker(mode: INVESTOR, ticker: $t${k}) { ticker name value band }`).join('\n      ')}
    }`,
    variables: (variables) => variables,
    inOurShape: (data: Readonly<Record<string, ScoreRow>>) =>
      Object.fromEntries(
        Object.entries(data).map(([alias, { value, band, ...stock }]) => [
          alias,
          { ...stock, score: { value, band } },
        ]),
      ),
  },
};
