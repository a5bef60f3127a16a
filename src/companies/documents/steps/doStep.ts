import { inTransaction } from '../../../database/transaction.js';
import { withConnection } from '../../../database/withConnection.js';
import type { Job } from '../../../jobs/task.js';
import { DOCUMENT_STEPS } from '../names.js';
import { enqueueStep, type DocumentPayload } from '../store/documentJob.js';
import { endDocument } from '../store/endDocument.js';
import { lockDocuments } from '../store/lockDocuments.js';
import { beginStep } from './beginStep.js';
import type { DocumentServices } from './documentServices.js';
import { lockStep } from './lockStep.js';
import { STEPS } from './steps.js';

/**
 * Does a step of a document, and stores its result together with the job of the next step; after the last one, the document
 * is READY. Does nothing where there is nothing to do.
 *
 * @throws UserError whose message is the reason why the document cannot be processed
 */
export async function doStep(payload: DocumentPayload, job: Job<DocumentServices>): Promise<void> {
  const document = await beginStep(job.pool, payload);
  if (document === null) return;
  const store = await STEPS[document.step](document, job);
  const next = DOCUMENT_STEPS.at(DOCUMENT_STEPS.indexOf(document.step) + 1);
  await withConnection(job.pool, (client) =>
    inTransaction(client, async () => {
      if (next === undefined) await lockDocuments(client);
      if (!(await lockStep(client, payload))) return;
      await store(client);
      if (next === undefined) await endDocument(client, payload, null);
      else {
        await client.query('UPDATE documents SET step = $2 WHERE id = $1', [document.id, next]);
        await enqueueStep(client, { ...payload, step: next });
      }
    }),
  );
}
