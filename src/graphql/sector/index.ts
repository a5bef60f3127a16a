import type { Noun } from '../noun.js';
import { SectorResolver } from './sectorResolver.js';
import { SECTOR_POLICIES } from './policies.js';

export const sectorNoun: Noun = { resolvers: [SectorResolver], policies: SECTOR_POLICIES };
