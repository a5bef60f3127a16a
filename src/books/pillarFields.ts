import type { BookRow } from './dayBook.js';

/** The pillars by their names in the schema, and the columns of `scores` that hold them. */
export const PILLAR_FIELDS = {
  FUNDAMENTALS: 'f',
  TECHNICALS: 't',
  RELATIVE_STRENGTH: 'r',
  OWNERSHIP: 'o',
  QUALITY: 'q',
  SECTOR_MOMENTUM: 's',
} as const satisfies Readonly<Record<string, keyof BookRow>>;

export type PillarField = keyof typeof PILLAR_FIELDS;
