import type pg from 'pg';
import { hashOfSecret, randomSecret } from '../secrets.js';

const MINUTES = 60;

/** A link by which the password of a user is set, once. */
export interface PasswordLink {
  /** The secret, which is known only now. */
  readonly token: string;
  readonly expiresAt: Date;
}

/** Makes a link for a user, within the transaction of what makes it. It ends the link before. */
export async function issuePasswordLink(client: pg.ClientBase, userId: number): Promise<PasswordLink> {
  const token = randomSecret('gol_');
  const { rows } = await client.query<{ expires_at: Date }>(
    `INSERT INTO password_links (user_id, hash, expires_at)
     VALUES ($1, $2, now() + make_interval(mins => $3))
     ON CONFLICT (user_id) DO UPDATE SET hash = excluded.hash, expires_at = excluded.expires_at
     RETURNING expires_at`,
    [userId, hashOfSecret(token), MINUTES],
  );
  return { token, expiresAt: rows[0].expires_at };
}

/** Ends the link of a user, if there is one, within the transaction of what ends it. */
export async function endPasswordLinks(client: pg.ClientBase, userId: number): Promise<void> {
  await client.query('DELETE FROM password_links WHERE user_id = $1', [userId]);
}
