import type pg from 'pg';
import { copyOut } from '../../database/copy.js';
import type { Day } from '../../scoring/names.js';
import { dayOf, isoOf } from '../day.js';
import { Quorums, type SessionBars } from '../quorum.js';
import { endUncounted } from './endUncounted.js';
import { newestSession } from './newestSession.js';
import { sqlDate } from './sqlDate.js';
import { stockIds } from './stockIds.js';
import { storedCalendar } from './storedCalendar.js';

/** So many calendar days after a change are read first: mostly the next session is the last that differs. */
const READ_FIRST = 7;

/** The days between which bars were added or taken away, or days became sessions or ceased to be. */
export interface ChangedDays {
  readonly from: Day;
  readonly to: Day;
}

/**
 * Brings the table session_bars up to date after a change, forward from the first changed day until what follows is as
 * it was. Where the change takes the quorum from sessions, these cease to be served. Does nothing as long as no share
 * was applied (applySessionQuorum).
 *
 * @param client is in the transaction of the batch
 */
export async function updateSessionBars(client: pg.ClientBase, { from, to }: ChangedDays): Promise<void> {
  const { share, newest, former, last } = await stateBefore(client, from);
  if (share === null) return;
  if (last === null) {
    await client.query('DELETE FROM session_bars');
    return endUncounted(client);
  }
  const calendar = await storedCalendar(client, await stockIds(client));
  const isSession = (day: Day) => calendar.closedBecause(day) === null;
  const quorums = new Quorums(
    share,
    former === null ? null : (await stocksByDay(client, former, former)).get(former),
  );
  const formerQuorum = last > to ? await daysWithQuorum(client, to) : new Set<Day>();
  const rows: SessionBars[] = [];
  let end = Math.min(to, last);
  for (let [start, ahead, done] = [from, READ_FIRST, false]; !done && start <= last; ahead *= 2) {
    end = Math.min(end + ahead, last);
    for (const [day, stocks] of await stocksByDay(client, start, end)) {
      if (!isSession(day)) continue;
      const row = quorums.next(day, stocks);
      rows.push(row);
      // Whatever follows a session that has quorum as before, and the same bars, is judged as before.
      done = day > to && row.hasQuorum && formerQuorum.has(day);
      if (done) {
        end = day;
        break;
      }
    }
    start = end + 1;
  }
  await replaceRows(client, { from, to: end >= last ? Infinity : end }, rows);
  const now = await newestSession(client);
  if (newest !== null && (now === null || now < newest)) await endUncounted(client);
}

async function stateBefore(client: pg.ClientBase, from: Day) {
  const { rows } = await client.query<
    Record<'newest' | 'former' | 'last', string | null> & { share: number | null }
  >(
    `SELECT (SELECT session_quorum FROM market_kind) AS share,
       (SELECT max(day)::text FROM session_bars WHERE has_quorum) AS newest,
       (SELECT max(day)::text FROM session_bars WHERE has_quorum AND day < $1::date) AS former,
       (SELECT max(day)::text FROM bars WHERE superseded_in IS NULL) AS last`,
    [sqlDate(from)],
  );
  const [{ share, newest, former, last }] = rows;
  const dayIn = (text: string | null) => (text === null ? null : dayOf(text));
  return { share, newest: dayIn(newest), former: dayIn(former), last: dayIn(last) };
}

/** Reads which stocks have a bar on each day of a span, ascending by day. */
async function stocksByDay(client: pg.ClientBase, from: Day, to: Day): Promise<Map<Day, number[]>> {
  const stocksOn = new Map<Day, number[]>();
  await copyOut(
    client,
    `SELECT day, stock_id FROM bars WHERE day BETWEEN '${sqlDate(from)}' AND '${sqlDate(to)}' AND superseded_in IS NULL`,
    (reader) => {
      const day = reader.date();
      const stocks = stocksOn.get(day);
      if (stocks === undefined) stocksOn.set(day, [reader.int4()]);
      else stocks.push(reader.int4());
    },
  );
  return new Map([...stocksOn].sort(([a], [b]) => a - b));
}

/** Reads the sessions after a day that had quorum before the change. */
async function daysWithQuorum(client: pg.ClientBase, after: Day): Promise<Set<Day>> {
  const { rows } = await client.query<{ day: string }>(
    'SELECT day::text FROM session_bars WHERE day > $1 AND has_quorum',
    [isoOf(after)],
  );
  return new Set(rows.map(({ day }) => dayOf(day)));
}

async function replaceRows(
  client: pg.ClientBase,
  { from, to }: ChangedDays,
  rows: readonly SessionBars[],
): Promise<void> {
  const days = rows.map(({ day }) => isoOf(day));
  await client.query('DELETE FROM session_bars WHERE day BETWEEN $1 AND $2 AND day <> ALL ($3::date[])', [
    sqlDate(from),
    sqlDate(to),
    days,
  ]);
  await client.query(
    `INSERT INTO session_bars (day, bars, of_former, expected, has_quorum)
     SELECT * FROM unnest($1::date[], $2::int4[], $3::int4[], $4::int4[], $5::bool[])
     ON CONFLICT (day) DO UPDATE SET bars = excluded.bars, of_former = excluded.of_former,
       expected = excluded.expected, has_quorum = excluded.has_quorum`,
    [
      days,
      rows.map(({ bars }) => bars),
      rows.map(({ ofFormer }) => ofFormer),
      rows.map(({ expected }) => expected),
      rows.map(({ hasQuorum }) => hasQuorum),
    ],
  );
}
