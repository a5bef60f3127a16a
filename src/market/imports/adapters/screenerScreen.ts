import { UserError } from '../../../userError.js';
import type { TableContent } from '../sources/content.js';
import type { Adapter } from './adapter.js';
import { hasColumns } from './reading/headers.js';

/** A screen that was exported from Screener. It has names and no symbols, and figures without a date. */
export const screenerScreen: Adapter = {
  name: 'screener-screen',
  title: 'Screener screen export (CSV)',
  gives: { statements: { columns: ['ticker', 'period_end', 'period', 'metric', 'value'] } },
  source: 'SECONDARY',
  recognises: (content) => hasColumns(content, ['S.No.', 'Name', 'CMP Rs.']),
  read: (content) => {
    throw new UserError(
      `${(content as TableContent).name} is a screen of Screener: it names companies without their symbols, and no day of its figures, ` +
        'so that no stock can be told. Export each company to Excel, and import that with --ticker.',
    );
  },
};
