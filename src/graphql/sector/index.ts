import type { Noun } from '../noun.js';
import { SectorResolver } from './sectorResolver.js';
import { SECTOR_POLICIES } from './policies.js';
import { StockSector } from './stockSector.js';

export const sectorNoun: Noun = { resolvers: [SectorResolver, StockSector], policies: SECTOR_POLICIES };
