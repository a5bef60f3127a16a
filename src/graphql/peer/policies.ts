import { inherited } from '../inherited.js';
import type { FieldPolicy } from '../fieldPolicy.js';
import type { Policies } from '../noun.js';
import { MOST_COMPANIES } from './topCompaniesQuery.js';

/** Companies of one sector group of a market of 2,000, and those of them that are left out. */
const PEERS = 200;
const LEFT_OUT = 50;
/** The rules, of which some contradict each other. */
const INSIGHTS = 6;
/** Sector groups of a sector file. */
const SECTORS = 40;
/** Units of going through a day of 2,000 stocks once. */
const SCREENED = 1;
/** Units of going through the scores of a day for each sector. */
const MEDIAN = 0.5;
/** A reason with a day. */
const REASON_BYTES = 110;

const ofSize = (size: number): FieldPolicy => ({ access: 'INHERIT', freshness: 'INHERIT', size });
/** The market of a day is charged where it is read. */
const OF_DAY: FieldPolicy = { access: 'COMPANIES_READ', freshness: 'DAY', reads: 1 };
const RISKS = 'RISK_READ';

export const PEER_POLICIES: Policies = {
  'Query.peerAnalysis': OF_DAY,
  'Stock.peers': OF_DAY,
  'Query.sectorsOverview': { ...OF_DAY, size: SECTORS },
  // Like the screener, it tells of scores: of whether a stock has one.
  'Query.topCompanies': {
    access: ['COMPANIES_READ', 'SCORES_READ'],
    scopesOfArguments: { by: { RISK: RISKS, RISK_UPPER: RISKS, RISK_JUDGED: RISKS } },
    freshness: 'DAY',
    work: SCREENED,
    reads: 2,
    size: ({ args: { first } }) =>
      typeof first === 'number' ? Math.min(Math.max(first, 0), MOST_COMPANIES) : 10,
  },
  ...inherited('RankedCompany', ['rank', 'stock', 'value']),

  ...inherited('PeerAnalysis', ['concentration', 'coverage', 'hhi', 'metric', 'on', 'sector', 'topThree']),
  'PeerAnalysis.companies': ofSize(PEERS),
  'PeerAnalysis.leftOut': ofSize(LEFT_OUT),
  'PeerAnalysis.insights': ofSize(INSIGHTS),
  ...inherited('PeerPosition', [
    'growth',
    'position',
    'quadrant',
    'rank',
    'relativeShare',
    'revenue',
    'share',
    'stock',
  ]),
  'PeerPosition.score': { access: 'SCORES_READ', freshness: 'INHERIT', reads: 1 },
  ...inherited('LeftOut', ['stock'], { reason: REASON_BYTES }),

  ...inherited('SectorOverview', [
    'companies',
    'concentration',
    'growth',
    'growthCompanies',
    'hhi',
    'opportunity',
    'revenue',
    'sector',
    'stage',
  ]),
  'SectorOverview.medianScore': { access: 'SCORES_READ', freshness: 'INHERIT', work: MEDIAN, reads: 1 },
  'SectorOverview.medianRisk': { access: 'RISK_READ', freshness: 'INHERIT', work: MEDIAN, reads: 1 },
};
