import { registerEnumType } from 'type-graphql';
import type { SearchMode } from '../../companies/search/searchMode.js';

export const SearchModeEnum = {
  HYBRID: 'HYBRID',
  SEMANTIC: 'SEMANTIC',
  KEYWORD: 'KEYWORD',
} as const satisfies Record<SearchMode, SearchMode>;
registerEnumType(SearchModeEnum, {
  name: 'SearchMode',
  description: 'By what a search finds, and so what its score is.',
  valuesConfig: {
    HYBRID: { description: 'By both: 0.7 × semantic + 0.3 × keyword; a part that is missing counts as 0.' },
    SEMANTIC: { description: 'By what is meant, in whatever words.' },
    KEYWORD: { description: 'By the words, their other endings, and what finance calls the same.' },
  },
});
