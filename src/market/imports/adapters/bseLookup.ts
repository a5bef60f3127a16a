import type { Adapter } from './adapter.js';
import { isRecord, jsonOf, textIn } from './reading/jsonRecords.js';

const KEYS = ['company_name', 'symbol', 'isin', 'bse_code'];

/** What BSE's site finds under a name: a share with its code and ISIN. */
export const bseLookup: Adapter = {
  name: 'bse-lookup',
  title: 'BSE search results (JSON)',
  gives: { companies: { columns: ['ticker', 'name', 'isin'], keep: ['name'] } },
  source: 'PRIMARY',
  recognises: (content) => isRecord(jsonOf(content), KEYS),
  read: (content, out) => {
    const value = jsonOf(content);
    if (!isRecord(value, KEYS)) return;
    out.row(
      'companies',
      [`${textIn(value, 'bse_code')}.BO`, textIn(value, 'company_name'), textIn(value, 'isin')],
      1,
    );
  },
};
