import type { Content } from '../sources/content.js';
import type { Adapter } from './adapter.js';
import { hasColumns } from './reading/headers.js';
import { kindOfUdiff } from './reading/udiff.js';

/** Returns an adapter of a layout of which no score needs anything. */
const layout = (name: string, title: string, recognises: (content: Content) => boolean): Adapter => ({
  ...{ name, title, recognises, gives: {}, source: 'PRIMARY' },
  read: () => undefined,
});

/** Returns one of tables that are told by columns which they have, and by those which they have not. */
const table = (
  name: string,
  title: string,
  columns: readonly string[],
  without: readonly string[] = [],
): Adapter =>
  layout(
    name,
    title,
    (content) => hasColumns(content, columns) && !without.some((column) => hasColumns(content, [column])),
  );

const inZip = (what: string, member: string): string => `NSE ${what} (${member} of PRddmmyy.zip)`;
const MARKET = ['MARKET', 'SERIES', 'SYMBOL', 'SECURITY'];

/** Layouts that are known, so that they are not taken for unknown ones, and of which nothing is needed. */
export const NOT_NEEDED: readonly Adapter[] = [
  layout(
    'udiff-derivatives',
    'derivatives bhavcopy (UDiFF)',
    (content) => kindOfUdiff(content) === 'DERIVATIVES',
  ),
  layout('nse-deliveries', 'NSE delivery positions (MTO)', isOfDeliveries),
  layout('nse-surveillance', 'NSE surveillance list (ASM)', isOfSurveillance),
  table('nse-price-bands', 'NSE price bands (sec_list)', ['Symbol', 'Series', 'Security Name', 'Band']),
  table('nse-lot-sizes', 'lot sizes of derivatives', ['SYMBOL', 'LOT_SIZE']),
  table('nse-pr-bands', inZip('stocks at their price bands', 'bh'), ['SYMBOL', 'SECURITY', 'HIGH/LOW']),
  table('nse-pr-bonds', inZip('corporate bonds', 'corpbond'), [...MARKET, 'NET_TRDVAL', 'TRADES']),
  table('nse-pr-sme', inZip('stocks of the SME platform', 'sme'), [...MARKET, 'NET_TRDVAL'], ['TRADES']),
  table('nse-pr-funds', inZip('exchange-traded funds', 'etf'), [...MARKET, 'UNDERLYING']),
  table('nse-pr-movers', inZip('gainers and losers', 'Gl'), ['GAIN_LOSS', 'SECURITY', 'PERCENT_CG']),
  table('nse-pr-records', inZip('new highs and lows', 'HL'), ['SECURITY', 'NEW', 'PREVIOUS', 'NEW_STATUS']),
  table('nse-pr-most-traded', inZip('most traded stocks', 'Tt'), ['SECURITY', 'CLOSE_PRIC', 'NET_TRDQTY']),
  table('nse-pr-prices', inZip('prices without symbols', 'Pr'), ['MKT', 'SECURITY', 'IND_SEC'], ['SYMBOL']),
];

function isOfDeliveries(content: Content): boolean {
  return (
    content.kind === 'TABLE' && content.header.at(0)?.startsWith('Security Wise Delivery Position') === true
  );
}

function isOfSurveillance(content: Content): boolean {
  if (content.kind !== 'JSON' || typeof content.value !== 'object' || content.value === null) return false;
  return 'longterm' in content.value && 'shortterm' in content.value;
}
