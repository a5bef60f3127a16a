import { inTransaction } from '../../database/transaction.js';
import { withConnection } from '../../database/withConnection.js';
import { enqueue } from '../../jobs/enqueue.js';
import type { Task } from '../../jobs/task.js';
import type { DocumentServices } from '../documents/steps/documentServices.js';
import { embedMissing } from '../documents/steps/embedMissing.js';
import { keepOnlyModel } from '../documents/steps/keepOnlyModel.js';
import { countChange } from '../documents/store/countChange.js';
import { embedJob, embedKey, type EmbedPayload } from '../documents/store/embedJob.js';
import { lockDocuments } from '../documents/store/lockDocuments.js';
import { lockOutdated } from '../documents/store/lockOutdated.js';

/** After how long a job is due again that only workers with another model can do. */
const OTHERS_IN_MS = 60_000;

/**
 * Computes the vectors of a document with another model. Until they are complete, searches have those of the model before, or
 * find the document by its words only.
 */
export const embedDocument: Task<EmbedPayload, Pick<DocumentServices, 'embedder'>> = {
  ...embedJob,
  timeoutMs: 3_600_000,
  async run(payload, job) {
    const { documentId, model } = payload;
    if (model !== job.services.embedder.model) {
      const due = new Date(Date.now() + OTHERS_IN_MS);
      await enqueue(job.pool, embedJob, payload, { key: embedKey(documentId), due });
      return;
    }
    await embedMissing(documentId, job, (client) => lockOutdated(client, payload));
    await withConnection(job.pool, (client) =>
      inTransaction(client, async () => {
        await lockDocuments(client);
        if (!(await lockOutdated(client, payload))) return;
        await keepOnlyModel(client, documentId, model);
        await countChange(client, documentId);
      }),
    );
  },
};
