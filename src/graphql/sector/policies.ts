import { inherited } from '../inherited.js';
import type { Policies } from '../noun.js';

export const SECTOR_POLICIES: Policies = {
  'Query.sectors': { access: 'MARKET_READ', freshness: 'TODAY', size: 40 },
  'Stock.sector': { access: 'MARKET_READ', freshness: 'INHERIT' },
  ...inherited('Sector', ['banking', 'id', 'key', 'name', 'penaltyCap']),
  'Sector.momentum': { access: 'MARKET_READ', freshness: 'DAY', cost: 1, reads: 1 },
  'Sector.stockCount': { access: 'INHERIT', freshness: 'TODAY' },
  ...inherited('SectorMomentum', ['date', 'score', 'z']),
};
