import type pg from 'pg';

/**
 * Reads the ids of the sector groups by their keys.
 *
 * @param keys groups that get an id where they have none
 */
export async function sectorIdsOf(
  client: pg.ClientBase,
  keys: readonly string[] = [],
): Promise<ReadonlyMap<string, number>> {
  if (keys.length > 0) {
    await client.query(
      `INSERT INTO sectors (id, key)
       SELECT (SELECT coalesce(max(id), 0) FROM sectors) + row_number() OVER (ORDER BY place), key
       FROM unnest($1::text[]) WITH ORDINALITY AS given (key, place)
       WHERE NOT EXISTS (SELECT FROM sectors WHERE sectors.key = given.key)`,
      [keys],
    );
  }
  const { rows } = await client.query<{ id: number; key: string }>('SELECT id, key FROM sectors');
  return new Map(rows.map(({ id, key }) => [key, id]));
}
