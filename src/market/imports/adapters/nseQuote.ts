import type { Content } from '../sources/content.js';
import type { Adapter } from './adapter.js';
import { isRecord, jsonOf, textIn } from './reading/jsonRecords.js';
import { writtenDate } from './reading/writtenDate.js';
import { writtenFaceValue } from './reading/writtenFaceValue.js';

/**
 * The quote of a share on NSE's site. It says what the company does today: the exchange's second level is the industry, the
 * fourth one the basic industry. Its prices are of a running session, and are not taken.
 */
export const nseQuote: Adapter = {
  name: 'nse-quote',
  title: 'NSE quote of a stock (JSON)',
  gives: {
    companies: {
      columns: ['ticker', 'name', 'isin', 'industry', 'basic_industry', 'listed_on', 'face_value'],
      keep: ['name'],
    },
  },
  source: 'PRIMARY',
  recognises: (content) => partsOf(content) !== null,
  read: (content, out) => {
    const parts = partsOf(content);
    if (parts === null) return;
    const { info, industries, security } = parts;
    const ticker = textIn(info, 'symbol');
    if (info['isETFSec'] === true) out.leaveOut('companies', 'NOT_A_STOCK', ticker);
    else {
      const fields = [textIn(info, 'companyName'), textIn(info, 'isin')];
      const levels = [textIn(industries, 'sector'), textIn(industries, 'basicIndustry')];
      const listedOn = writtenDate(textIn(info, 'listingDate')) ?? '';
      const profile = [listedOn, writtenFaceValue(textIn(security, 'faceValue'))];
      out.row('companies', [ticker, ...fields, ...levels, ...profile], 1);
    }
  },
};

function partsOf(content: Content) {
  const info = jsonOf(content, 'info');
  const industries = jsonOf(content, 'industryInfo');
  const security = jsonOf(content, 'securityInfo');
  return isRecord(info, ['symbol', 'companyName', 'isin']) &&
    isRecord(industries, ['sector', 'basicIndustry'])
    ? { info, industries, security: isRecord(security) ? security : {} }
    : null;
}
