import type { Content, TableContent } from '../../sources/content.js';
import { fieldsOf, firstOf, hasColumns } from './headers.js';
import type { BarColumns } from './priceColumns.js';

/** Columns that no other layout has. */
const COLUMNS = ['TradDt', 'Sgmt', 'Src', 'TckrSymb', 'SctySrs', 'ClsPric', 'TtlTradgVol', 'TtlTrfVal'];

/** Where rows of the unified format have what a bar needs. */
export const UDIFF_COLUMNS: BarColumns = {
  date: 'TradDt',
  open: 'OpnPric',
  high: 'HghPric',
  low: 'LwPric',
  close: 'ClsPric',
  volume: 'TtlTradgVol',
  value: 'TtlTrfVal',
};

/** What a file in the unified format (UDiFF) is; null where a file is in another one. Its header is the same for all. */
export function kindOfUdiff(content: Content): 'NSE' | 'BSE' | 'DERIVATIVES' | null {
  if (!hasColumns(content, COLUMNS)) return null;
  if (!hasCash(content)) return 'DERIVATIVES';
  return firstOf(content, 'Src') === 'BSE' ? 'BSE' : 'NSE';
}

/** Returns whether a row is of the cash market, or there is none. */
function hasCash(content: TableContent): boolean {
  const segment = fieldsOf(content)('Sgmt');
  let rows = -1;
  for (const { fields } of content.records()) {
    if (segment(fields) === 'CM') return true;
    rows++;
  }
  return rows === 0;
}
