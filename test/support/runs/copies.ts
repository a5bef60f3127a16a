import type { Database } from '../../../src/database/database.js';
import { openDatabase } from '../../../src/database/openDatabase.js';
import { createTestDatabase, serviceUrl } from '../database/testDatabase.js';

/** Databases that are copies of one that was filled once: 0.1 s each, where the filling takes seconds. */
export class Copies {
  readonly #opened: Database[] = [];

  private constructor(private readonly name: string) {}

  static async of(fill: (database: Database) => Promise<void>): Promise<Copies> {
    const url = await createTestDatabase();
    const database = await openDatabase({ url: await serviceUrl(url), home: '' });
    await fill(database).finally(database.close);
    return new Copies(new URL(url).pathname.slice(1));
  }

  /** Returns the URL of a copy as the role of the service. */
  async url(): Promise<string> {
    return serviceUrl(await createTestDatabase(this.name));
  }

  async open(): Promise<Database> {
    const database = await openDatabase({ url: await this.url(), home: '' });
    this.#opened.push(database);
    return database;
  }

  /**
   * To be called in afterEach.
   *
   * @throws Error where a connection was not given back to its pool
   */
  async close(): Promise<void> {
    const opened = this.#opened.splice(0);
    const leaked = opened.filter(({ pool }) => pool.totalCount > pool.idleCount);
    if (leaked.length > 0) throw new Error('connections were not given back to a pool');
    await Promise.all(opened.map(({ close }) => close()));
  }
}
