import { describe, expect, test } from '@jest/globals';
import { NO_STORE } from '../../../../src/market/imports/adapters/noStore.js';
import { adapted } from '../../../support/market/adapted.js';
import { describeAdapter } from './contract.js';

const ALPHA = { ...NO_STORE, ticker: 'ALPHA' };
const RECORD = {
  ...{ re_from_dt: '01-OCT-2024', re_to_dt: '31-DEC-2024', re_create_dt: '30-JAN-2025' },
  ...{ re_net_sale: '10000.5', re_oth_inc_new: '500', re_total_inc: '10500.5', re_oth_tot_exp: '8500.5' },
  ...{ re_int_new: '100', re_depr_und_exp: '400', re_tax: '500', re_net_profit: '1500', re_int_earned: null },
  ...{ re_pdup: '2000', re_face_val: '2', re_basic_eps_for_cont_dic_opr: '1.5', re_notes_to_ac: '' },
};
const file = (...records: readonly object[]) =>
  JSON.stringify({ resCmpData: records, bankNonBnking: 'N' }, null, 1);

describeAdapter({
  adapter: 'nse-results-comparison',
  file: file(RECORD),
  gives: { statements: 9, filings: 1 },
  context: ALPHA,
});

describe('the comparison of results', () => {
  test('gives quarters in crores, which it states in lakh', async () => {
    const { rows } = await adapted(file(RECORD), { context: ALPHA });
    expect(rows['statements']?.[0]).toEqual({
      ...{ ticker: 'ALPHA', period_end: '2024-12-31', period: 'QUARTER', metric: 'sales', value: '100.005' },
      ...{ published_on: '2025-01-30', months: '3', basis: '' },
    });
    const values = rows['statements']?.map(({ metric, value }) => [metric, value]);
    expect(Object.fromEntries(values ?? [])).toEqual({
      ...{ sales: '100.005', net_profit: '15', interest: '1', depreciation: '4', tax: '5', eps: '1.5' },
      ...{ operating_profit: '20', opm: '0.2', shares_cr: '10' },
    });
  });

  test('flags what contradicts itself, and refuses records without a period', async () => {
    const wrong = { ...RECORD, re_basic_eps_for_cont_dic_opr: '150' };
    const found = await adapted(file(wrong, { ...RECORD, re_to_dt: 'x' }), { context: ALPHA });
    expect(found.flags.map(({ metric }) => metric)).toEqual(['eps', 'shares_cr']);
    expect(found.refusals).toMatchObject([{ rule: 'NOT_A_DATE', value: 'x', line: 2 }]);
  });

  test('names no stock, so that it is refused without one', async () => {
    await expect(adapted(file(RECORD), { name: 'r.json' })).rejects.toThrow(
      /^r\.json names no stock: expected the option --ticker/,
    );
  });
});
