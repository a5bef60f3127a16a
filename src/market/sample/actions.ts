import { isoOf } from '../day.js';
import type { SampleCompany } from './companies.js';
import type { Path } from './prices.js';
import { rightsPrices } from './rightsPrices.js';
import type { StoryAction } from './story.js';
import type { Table } from './table.js';
import type { Timeline } from './timeline.js';

const TERMS = ['new_shares', 'old_shares', 'price', 'factor'] as const;
type Terms = Partial<Record<(typeof TERMS)[number], number>>;

export function actionsTable(paths: ReadonlyMap<SampleCompany, Path>, timeline: Timeline): Table {
  return {
    file: 'actions.csv',
    columns: ['ticker', 'ex_date', 'kind', ...TERMS, 'detail'],
    rows: [...paths].flatMap(([{ ticker, story }, path]) =>
      (story.actions ?? []).map((action) => {
        const { ago, kind } = action;
        const terms: Terms = {
          ...('newShares' in action && { new_shares: action.newShares, old_shares: action.oldShares }),
          ...(kind === 'RIGHTS' && { price: rightsPrices(path, ago).issued }),
          ...(kind === 'SPECIAL_DIVIDEND' && { factor: action.factor }),
        };
        return [
          ticker,
          isoOf(timeline[timeline.length - 1 - ago]),
          kind,
          ...TERMS.map((name) => (terms[name] === undefined ? '' : String(terms[name]))),
          detailOf(action),
        ];
      }),
    ),
  };
}

/** Returns what an exchange would say of an action. */
function detailOf(action: StoryAction): string {
  switch (action.kind) {
    case 'BONUS':
      return `Bonus ${action.newShares - action.oldShares}:${action.oldShares}`;
    case 'RIGHTS':
      return `Rights ${action.newShares - action.oldShares}:${action.oldShares}`;
    case 'SPLIT':
      return `Face value split: ${action.newShares} shares for ${action.oldShares}`;
    case 'CONSOLIDATION':
      return `Consolidation: ${action.newShares} shares for ${action.oldShares}`;
    case 'DEMERGER':
      return 'Demerger';
    case 'SPECIAL_DIVIDEND':
      return 'Special dividend';
    default:
      return action satisfies never;
  }
}
