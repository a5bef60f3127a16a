import { randomUUID } from 'node:crypto';
import { GraphQLError, type ExecutionResult, type GraphQLFormattedError } from 'graphql';
import { CursorExpired } from '../../live/cursorExpired.js';
import { codedError } from '../codedError.js';
import { formatError } from '../errors.js';
import { resultText } from './resultText.js';

/** Writes results and errors as clients of sockets and event streams see them. */
export class ResultWriter {
  /** @param onFailure called with the cause of a masked error, and with the id that the client gets in its place */
  constructor(private readonly onFailure: (error: unknown, requestId: string) => void) {}

  /** Returns the JSON of a result in UTF-8, with its errors first, as Apollo writes it. */
  encode({ data, errors, extensions }: ExecutionResult): Buffer {
    const shown = errors === undefined ? {} : { errors: this.format(errors) };
    return Buffer.from(resultText({ ...shown, data, ...(extensions && { extensions }) }));
  }

  format(errors: readonly unknown[]): GraphQLFormattedError[] {
    return errors.map((error) => {
      const requestId = randomUUID();
      const graphqlError = asGraphqlError(error);
      const { extensions, ...formatted } = formatError(graphqlError.toJSON(), graphqlError, (cause) =>
        this.onFailure(cause, requestId),
      );
      const told: Record<string, unknown> = { ...extensions, requestId };
      // Status and headers are those of an HTTP answer.
      delete told['http'];
      return { ...formatted, extensions: told };
    });
  }
}

function asGraphqlError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  if (error instanceof CursorExpired) {
    return codedError('CURSOR_EXPIRED', error.message, { status: 410, details: { oldest: error.oldest } });
  }
  // Of an error that is not the client's to fix, formatError shows nothing.
  const originalError = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError(originalError.message, { originalError });
}
