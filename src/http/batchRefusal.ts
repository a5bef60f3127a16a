import { errorBody, type ErrorBody } from './errorBody.js';

/** The longest batch that gets an error for each operation. Clients send ten. */
const MOST_OPERATIONS = 50;

const MESSAGE = 'Expected one operation, got a batch: send each operation in a request of its own.';

/**
 * Returns the answer to a batch, which is refused: an error at the place of each operation, as clients read the answers of
 * a batch by their places. An empty batch and one that is too long get one error.
 */
export function batchRefusal(batch: readonly unknown[], requestId: string): ErrorBody | readonly ErrorBody[] {
  const refusal = errorBody('BAD_REQUEST', MESSAGE, requestId);
  return batch.length === 0 || batch.length > MOST_OPERATIONS ? refusal : batch.map(() => refusal);
}
