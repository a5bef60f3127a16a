import type { PillarField } from '../../books/pillarFields.js';
import type { PillarName } from '../../scoring/names.js';

/** The core's letters for the pillars, in their order. */
export const PILLAR_LETTERS = {
  FUNDAMENTALS: 'F',
  TECHNICALS: 'T',
  RELATIVE_STRENGTH: 'R',
  OWNERSHIP: 'O',
  QUALITY: 'Q',
  SECTOR_MOMENTUM: 'S',
} as const satisfies Record<PillarField, PillarName>;

export const PILLAR_NAMES = Object.keys(PILLAR_LETTERS) as readonly PillarField[];
