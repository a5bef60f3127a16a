import type { Content } from '../sources/content.js';
import type { Adapter } from './adapter.js';
import { hasColumns } from './headers.js';
import { kindOfUdiff } from './udiff.js';

/** A table that is told by its header. */
const table = (name: string, title: string, ...columns: string[]): Adapter =>
  layout(name, title, (content) => hasColumns(content, columns) && content.header.length <= MOST_COLUMNS);

/** A layout of which no score needs anything. */
const layout = (name: string, title: string, recognises: (content: Content) => boolean): Adapter => ({
  ...{ name, title, recognises, gives: {}, source: 'PRIMARY' },
  read: () => undefined,
});

const MOST_COLUMNS = 40;
/** The files of `PRddmmyy.zip` name their columns alike. */
const OF_ZIP = "of NSE's daily zip file";

/** Layouts that are known, so that they are not taken for unknown ones, and of which nothing is needed. */
export const NOT_NEEDED: readonly Adapter[] = [
  layout(
    'nse-udiff-derivatives',
    'bhavcopy of derivatives (UDiFF)',
    (content) => kindOfUdiff(content) === 'DERIVATIVES',
  ),
  layout(
    'nse-deliveries',
    'delivery positions of NSE (MTO)',
    (content) => content.kind === 'TABLE' && content.header[0].startsWith('Security Wise Delivery Position'),
  ),
  layout('nse-surveillance', 'list of stocks under surveillance (ASM)', isSurveillance),
  table('nse-price-bands', 'price bands of NSE (sec_list)', 'Symbol', 'Series', 'Security Name', 'Band'),
  table('nse-lot-sizes', 'lot sizes of derivatives', 'symbol', 'lot_size'),
  table('nse-pr-highs', `new highs and lows ${OF_ZIP} (bh)`, 'SYMBOL', 'SERIES', 'SECURITY', 'HIGH/LOW'),
  table(
    'nse-pr-bonds',
    `corporate bonds ${OF_ZIP} (corpbond)`,
    'MARKET',
    'SYMBOL',
    'NET_TRDVAL',
    'CORP_IND',
    'TRADES',
  ),
  table(
    'nse-pr-sme',
    `stocks of the SME platform ${OF_ZIP} (sme)`,
    'MARKET',
    'SYMBOL',
    'NET_TRDVAL',
    'CORP_IND',
  ),
  table(
    'nse-pr-funds',
    `exchange-traded funds ${OF_ZIP} (etf)`,
    'MARKET',
    'SYMBOL',
    'NET TRADED VALUE',
    'UNDERLYING',
  ),
  table(
    'nse-pr-movers',
    `gainers and losers ${OF_ZIP} (Gl)`,
    'GAIN_LOSS',
    'SECURITY',
    'CLOSE_PRIC',
    'PERCENT_CG',
  ),
  table('nse-pr-records', `records of a year ${OF_ZIP} (HL)`, 'SECURITY', 'NEW', 'PREVIOUS', 'NEW_STATUS'),
  table(
    'nse-pr-most-traded',
    `most traded stocks ${OF_ZIP} (Tt)`,
    'SECURITY',
    'PREV_CL_PR',
    'CLOSE_PRIC',
    'NET_TRDQTY',
  ),
  table('nse-pr-prices', `prices without symbols ${OF_ZIP} (Pr)`, 'MKT', 'SECURITY', 'PREV_CL_PR', 'IND_SEC'),
];

function isSurveillance(content: Content): boolean {
  if (content.kind !== 'JSON' || typeof content.value !== 'object' || content.value === null) return false;
  return 'longterm' in content.value && 'shortterm' in content.value;
}
