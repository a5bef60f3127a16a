import type { Database } from '../../database/database.js';
import { compileMethod, parseMethod } from '../../method/loadMethod.js';
import type { Method, ThresholdSet } from '../../scoring/method.js';

/** The methods of stored runs by their hash. There are few, and they never change: each is read once. */
export class MethodStore {
  readonly #database: Database;
  readonly #methods = new Map<string, Promise<Method>>();

  constructor(database: Database) {
    this.#database = database;
  }

  of(hash: string): Promise<Method> {
    let method = this.#methods.get(hash);
    if (method === undefined) {
      method = this.#read(hash);
      this.#methods.set(hash, method);
      // A database that is away for a moment is asked again.
      method.catch(() => this.#methods.delete(hash));
    }
    return method;
  }

  async #read(hash: string): Promise<Method> {
    const { document, threshold_set } = await this.#database.db
      .selectFrom('methods')
      .select(['document', 'threshold_set'])
      .where('hash', '=', hash)
      .executeTakeFirstOrThrow();
    const parameters = parseMethod(document, `of the stored method ${hash}`);
    return compileMethod(parameters, threshold_set as ThresholdSet);
  }
}
