import pg from 'pg';
import { inTransaction } from '../transaction.js';
import { HAND_OVER } from './handOver.js';

/** The role that initdb makes. */
export const SUPERUSER = 'postgres';
/** The role that owns the tables and runs migrations, and its database. */
export const OWNER = 'greyoak';
/** The role of the service, which may do what is granted to it. */
export const SERVICE = 'greyoak_service';
/** In data of former versions, takes the place of the owner's role while that becomes another one. */
const UPGRADING = 'greyoak_upgrading';

/** invalid_authorization_specification: there is no such role. */
const NO_ROLE = '28000';

type Connect = (user: string, database: string) => pg.ClientConfig;

/**
 * Makes the database, the role that owns it, and the role of the service. Neither is a superuser, and that of the service
 * owns nothing, so that a statement that should not have been executed can do no more than the service may. In data of
 * former versions the owner was the role that initdb made. Every step may have been done before.
 */
export async function makeRoles(connect: Connect): Promise<void> {
  if (!(await hasSuperuser(connect))) await renameFormer(connect);
  const owner = await asRole(connect(SUPERUSER, 'postgres'), async (client) => {
    await client.query(`DROP ROLE IF EXISTS ${UPGRADING}`);
    for (const role of [OWNER, SERVICE]) {
      const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
      if (rowCount === 0) await client.query(`CREATE ROLE ${role} LOGIN`);
    }
    const { rows } = await client.query<{ owner: string }>(
      'SELECT pg_get_userbyid(datdba) AS owner FROM pg_database WHERE datname = $1',
      [OWNER],
    );
    if (rows.length === 0) await client.query(`CREATE DATABASE ${OWNER} OWNER ${OWNER}`);
    return rows[0]?.owner ?? OWNER;
  });
  if (owner === OWNER) return;
  await asRole(connect(SUPERUSER, OWNER), (client) =>
    inTransaction(client, async () => {
      await client.query(HAND_OVER);
      await client.query(`ALTER DATABASE ${OWNER} OWNER TO ${OWNER}`);
    }),
  );
}

function hasSuperuser(connect: Connect): Promise<boolean> {
  return asRole(connect(SUPERUSER, 'postgres'), () => Promise.resolve(true)).catch(
    (error: pg.DatabaseError) => {
      if (error.code === NO_ROLE) return false;
      throw error;
    },
  );
}

/** Gives the role that initdb made its usual name. No role can be renamed by itself, and this one stays a superuser. */
async function renameFormer(connect: Connect): Promise<void> {
  await asRole(connect(OWNER, 'postgres'), async (client) => {
    const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [UPGRADING]);
    if (rowCount === 0) await client.query(`CREATE ROLE ${UPGRADING} SUPERUSER LOGIN`);
  });
  await asRole(connect(UPGRADING, 'postgres'), (client) =>
    inTransaction(client, async () => {
      await client.query(`ALTER ROLE ${OWNER} RENAME TO ${SUPERUSER}`);
      await client.query(`CREATE ROLE ${OWNER} LOGIN`);
    }),
  );
}

async function asRole<Result>(
  config: pg.ClientConfig,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client(config);
  // If the server ends meanwhile, the statement fails and reports it.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
