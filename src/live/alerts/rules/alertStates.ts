import { sql } from 'kysely';
import type pg from 'pg';
import { audited } from '../../../access/audit/audited.js';
import type { Database } from '../../../database/database.js';
import { rowsOver } from '../../../database/rowsOver.js';
import type { AlertRow } from '../alertRow.js';
import { appendEvents, lockAlerts } from '../appendEvents.js';
import { VersionConflict } from '../../../versionConflict.js';
import type { Editor } from './editor.js';
import { requireNote } from '../../../requireNote.js';
import { selectAlerts } from './selectAlerts.js';
import type { Viewer } from './viewer.js';

/** What a person makes of an alert. */
type Step = 'ACKNOWLEDGED' | 'RESOLVED';

/**
 * Lets people acknowledge and resolve alerts. Each change is a transaction over a connection of writers, with its event of
 * the log and its entry of the audit. Where the viewer sees no such alert, it returns null.
 */
export class AlertStates {
  constructor(private readonly database: Pick<Database, 'db' | 'pool' | 'writers'>) {}

  /**
   * Acknowledges an alert. One that is acknowledged already only gets the note.
   *
   * @param note null: stays as it is
   * @throws VersionConflict for one that is resolved; UserError for a note that cannot be one
   */
  acknowledge(id: number, note: string | null, editor: Editor): Promise<AlertRow | null> {
    return this.#step(id, 'ACKNOWLEDGED', note, editor);
  }

  /**
   * Resolves an alert. One that is resolved already only gets the note. As long as the value has not been back, the rule
   * raises nothing new of the stock.
   *
   * @throws UserError for a note that cannot be one
   */
  resolve(id: number, note: string | null, editor: Editor): Promise<AlertRow | null> {
    return this.#step(id, 'RESOLVED', note, editor);
  }

  #step(id: number, state: Step, given: string | null, editor: Editor): Promise<AlertRow | null> {
    const { actor, requireEverybodys, signal, viewer } = editor;
    const note = requireNote(given);
    const act = { action: `ALERT_${state}`, actor, subject: `Alert:${id}`, signal } as const;
    return audited(this.database, act, async (client) => {
      await lockAlerts(client);
      const alert = await this.#read(client, id, viewer);
      if (alert === null) return null;
      if (alert.scope === 'EVERYBODY') requireEverybodys();
      if (state === 'ACKNOWLEDGED' && alert.state === 'RESOLVED') {
        throw new VersionConflict(
          'Expected an alert that is not resolved, got one that is: leave it as it is.',
        );
      }
      const already = alert.state === state;
      await this.#store(client, id, already ? null : state, note);
      if (!already) await appendEvents(client, [{ alertId: id, change: state, value: alert.value, state }]);
      const result = await this.#read(client, id, viewer);
      return result && { result, details: { already, noted: note !== null } };
    });
  }

  /** @param state null: stays as it is */
  async #store(client: pg.ClientBase, id: number, state: Step | null, note: string | null): Promise<void> {
    const now = sql<Date>`clock_timestamp()`;
    const change = {
      ...(state !== null && { state }),
      ...(state === 'ACKNOWLEDGED' && { acknowledged_at: now }),
      ...(state === 'RESOLVED' && { resolved_at: now }),
      ...(note !== null && { note }),
    };
    if (Object.keys(change).length === 0) return;
    await rowsOver(client, this.database.db.updateTable('alerts').set(change).where('id', '=', id));
  }

  async #read(client: pg.ClientBase, id: number, viewer: Viewer): Promise<AlertRow | null> {
    const { sql: text, parameters } = selectAlerts(viewer, sql`alerts.id = ${id}`).compile(this.database.db);
    const { rows } = await client.query<AlertRow>(text, [...parameters]);
    return rows.at(0) ?? null;
  }
}
