import type { Noun } from '../noun.js';
import { nodeKind } from '../relay/nodeKind.js';
import { SECTOR_IDS } from './sector.js';
import { sectorOf } from './sectorOf.js';
import { SectorResolver } from './sectorResolver.js';
import { SECTOR_POLICIES } from './policies.js';
import { StockSector } from './stockSector.js';

export const sectorNoun: Noun = {
  resolvers: [SectorResolver, StockSector],
  policies: SECTOR_POLICIES,
  nodes: [nodeKind(SECTOR_IDS, 'MARKET_READ', (key, { market }) => sectorOf(key, market))],
};
