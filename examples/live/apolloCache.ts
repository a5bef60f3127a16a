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

/**
 * Options for the cache of Apollo Client.
 *
 * Stocks, scores, sectors and runs have an `id`, under which the cache keeps each of them once. Their parts have none, so
 * that without these policies the parts that one component asks for would replace those of another, which the cache then
 * asks for again. A stored score never changes (another run stores another one), so that its parts can be joined. Other
 * parts are joined only where they are of the same day, so ask for `date` or `publishedOn` beside the figures.
 */
export const apolloCache: Pick<InMemoryCacheConfig, 'possibleTypes' | 'typePolicies'> = {
  possibleTypes: { Node: ['ApiKey', 'AuditEntry', 'Run', 'Score', 'Sector', 'Session', 'Stock', 'User'] },
  typePolicies: {
    Score: { fields: { guardrails: inOrder } },
    Pillars: { ...ofUnchanging, fields: { all: inOrder } },
    Pillar: { ...ofUnchanging, fields: { components: inOrder } },
    Penalty: { ...ofUnchanging, fields: { parts: inOrder } },
    Confidence: ofUnchanging,
    Provenance: ofUnchanging,
    Features: ofSame('date'),
    Fundamentals: ofSame('publishedOn'),
    SectorMomentum: ofSame('date'),
    Shareholding: ofSame('publishedOn'),
    Method: ofSame('hash'),
  },
};
