import {
  aliases,
  fiftyDeclared,
  type OperationName,
  type PageVariables,
  type Variables,
} from '../operations.js';
import { ORDER_COLUMNS } from '../peers/rows.js';
import { flat } from './flat.js';
import { nested } from './nested.js';

/** An operation as PostGraphile takes it: its schema is that of the database. */
export interface Form {
  readonly query: string;
  readonly variables: (variables: Variables) => Variables;
  /** Its answer in the shape of ours. */
  readonly inOurShape: (data: never) => unknown;
}

type Forms = Readonly<Record<OperationName, Form>>;

function formsOf({
  CARD_FIELDS,
  PAGE_FIELDS,
  cardInOurShape,
  pageInOurShape,
}: typeof flat | typeof nested): Forms {
  return {
    card: {
      query: `query Card($ticker: String!) { card: cardByModeAndTicker(mode: INVESTOR, ticker: $ticker) { ${CARD_FIELDS} } }`,
      variables: (variables) => variables,
      inOurShape: cardInOurShape,
    },
    page: {
      query: `query Page($day: Date!, $orderBy: [DayScoreOrderBy!]!) {
        page: allDayScoresList(condition: { mode: INVESTOR, day: $day }, orderBy: $orderBy, first: 50) { ${PAGE_FIELDS} }
      }`,
      variables: (variables) => {
        const { on, orderBy } = variables as Variables & PageVariables;
        const column = ORDER_COLUMNS[orderBy.field].toUpperCase();
        return { day: on, orderBy: [`${column}_${orderBy.direction}`, 'TICKER_ASC'] };
      },
      inOurShape: pageInOurShape,
    },
    fifty: {
      query: `query Fifty(${fiftyDeclared('String')}) {
        ${aliases.map((k) => `s${k}: newestScoreByModeAndTicker(mode: INVESTOR, ticker: $t${k}) { ticker name value band }`).join('\n        ')}
      }`,
      variables: (variables) => variables,
      inOurShape: fiftyInOurShape,
    },
  };
}

const fiftyInOurShape = (data: Readonly<Record<string, Readonly<Record<string, unknown>>>>): unknown =>
  Object.fromEntries(
    Object.entries(data).map(([alias, { value, band, ...stock }]) => [
      alias,
      { ...stock, score: { value, band } },
    ]),
  );

export const FORMS = {
  postgraphile: formsOf(nested),
  postgraphileFlat: formsOf(flat),
} as const satisfies Readonly<Record<string, Forms>>;
