import { inTransaction } from '../../database/transaction.js';
import { withConnection } from '../../database/withConnection.js';
import type { Job, Task } from '../../jobs/task.js';
import { UserError } from '../../userError.js';
import { doStep } from '../documents/steps/doStep.js';
import type { DocumentServices } from '../documents/steps/documentServices.js';
import { documentJob, type DocumentPayload } from '../documents/store/documentJob.js';
import { endDocument } from '../documents/store/endDocument.js';
import { endGivenUp } from '../documents/store/endGivenUp.js';
import { lockDocuments } from '../documents/store/lockDocuments.js';

/** Does a step of a document. Another job does the next one, so that each step is tried again alone. */
export const processDocument: Task<DocumentPayload, DocumentServices> = {
  ...documentJob,
  // The vectors of the longest documents take minutes. What else may take long has bounds of its own.
  timeoutMs: 3_600_000,
  settle: (client) => endGivenUp(client),
  async run(payload, job) {
    try {
      await doStep(payload, job);
    } catch (error) {
      if (job.signal.aborted || !(error instanceof UserError)) throw error;
      await fail(payload, job, error);
    }
  },
};

async function fail(payload: DocumentPayload, job: Job<unknown>, error: UserError): Promise<void> {
  job.log.info({ err: error, ...payload }, 'a document cannot be processed');
  await withConnection(job.pool, (client) =>
    inTransaction(client, async () => {
      await lockDocuments(client);
      await endDocument(client, payload, error.message);
    }),
  );
}
