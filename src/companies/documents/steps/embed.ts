import { embedMissing } from './embedMissing.js';
import { lockStep } from './lockStep.js';
import { keepOnlyModel } from './keepOnlyModel.js';
import type { Step } from './step.js';

/** Computes the vectors of the chunks. Those that an attempt before has stored are kept. */
export const embed: Step = async (document, job) => {
  const { id, generation, step } = document;
  const { model } = job.services.embedder;
  await embedMissing(id, job, (client) => lockStep(client, { documentId: id, generation, step }));
  return (client) => keepOnlyModel(client, id, model);
};
