import type { PillarField } from '../../books/pillarFields.js';
import type { PillarName } from '../../scoring/names.js';

/** The names of the pillars in the schema, in their usual order, with their letters in the core. */
export const PILLAR_LETTERS = {
  FUNDAMENTALS: 'F',
  TECHNICALS: 'T',
  RELATIVE_STRENGTH: 'R',
  OWNERSHIP: 'O',
  QUALITY: 'Q',
  SECTOR_MOMENTUM: 'S',
} as const satisfies Record<PillarField, PillarName>;

export const PILLAR_NAMES = Object.keys(PILLAR_LETTERS) as readonly PillarField[];
