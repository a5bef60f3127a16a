import type { Adapter } from './adapter.js';
import { isRecord, jsonOf, textIn } from './reading/jsonRecords.js';

const KEYS = ['symbol', 'companyName', 'isin', 'isETFSec'];

/** What NSE's site says of one security: its name and ISIN. */
export const nseMetaInfo: Adapter = {
  name: 'nse-meta-info',
  title: 'NSE meta information of a stock (JSON)',
  gives: { companies: { columns: ['ticker', 'name', 'isin'], keep: ['name'] } },
  source: 'PRIMARY',
  recognises: (content) => isRecord(jsonOf(content), KEYS),
  read: (content, out) => {
    const value = jsonOf(content);
    if (!isRecord(value, KEYS)) return;
    const ticker = textIn(value, 'symbol');
    const isOther = ['isETFSec', 'isMunicipalBond', 'isHybridSymbol'].some(
      (key) => String(value[key]) === 'true',
    );
    if (isOther) out.leaveOut('companies', 'NOT_A_STOCK', ticker);
    else out.row('companies', [ticker, textIn(value, 'companyName'), textIn(value, 'isin')], 1);
  },
};
