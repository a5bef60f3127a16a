import type pg from 'pg';
import type { Job } from '../../../jobs/task.js';
import type { IsoDate } from '../../../scoring/names.js';
import type { DocumentStep, MediaType } from '../names.js';
import type { DocumentServices } from './documentServices.js';

/** A document of which a step is done. */
export interface DocumentInWork {
  readonly id: number;
  readonly generation: number;
  readonly step: DocumentStep;
  readonly hash: string;
  readonly mediaType: MediaType;
  readonly publishedOn: IsoDate;
}

/**
 * Does a step, and returns what stores its result. That runs in the transaction that also says which step is next, so that the
 * result is there exactly where the step is done. It may find the result of an attempt before.
 *
 * @throws UserError whose message is the reason why the document cannot be processed
 */
export type Step = (
  document: DocumentInWork,
  job: Job<DocumentServices>,
) => Promise<(client: pg.ClientBase) => Promise<void>>;
