import type { Database } from '../../database/database.js';
import type { Embedder } from './embedder.js';
import { highlightsOf } from './highlights/highlightsOf.js';
import type { IndexedDocument, IndexSnapshot } from './index/indexedDocument.js';
import type { VectorIndex } from './index/vectorIndex.js';
import { keywordRanks, type KeywordRanks } from './keyword/keywordRanks.js';
import { BestChunks, scoreOf, type ScoredChunk } from './scoredChunks.js';
import type { SearchAnswer } from './searchAnswer.js';
import type { SearchRequest } from './searchRequest.js';
import { semanticScores } from './semanticScores.js';
import { financeTerms } from './terms/financeTerms.js';

/** How often a search begins again because documents changed meanwhile. After that, its answer may mix before and after. */
const MOST_TURNS = 3;
const NO_WORDS: KeywordRanks = { ranks: [], lexemes: [] };

/** What a search reads. */
export interface SearchServices {
  readonly database: Pick<Database, 'query'>;
  readonly index: VectorIndex;
  readonly embedder: Embedder;
}

/**
 * Finds chunks of documents that are READY, by what they mean, by their words, or both. The same request of the same store
 * gives the same answer. A chunk with the score 0 is not found.
 *
 * @throws Error where the embedder or the store fails; AbortError where the signal aborts
 */
export async function searchDocuments(
  services: SearchServices,
  request: SearchRequest,
  signal?: AbortSignal,
): Promise<SearchAnswer> {
  const { mode, query } = request;
  const vector = mode === 'KEYWORD' ? null : (await services.embedder.embed([query], signal))[0];
  for (let turn = 1; ; turn++) {
    const snapshot = await services.index.current();
    const { hits, lexemes } = await find(services, request, { snapshot, vector, signal });
    const texts = await textsOf(services, hits, signal);
    if (turn < MOST_TURNS && (await services.index.revision()) !== snapshot.revision) continue;
    return {
      mode,
      model: vector === null ? null : services.embedder.model,
      hits: hits.flatMap((hit) => {
        const text = texts.get(keyOf(hit));
        // It was deleted just now.
        return text === undefined ? [] : [{ ...hit, highlights: highlightsOf(text, lexemes) }];
      }),
    };
  }
}

async function find(
  services: SearchServices,
  request: SearchRequest,
  given: {
    readonly snapshot: IndexSnapshot;
    /** Of the query; null: meanings are not compared. */
    readonly vector: Float32Array | null;
    readonly signal: AbortSignal | undefined;
  },
): Promise<{ readonly hits: readonly ScoredChunk[]; readonly lexemes: readonly string[] }> {
  const { mode, query, first, minScore } = request;
  const { snapshot, vector, signal } = given;
  const documents = snapshot.documents.filter((document) => isAsked(document, request));
  const { ranks, lexemes } =
    mode === 'SEMANTIC' || documents.length === 0
      ? NO_WORDS
      : await keywordRanks(
          services.database,
          financeTerms().groupsOf(query),
          documents.map(({ id }) => id),
          signal,
        );
  const best = new BestChunks(first, minScore ?? 0);
  const add = (documentId: number, place: number, semantic: number | null, keyword: number | null) => {
    const score = scoreOf(mode, semantic, keyword);
    if (score > 0 && score >= best.bound) best.add({ documentId, place, score, semantic, keyword });
  };
  const rankOf = new Map<number, Map<number, number>>();
  for (const { document_id: id, place, rank } of ranks) {
    const ofDocument = rankOf.get(id) ?? new Map<number, number>();
    rankOf.set(id, ofDocument.set(place, rank));
  }
  if (vector !== null) {
    await semanticScores(
      services,
      { query: vector, documents },
      (documentId, place, cosine) => {
        const ofDocument = rankOf.get(documentId);
        add(documentId, place, cosine, ofDocument?.get(place) ?? null);
        ofDocument?.delete(place);
      },
      signal,
    );
  }
  for (const [id, ofDocument] of rankOf) for (const [place, rank] of ofDocument) add(id, place, null, rank);
  return { hits: best.all(), lexemes };
}

const isAsked = (
  { stock, category, publishedOn }: IndexedDocument,
  { stocks, categories, from, to }: SearchRequest,
): boolean =>
  (stocks === null || stocks.includes(stock)) &&
  (categories === null || categories.includes(category)) &&
  (from === null || publishedOn >= from) &&
  (to === null || publishedOn <= to);

/** Returns the texts of chunks by `keyOf`. */
async function textsOf(
  { database }: SearchServices,
  chunks: readonly ScoredChunk[],
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, string>> {
  if (chunks.length === 0) return new Map();
  const rows = await database.query<{ document_id: number; place: number; text: string }>(
    `SELECT document_id, place, text FROM document_chunks
     WHERE (document_id, place) IN (SELECT * FROM unnest($1::int4[], $2::int4[]))`,
    [chunks.map(({ documentId }) => documentId), chunks.map(({ place }) => place)],
    signal,
  );
  return new Map(
    rows.map((row) => [keyOf({ documentId: row.document_id, place: row.place }), row.text] as const),
  );
}

const keyOf = ({ documentId, place }: Pick<ScoredChunk, 'documentId' | 'place'>): string =>
  `${documentId}/${place}`;
