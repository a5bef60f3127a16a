import type pg from 'pg';
import { NO_ACTOR, type Actor } from '../../../access/audit/auditEntry.js';
import { recordAudit } from '../../../access/audit/recordAudit.js';
import { inTransaction } from '../../../database/transaction.js';
import { withConnection } from '../../../database/withConnection.js';
import type { Connections } from '../../../database/writers.js';
import { dayInIndia } from '../../../market/day.js';
import { mediaTypeOf } from '../reading/mediaTypeOf.js';
import { MEDIA_TYPES, type DocumentStatus, type MediaType } from '../names.js';
import { companyOfDocument } from './companyOfDocument.js';
import type { DocumentFiles, StagedFile } from './documentFiles.js';
import { enqueueStep } from './documentJob.js';
import type { GivenParticulars } from './documentParticulars.js';
import { DocumentRefused } from './documentRefused.js';
import { lockDocuments } from './lockDocuments.js';
import { requireParticulars } from './requireParticulars.js';
import { sameDocument } from './sameDocument.js';

/** A document of the store after it was added. */
export interface AddedDocument {
  readonly id: number;
  readonly status: DocumentStatus;
  /** False: the store had these bytes already, and nothing changed. */
  readonly isNew: boolean;
}

export interface AddOptions {
  /** Who does it, for the audit; by default the command line, or the service itself. */
  readonly actor?: Actor;
  readonly now?: Date;
}

/**
 * Adds a document, and the job that begins to process it. The staged file is kept, or discarded where the document is refused
 * or known.
 *
 * @throws DocumentRefused where it cannot be taken; nothing is kept of it then
 * @throws what the database and the file system throw
 */
export async function addDocument(
  connections: Connections,
  files: DocumentFiles,
  given: GivenParticulars,
  staged: StagedFile,
  { actor = NO_ACTOR, now = new Date() }: AddOptions = {},
): Promise<AddedDocument> {
  try {
    const particulars = requireParticulars(given, dayInIndia(now));
    const mediaType = requireMediaType(staged.head);
    return await withConnection(connections, (client) =>
      inTransaction(client, async () => {
        // Two uploads of the same bytes are one after another, and no file is removed meanwhile.
        await lockDocuments(client);
        const stockId = await companyOfDocument(client, particulars);
        const known = await sameDocument(client, staged.hash, { ...particulars, stockId });
        if (known !== null) return { ...known, isNew: false };
        const id = await insert(client, {
          ...{ ...particulars, stockId, mediaType, hash: staged.hash, bytes: staged.bytes },
          uploadedBy: given.uploadedBy,
        });
        await enqueueStep(client, { documentId: id, generation: 1, step: 'EXTRACT' });
        const details = { bytes: staged.bytes, mediaType };
        await recordAudit(client, {
          ...{ action: 'UPLOADED', result: 'DONE', actor },
          ...{ subject: `Document:${id}`, details },
        });
        await files.put(staged);
        return { id, status: 'QUEUED', isNew: true };
      }),
    );
  } finally {
    await files.discard(staged);
  }
}

interface NewDocument extends Omit<ReturnType<typeof requireParticulars>, 'ticker'> {
  readonly stockId: number;
  readonly mediaType: MediaType;
  readonly hash: string;
  readonly bytes: number;
  readonly uploadedBy: number | null;
}

async function insert(client: pg.ClientBase, document: NewDocument): Promise<number> {
  const { stockId, category, title, publishedOn, url, mediaType, hash, bytes, uploadedBy } = document;
  const { rows } = await client.query<{ id: number }>(
    `INSERT INTO documents (hash, stock_id, category, title, published_on, url, media_type, bytes, uploaded_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id`,
    [hash, stockId, category, title, publishedOn, url, mediaType, bytes, uploadedBy],
  );
  return rows[0].id;
}

function requireMediaType(head: Buffer): MediaType {
  const found = mediaTypeOf(head);
  const known = MEDIA_TYPES.find((type) => type === found);
  if (known !== undefined) return known;
  throw new DocumentRefused(
    'MEDIA_TYPE',
    'file',
    `Expected a PDF, an HTML page or a plain text, got ${found}: convert it first. Its name does not matter.`,
  );
}
