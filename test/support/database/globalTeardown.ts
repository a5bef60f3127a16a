import pg from 'pg';

/** Drops the states that this run of the tests kept in the server of TEST_DATABASE_URL. Jest takes default exports only. */
export default async function dropStates(): Promise<void> {
  const given = process.env['TEST_DATABASE_URL'];
  const states = process.env['GREYOAK_TEST_STATES'];
  if (!given || states === undefined) return;
  const client = new pg.Client({ connectionString: given });
  await client.connect();
  const { rows } = await client.query<{ datname: string }>(
    'SELECT datname FROM pg_database WHERE datname LIKE $1',
    [`greyoak\\_%\\_${states.slice(-12)}`],
  );
  for (const { datname } of rows) await client.query(`DROP DATABASE ${datname} WITH (FORCE)`);
  await client.end();
}
