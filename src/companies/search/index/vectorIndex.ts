import { Coalesced } from '../../../async/coalesced.js';
import type { Database } from '../../../database/database.js';
import type { Embedder } from '../embedder.js';
import { changedDocuments, type ChangedDocument } from './changedDocuments.js';
import { floatsOf } from './floatsOf.js';
import type { IndexedDocument, IndexSnapshot } from './indexedDocument.js';
import { readVectors } from './readVectors.js';

/** About how many documents are looked up with one statement. */
const AT_ONCE = 500;
const EMPTY: IndexSnapshot = { revision: -1, documents: [] };

export interface VectorIndexOptions {
  /** The most that vectors may take in memory, in bytes. Vectors that do not fit are read from the store at each search. */
  readonly mostBytes: number;
}

/**
 * All documents that are READY, with their vectors in memory. It reads only what changed since it was asked last, which the
 * store counts by revisions.
 */
export class VectorIndex {
  readonly #refresh = new Coalesced(() => this.#catchUp());
  #snapshot = EMPTY;

  constructor(
    private readonly database: Pick<Database, 'query'>,
    private readonly embedder: Pick<Embedder, 'model' | 'size'>,
    private readonly options: VectorIndexOptions,
  ) {}

  /** How many bytes the vectors in memory take. */
  get bytes(): number {
    return bytesOf(this.#snapshot.documents);
  }

  /** Returns the documents as they are now, or later. */
  current(): Promise<IndexSnapshot> {
    return this.#refresh.run();
  }

  /** Returns the revision of the store. */
  async revision(): Promise<number> {
    const [{ revision }] = await this.database.query<{ revision: number }>(
      'SELECT revision FROM document_log',
      [],
    );
    return revision;
  }

  async #catchUp(): Promise<IndexSnapshot> {
    for (;;) {
      const revision = await this.revision();
      if (revision === this.#snapshot.revision) return this.#snapshot;
      // A backup was restored.
      if (revision < this.#snapshot.revision) this.#snapshot = EMPTY;
      const changed = await changedDocuments(this.database, {
        model: this.embedder.model,
        after: this.#snapshot.revision,
        most: AT_ONCE,
      });
      const documents = await this.#changedBy(changed);
      // What changes while this reads has a later revision, and is read in the next turn.
      const last = changed.length < AT_ONCE ? revision : changed[changed.length - 1].revision;
      this.#snapshot = { revision: Math.min(last, revision), documents };
    }
  }

  async #changedBy(changed: readonly ChangedDocument[]): Promise<IndexedDocument[]> {
    const { mostBytes } = this.options;
    const documents = new Map(this.#snapshot.documents.map((document) => [document.id, document]));
    for (const { id } of changed) documents.delete(id);
    let bytes = bytesOf([...documents.values()]);
    for (const document of changed) {
      if (!document.is_searched) continue;
      const needed = document.chunks * this.embedder.size * Float32Array.BYTES_PER_ELEMENT;
      const vectors = bytes + needed <= mostBytes ? await this.#vectorsOf(document) : null;
      bytes += vectors?.byteLength ?? 0;
      documents.set(document.id, {
        id: document.id,
        stock: document.stock_id,
        category: document.category,
        publishedOn: document.published_on,
        chunks: document.chunks,
        vectors,
      });
    }
    return [...documents.values()].sort((one, other) => one.id - other.id);
  }

  async #vectorsOf({ id, chunks }: ChangedDocument): Promise<Float32Array> {
    const { model, size } = this.embedder;
    const vectors = new Float32Array(chunks * size);
    if (chunks === 0) return vectors;
    for await (const page of readVectors(this.database, { id, model, size })) {
      for (const { place, vector } of page) if (place < chunks) vectors.set(floatsOf(vector), place * size);
    }
    return vectors;
  }
}

const bytesOf = (documents: readonly IndexedDocument[]): number =>
  documents.reduce((bytes, { vectors }) => bytes + (vectors?.byteLength ?? 0), 0);
