import type { Story, StoryEvent } from './story.js';

const shares =
  <Kind>(kind: Kind) =>
  (ago: number, newShares: number, oldShares: number) => ({ ago, kind, newShares, oldShares });
const split = shares('SPLIT' as const);
const bonus = shares('BONUS' as const);
const consolidation = shares('CONSOLIDATION' as const);
const rights = shares('RIGHTS' as const);
const event =
  (kind: StoryEvent['kind'], detail: string) =>
  (daysAgo: number): StoryEvent => ({ daysAgo, kind, detail });
const meeting = event('BOARD_MEETING', 'To consider raising funds');
const results = event('RESULTS', 'Quarter to 2026-06-30');
const qualification = event('AUDITOR_QUALIFICATION', 'Recoverability of advances');
const auditorResigned = event('AUDITOR_RESIGNATION', 'Before the end of the term');
const directorResigned = event('BOARD_RESIGNATION', 'Independent director');

/** The companies that are particular, and how. Every rule of the method and of the import has a case. */
export const STORIES: Readonly<Record<string, Story>> = {
  // Leaders.
  'SYNMETAL02.NS': { why: 'good, in a leading group, and breaking out', quality: 1.8, breaksOut: true },
  'SYNMETAL06.NS': { why: 'in a leading group, and breaking out', breaksOut: true },
  'SYNENERGY04.NS': { why: 'good, and breaking out', quality: 1.8, breaksOut: true },
  'SYNAUTO03.NS': { why: 'good, and breaking out', quality: 1.6, breaksOut: true },
  'SYNPHARMA06.NS': { why: 'breaking out', breaksOut: true },
  'SYNPSU02.NS': { why: 'far better than its group, and breaking out', quality: 2.2, breaksOut: true },
  'SYNBANK04.NS': { why: 'far better than its group', quality: 2.2 },
  'SYNFMCG04.NS': { why: 'far better than its group', quality: 2 },
  'SYNIT02.NS': { why: 'far better than its group, which is in a bear phase', quality: 2 },

  // Thinly traded companies; the bounds are 5, 3 and 2 crore.
  'SYNPHARMA14.NS': { why: 'trades about ₹ 1 crore a day', turnoverCr: 1.2 },
  'SYNFMCG13.NS': { why: 'trades about ₹ 2.5 crore a day', turnoverCr: 2.6 },
  'SYNENERGY13.NS': { why: 'trades about ₹ 2.5 crore a day', turnoverCr: 2.7 },
  'SYNNBFC14.NS': { why: 'trades about ₹ 4 crore a day', turnoverCr: 4.2 },
  'SYNMETAL13.NS': { why: 'trades about ₹ 4 crore a day', turnoverCr: 4.2 },

  // Companies with pledged promoters; the bounds are 10 and 25 %.
  'SYNENERGY08.NS': {
    why: 'good, and breaking out, but 14 % of the promoter shares are pledged',
    quality: 1.2,
    breaksOut: true,
    pledgedPct: 14,
  },
  'SYNAUTO09.NS': { why: '18 % of the promoter shares are pledged', pledgedPct: 18 },
  'SYNMETAL09.NS': { why: '32 % of the promoter shares are pledged', pledgedPct: 32 },
  'SYNPHARMA10.NS': { why: '55 % of the promoter shares are pledged', pledgedPct: 55 },
  'SYNAUTO13.NS': { why: 'thinly traded and 40 % pledged', pledgedPct: 40, turnoverCr: 1.4 },

  // Odd bars.
  'SYNPHARMA12.NS': {
    why: 'far more volatile than its group of late, and therefore traded trade-to-trade (series BE) for 20 sessions',
    isSpeculative: true,
    tradeToTradeAgo: 19,
  },
  'SYNNBFC11.NS': {
    why: 'stopped trading 80 sessions before the end; the bar after that is a copy, recorded by mistake (COPIED)',
    lastBarAgo: 80,
    copiedAgo: 79,
  },
  'SYNFMCG11.NS': { why: 'has not traded in the last four sessions', lastBarAgo: 4 },
  'SYNMETAL12.NS': {
    why: 'listed 100 sessions before the end, and breaking out',
    firstBarAgo: 99,
    reporting: 'NEW',
    breaksOut: true,
  },
  'SYNENERGY10.NS': { why: 'three sessions are missing (GAP)', holeAgo: [150, 148] },
  'SYNAUTO07.NS': {
    why: 'split 5 for 1, which actions.csv does not tell (JUMP)',
    unlistedSplit: split(330, 5, 1),
  },
  'SYNPHARMA07.NS': { why: 'a high that is far too high (RANGE_OUTLIER)', mistypedAgo: 290 },
  'SYNPSU12.NS': { why: 'the same close on 13 sessions (STALE)', unchangedAgo: [190, 179] },
  'SYNBANK13.NS': { why: 'a close without volume (NO_VOLUME)', noVolumeAgo: 70 },
  'SYNAUTO02.NS': { why: 'split 5 for 1', actions: [split(280, 5, 1)] },
  'SYNIT03.NS': { why: 'bonus of one share for each', actions: [bonus(220, 2, 1)] },
  'SYNPHARMA04.NS': { why: 'split 10 for 2', actions: [split(130, 10, 2)] },
  'SYNBANK05.NS': { why: 'split 2 for 1', actions: [split(55, 2, 1)] },
  'SYNENERGY02.NS': { why: 'bonus of one share for two', actions: [bonus(30, 3, 2)] },
  'SYNIT06.NS': { why: 'a bonus, and later a split', actions: [bonus(310, 2, 1), split(110, 2, 1)] },
  'SYNMETAL05.NS': { why: 'consolidated four shares into one', actions: [consolidation(340, 1, 4)] },
  'SYNENERGY05.NS': { why: 'rights to one share for each four', actions: [rights(300, 5, 4)] },
  'SYNFMCG09.NS': {
    why: 'fell by a third on a demerger, whose factor is taken from the open',
    demergedAgo: 255,
    actions: [{ kind: 'DEMERGER', ago: 255 }],
  },
  'SYNIT07.NS': {
    why: 'a special dividend of 6 %',
    actions: [{ kind: 'SPECIAL_DIVIDEND', ago: 270, factor: 0.94 }],
  },

  // Companies that were known by other names, or in other industries.
  'SYNIT09.NS': { why: 'was SYNSOFT09 before', former: { symbol: 'SYNSOFT09.NS', untilAgo: 200 } },
  'SYNENERGY11.NS': {
    why: 'was a miner before',
    formerIndustry: { industry: 'Metals & Mining', changedAgo: 190 },
  },

  // Statements that are missing, old or from elsewhere.
  'SYNPHARMA11.NS': { why: 'has published no statements for two years', reporting: 'STALE' },
  'SYNMETAL11.NS': { why: 'breaking out, but has no statements at all', breaksOut: true, reporting: 'NONE' },
  'SYNNBFC09.NS': { why: 'known from fundamentals.csv alone', reporting: 'SUMMARY' },
  'SYNFMCG10.NS': { why: 'known from fundamentals.csv alone', reporting: 'SUMMARY' },
  'SYNNBFC08.NS': { why: 'statements from a secondary source', reporting: 'SECONDARY' },
  'SYNIT11.NS': { why: 'statements from a secondary source', reporting: 'SECONDARY' },
  'SYNMETAL08.NS': { why: 'statements from a secondary source', reporting: 'SECONDARY' },
  'SYNAUTO10.NS': { why: 'makes losses: neither P/E nor growth is meaningful', makesLosses: true },
  'SYNFMCG02.NS': { why: 'its P/E is quoted', quotesPe: true },
  'SYNPHARMA02.NS': { why: 'its P/E is quoted', quotesPe: true },

  // Owners.
  'SYNBANK03.NS': { why: 'has no promoter', hasNoPromoter: true },
  'SYNENERGY12.NS': { why: 'does not tell what institutions hold', hidesInstitutions: true },

  // Events around the last session, and governance.
  'SYNPSU04.NS': { why: 'board meeting on the last day', events: [meeting(0)] },
  'SYNIT05.NS': { why: 'board meeting the day before the last', events: [meeting(1)] },
  'SYNBANK02.NS': { why: 'board meeting a day ahead', events: [meeting(-1)] },
  'SYNFMCG03.NS': { why: 'board meeting two days ahead', events: [meeting(-2)] },
  'SYNAUTO05.NS': { why: 'board meeting three days ahead: outside the window', events: [meeting(-3)] },
  'SYNIT01.NS': { why: 'results announced for six days ahead', events: [results(-6)] },
  'SYNENERGY09.NS': { why: 'auditor qualified the accounts 47 days ago', events: [qualification(47)] },
  'SYNAUTO11.NS': {
    why: 'auditor qualified the accounts 400 days ago, which no longer counts',
    events: [qualification(400)],
  },
  'SYNNBFC10.NS': { why: 'a director resigned 200 days ago', events: [directorResigned(200)] },
  'SYNMETAL10.NS': {
    why: 'auditor and a director resigned within a year',
    events: [auditorResigned(140), directorResigned(126)],
  },
  'SYNPHARMA09.NS': {
    why: 'thinly traded, volatile, about to meet, and left by auditor and director: HIGH_RISK_CAP alone',
    turnoverCr: 3.1,
    isSpeculative: true,
    events: [meeting(-1), auditorResigned(60), directorResigned(75)],
  },
};
