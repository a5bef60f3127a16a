import type { GivenColumns } from '../adapter.js';

/** The columns of shareholding that lists give: the promoter's part, and not those of others. */
export const HOLDING_GIVES: { readonly shareholding: GivenColumns } = {
  shareholding: { columns: ['ticker', 'quarter_end', 'promoter_pct', 'published_on'] },
};
