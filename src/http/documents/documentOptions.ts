import type { DocumentFiles } from '../../companies/documents/store/documentFiles.js';
import type { Database } from '../../database/database.js';
import type { AllowedOrigin } from '../allowedOrigins.js';
import type { OnDenied } from '../callers/noteDenials.js';
import type { Counting } from '../countOperations.js';
import type { Operations } from '../../graphql/operation/operations.js';

/** What documents are uploaded to, and read from. */
export interface DocumentServices {
  readonly database: Pick<Database, 'query' | 'writers'>;
  readonly documentFiles: DocumentFiles;
}

export interface DocumentOptions extends Pick<Counting, 'quotas'> {
  /** @throws GraphQLError OVERLOADED while the store is not open */
  readonly documentServices: () => DocumentServices;
  readonly operations: Pick<Operations, 'chargeReading' | 'left' | 'policy'>;
  readonly allowedOrigins: readonly AllowedOrigin[];
  /** Called where a caller lacks a scope. */
  readonly onDenied?: OnDenied | undefined;
}
