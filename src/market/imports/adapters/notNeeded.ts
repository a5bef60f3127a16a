import type { Content } from '../sources/content.js';
import type { Adapter } from './adapter.js';
import { hasColumns } from './headers.js';
import { kindOfUdiff } from './udiff.js';

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

const IN_ZIP = "of NSE's daily zip file";
const MARKET = ['MARKET', 'SERIES', 'SYMBOL', 'SECURITY'];

/** Layouts that are known, so that they are not taken for unknown ones, and of which nothing is needed. */
export const NOT_NEEDED: readonly Adapter[] = [
  layout(
    'udiff-derivatives',
    'a bhavcopy of derivatives (UDiFF)',
    (content) => kindOfUdiff(content) === 'DERIVATIVES',
  ),
  layout('nse-deliveries', 'delivery positions of NSE (MTO)', isOfDeliveries),
  layout('nse-surveillance', 'a list of stocks under surveillance (ASM)', isOfSurveillance),
  table('nse-price-bands', 'price bands of NSE (sec_list)', ['Symbol', 'Series', 'Security Name', 'Band']),
  table('nse-lot-sizes', 'lot sizes of derivatives', ['SYMBOL', 'LOT_SIZE']),
  table('nse-pr-bands', `stocks at their price bands ${IN_ZIP} (bh)`, ['SYMBOL', 'SECURITY', 'HIGH/LOW']),
  table('nse-pr-bonds', `corporate bonds ${IN_ZIP} (corpbond)`, [...MARKET, 'NET_TRDVAL', 'TRADES']),
  table('nse-pr-sme', `stocks of the SME platform ${IN_ZIP} (sme)`, [...MARKET, 'NET_TRDVAL'], ['TRADES']),
  table('nse-pr-funds', `exchange-traded funds ${IN_ZIP} (etf)`, [...MARKET, 'UNDERLYING']),
  table('nse-pr-movers', `gainers and losers ${IN_ZIP} (Gl)`, ['GAIN_LOSS', 'SECURITY', 'PERCENT_CG']),
  table('nse-pr-records', `new highs and lows ${IN_ZIP} (HL)`, ['SECURITY', 'NEW', 'PREVIOUS', 'NEW_STATUS']),
  table('nse-pr-most-traded', `most traded stocks ${IN_ZIP} (Tt)`, ['SECURITY', 'CLOSE_PRIC', 'NET_TRDQTY']),
  table('nse-pr-prices', `prices without symbols ${IN_ZIP} (Pr)`, ['MKT', 'SECURITY', 'IND_SEC'], ['SYMBOL']),
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
