/** How concentrated a sector is, from the least. */
export const CONCENTRATIONS = ['FRAGMENTED', 'MODERATE', 'HIGH'] as const;
export type Concentration = (typeof CONCENTRATIONS)[number];

export const MARKET_POSITIONS = ['LEADER', 'CHALLENGER', 'DISRUPTOR', 'NICHE'] as const;
export type MarketPosition = (typeof MARKET_POSITIONS)[number];

export const BCG_QUADRANTS = ['STAR', 'CASH_COW', 'QUESTION_MARK', 'DOG'] as const;
export type BcgQuadrant = (typeof BCG_QUADRANTS)[number];

/** How fast a sector grows, from the fastest. */
export const SECTOR_STAGES = ['RAPID', 'GROWING', 'MATURE', 'DECLINING'] as const;
export type SectorStage = (typeof SECTOR_STAGES)[number];

export const OPPORTUNITIES = ['HIGH', 'MEDIUM', 'LOW'] as const;
export type Opportunity = (typeof OPPORTUNITIES)[number];
