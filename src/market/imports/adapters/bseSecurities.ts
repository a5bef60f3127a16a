import type { Adapter } from './adapter.js';
import { jsonRecords, textIn } from './reading/jsonRecords.js';
import { writtenFaceValue } from './reading/writtenFaceValue.js';

const KEYS = ['SCRIP_CD', 'Scrip_Name', 'ISIN_NUMBER', 'Segment'];

/**
 * The shares that BSE's site lists. Where NSE has a company of the same ISIN, both are listings of one company. Both
 * exchanges use one classification, of which BSE gives the fourth level.
 */
export const bseSecurities: Adapter = {
  name: 'bse-securities',
  title: 'BSE list of securities (JSON)',
  gives: { companies: { columns: ['ticker', 'name', 'isin', 'basic_industry', 'face_value'] } },
  source: 'PRIMARY',
  recognises: (content) => jsonRecords(content, KEYS) !== null,
  read: (content, out) => {
    for (const [place, record] of (jsonRecords(content, KEYS) ?? []).entries()) {
      const [code, name, isin, segment, industry, faceValue] = [
        ...['SCRIP_CD', 'Scrip_Name', 'ISIN_NUMBER', 'Segment', 'INDUSTRY', 'FACE_VALUE'],
      ].map((key) => textIn(record, key));
      if (/^equity/i.test(segment)) {
        out.row('companies', [`${code}.BO`, name, isin, industry, writtenFaceValue(faceValue)], place + 1);
      } else out.leaveOut('companies', 'NOT_A_STOCK', `${code} ${segment}`);
    }
  },
};
