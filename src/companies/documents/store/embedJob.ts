import { z } from 'zod';
import type { JobKind } from '../../../jobs/jobKind.js';

/** Names a document whose vectors are of another model. */
export interface EmbedPayload {
  readonly documentId: number;
  /** The model that is to replace it. */
  readonly model: string;
}

/** Computes the vectors of a document again. */
export const embedJob: JobKind<EmbedPayload> = {
  name: 'embed_document',
  payload: z.strictObject({ documentId: z.int().positive(), model: z.string() }),
  attempts: 5,
};

/** The key of the job that embeds a document again. */
export const embedKey = (id: number): string => `embed ${id}`;
