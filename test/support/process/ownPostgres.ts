import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startEmbedded, type EmbeddedServer } from '../../../src/database/embedded/startEmbedded.js';
import { migrateAs } from '../../../src/database/migrateAs.js';
import { removeHome } from './greyoakProcess.js';

/**
 * A PostgreSQL of one test, which can be killed and started again. Unlike the disposable one it syncs to disk, because
 * its commits have to survive a kill.
 */
export class OwnPostgres {
  private constructor(
    private readonly home: string,
    private server: EmbeddedServer,
  ) {}

  /** @param home a folder that every user can enter */
  static async start(home: string): Promise<OwnPostgres> {
    const server = await startEmbedded(home);
    await migrateAs(server.owner, [server.connection.user]);
    return new OwnPostgres(home, server);
  }

  /** As the role of the service. Stays the same after each start. */
  get url(): string {
    const { user, host, database } = this.server.connection;
    return `postgres://${user}@localhost/${database}?host=${encodeURIComponent(host)}&sslmode=disable`;
  }

  async kill(): Promise<void> {
    const pid = Number(
      (await readFile(join(this.server.dataFolder, 'postmaster.pid'), 'utf8')).split('\n')[0],
    );
    process.kill(pid, 'SIGKILL');
    await this.server.ended;
    await this.server.stop();
  }

  /** Starts it again after a kill. */
  async restart(): Promise<void> {
    this.server = await startEmbedded(this.home);
  }

  async stop(): Promise<void> {
    await this.server.stop();
    await removeHome(this.home);
  }
}
