import type { FieldFunctionOptions, InMemoryCacheConfig, StoreObject } from '@apollo/client';

type Part = StoreObject | undefined;
type Options = Pick<FieldFunctionOptions, 'mergeObjects' | 'readField'>;

/** Joins two selections of one part of what never changes, such as a score. */
const ofUnchanging = { merge: true };

/** Joins two selections of a part if both have the same value of a field, else takes the newer one as it is. */
const ofSame = (field: string) => ({
  merge: (existing: Part, incoming: Part, { mergeObjects, readField }: Options): Part => {
    const key = incoming && readField(field, incoming);
    return existing && incoming && key !== undefined && readField(field, existing) === key
      ? mergeObjects(existing, incoming)
      : incoming;
  },
});

/** Takes the newer selection as it is: the part changes with what holds it, and has nothing that tells whether both are the same. */
const newer = { merge: false };

/** Joins two selections of one list of what never changes, item by item. */
const inOrder = {
  merge: (
    existing: readonly StoreObject[] | undefined,
    incoming: readonly StoreObject[],
    { mergeObjects }: Options,
  ): readonly StoreObject[] =>
    existing?.length === incoming.length
      ? incoming.map((item, at) => mergeObjects(existing[at], item))
      : incoming,
};

/** Joins two selections of one list item by item, if both have the same values of some fields at each place. */
const ofSameItems = (...fields: readonly string[]) => ({
  merge: (
    existing: readonly StoreObject[] | undefined,
    incoming: readonly StoreObject[],
    { mergeObjects, readField }: Options,
  ): readonly StoreObject[] => {
    const isSame = (item: StoreObject, at: number) =>
      fields.every((field) => {
        const key = readField(field, item);
        return key !== undefined && existing !== undefined && readField(field, existing[at]) === key;
      });
    return existing?.length === incoming.length && incoming.every(isSame)
      ? incoming.map((item, at) => mergeObjects(existing[at], item))
      : incoming;
  },
});

/**
 * Options for the cache of Apollo Client.
 *
 * Stocks, scores, sectors and runs have an `id`, under which the cache keeps each of them once. Their parts have none, so
 * that without these policies the parts that one component asks for would replace those of another, which the cache then
 * asks for again. A stored score never changes (another run stores another one), so that its parts can be joined. Other
 * parts are joined only where they are of the same day, so ask for `date` or `publishedOn` beside the figures.
 */
export const apolloCache: Pick<InMemoryCacheConfig, 'possibleTypes' | 'typePolicies'> = {
  possibleTypes: {
    Node: [
      'Alert',
      'AlertRule',
      'ApiKey',
      'AuditEntry',
      'Backfill',
      'Backtest',
      'Chunk',
      'Document',
      'Export',
      'Filing',
      'Import',
      'IntelligenceItem',
      'Job',
      'JournalEntry',
      'Model',
      'Portfolio',
      'Rebalance',
      'Report',
      'Risk',
      'Run',
      'Score',
      'Sector',
      'Session',
      'Stock',
      'User',
      'Webhook',
    ],
  },
  typePolicies: {
    Stock: {
      fields: {
        actions: ofSameItems('exDate', 'kind'),
        events: ofSameItems('date', 'kind'),
        gaps: ofSameItems('from', 'to'),
        suggestedMetrics: newer,
        tickers: ofSameItems('ticker', 'from'),
      },
    },
    Profile: { merge: true },
    CorporateAction: { fields: { flags: ofSameItems('kind', 'detail') } },
    DataQuality: {
      ...ofSame('on'),
      fields: { flags: ofSameItems('kind', 'count'), freshness: ofSameItems('dataset', 'newest') },
    },
    NotScored: ofSame('date'),
    Import: { fields: { flags: inOrder, leftOut: inOrder } },
    Backfill: { fields: { days: ofSameItems('date', 'feed') } },
    Score: { fields: { distances: newer, guardrails: inOrder } },
    // What compares a score with others changes with these.
    BandSpell: newer,
    ScoreChange: { merge: false, fields: { causes: newer, parts: newer } },
    Risk: { fields: { factors: inOrder, parts: inOrder } },
    // It is of the day's current score, which may be another one by now.
    RiskEvidence: { merge: false, fields: { fired: inOrder } },
    Classification: ofUnchanging,
    Pillars: { ...ofUnchanging, fields: { all: inOrder } },
    Pillar: { ...ofUnchanging, fields: { components: inOrder } },
    Penalty: { ...ofUnchanging, fields: { parts: inOrder } },
    Confidence: ofUnchanging,
    Provenance: ofUnchanging,
    Features: ofSame('date'),
    Fundamentals: { ...ofSame('publishedOn'), fields: { flags: ofSameItems('kind', 'detail') } },
    SectorMomentum: ofSame('date'),
    Shareholding: { ...ofSame('publishedOn'), fields: { flags: ofSameItems('kind', 'detail') } },
    Method: ofSame('hash'),
    Model: { fields: { positions: newer, refresh: newer } },
    FromScores: newer,
    Portfolio: { fields: { holdings: newer } },
    PortfolioCosts: newer,
    PortfolioLimits: newer,
    Valuation: {
      ...ofSame('date'),
      fields: { dropped: newer, holdings: newer, unbooked: newer, uncovered: newer },
    },
    DriftReport: { ...ofSame('date'), fields: { positions: newer } },
    Performance: { ...ofSame('to'), fields: { points: newer } },
    PortfolioRisk: { ...ofSame('date'), fields: { breaches: newer, sectors: newer } },
    Rebalance: { fields: { portfolios: newer } },
    PortfolioRebalance: { fields: { infeasible: newer, transactions: newer } },
    Backtest: { fields: { points: newer } },
    Report: { fields: { downloads: newer, findings: newer } },
    ReportSubject: newer,
    ReportChanges: { ...newer, fields: { changes: newer } },
    CompanyHealth: { merge: false, fields: { scores: newer } },
    PeerAnalysis: { ...ofSame('on'), fields: { companies: newer, insights: newer, leftOut: newer } },
    Insight: { fields: { numbers: newer } },
  },
};
