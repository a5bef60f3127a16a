/** By which part of the score a search finds. */
export type SearchMode = 'HYBRID' | 'SEMANTIC' | 'KEYWORD';
