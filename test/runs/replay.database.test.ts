/**
 * Sessions that arrive one by one through feeds, late, missing, half written and corrected, end in the scores of one import of
 * everything, byte for byte. `REPLAYED_STOCKS=1000` replays the whole market.
 */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../../src/database/database.js';
import { importForFeeds } from '../../src/market/feeds/importForFeeds.js';
import { importFolder } from '../../src/market/store/importFolder.js';
import { updateFeatures } from '../../src/market/store/updateFeatures.js';
import { queueOutdated } from '../../src/runs/outdatedJob.js';
import { scoreOutdated } from '../../src/runs/scoreOutdated.js';
import { loadSetup, type ScoringSetup } from '../../src/runs/scoringSetup.js';
import { closeTestDatabases } from '../support/database/testDatabase.js';
import { Exchange, half, type Answer } from '../support/feeds/exchange.js';
import { feedsFrom, FeedWorld, indian } from '../support/feeds/feedWorld.js';
import { day } from '../support/market/folder.js';
import { INDEX_HEADER, realMarket, type RealMarket } from '../support/market/realMarket.js';
import { UDIFF_HEADER } from '../support/market/udiff.js';
import { Copies } from '../support/runs/copies.js';
import { storedDays, type StoredDay } from '../support/runs/store.js';
import { describeWithShared } from '../support/shared.js';
import { temporaryFolder } from '../support/temporaryFolder.js';

const STOCKS = Number(process.env['REPLAYED_STOCKS'] ?? 30);
/** Enough for averages of 200 sessions before the first one that is replayed. */
const SESSIONS = 300;
const REPLAYED = 60;

describeWithShared('the last sessions of a real market', 'data/nse', (folder) => {
  let market: RealMarket;
  let setup: ScoringSetup;
  let replayed: readonly string[];
  let copies: Copies;
  let exchange: Exchange;
  let expected: Map<string, StoredDay>;

  beforeAll(async () => {
    setup = await loadSetup();
    market = await realMarket(folder, STOCKS, SESSIONS);
    replayed = market.sessions.slice(-REPLAYED);
    exchange = await Exchange.open();
    const last = market.sessions[SESSIONS - REPLAYED - 1];
    copies = await Copies.of((database) => imported(database, last));
    const whole = await Copies.of((database) => imported(database, replayed[REPLAYED - 1]));
    const bulk = await whole.open();
    expected = await scoresOf(bulk);
    await whole.close();
  }, 300_000);
  afterEach(() => exchange.reset());
  afterAll(async () => {
    await exchange.close();
    await closeTestDatabases();
  });

  async function imported({ pool }: Database, upTo: string): Promise<void> {
    const { refusedFiles } = await importFolder(pool, await market.folderUpTo(upTo), {
      today: day('2026-11-20'),
    });
    expect(refusedFiles).toEqual([]);
    await scored({ pool } as Database);
  }

  async function scored({ pool }: Pick<Database, 'pool'>): Promise<void> {
    await updateFeatures(pool);
    await scoreOutdated(pool, setup);
  }

  /** The current scores of the sessions that are replayed. */
  async function scoresOf(database: Database): Promise<Map<string, StoredDay>> {
    const all = await storedDays(database);
    return new Map([...all].filter(([key]) => key >= replayed[0]).sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** A bhavcopy of a session. */
  function bhavcopy(
    session: string,
    change: (fields: readonly string[]) => readonly string[] | null = (same) => same,
  ): string {
    const rows = (market.bars.get(session) ?? []).flatMap((fields) => {
      const changed = change(fields);
      if (changed === null) return [];
      const [ticker, date, open, high, low, close, volume, value] = changed;
      const prices = [open, high, low, close].join(',');
      return `${date},${date},CM,NSE,STK,1,INE,${ticker.replace('.NS', '')},EQ,,,,,NAME,${prices},,,,,,,${volume},${value},1,F1,1,,,,,`;
    });
    return `${[UDIFF_HEADER, ...rows].join('\n')}\n`;
  }

  const indexFile = (session: string): string =>
    `${[INDEX_HEADER, ...(market.indices.get(session) ?? [])].join('\n')}\n`;

  /** A world whose clock stands on the evening before the first session. */
  async function worldOf(feeds: readonly object[]): Promise<FeedWorld> {
    const database = await copies.open();
    const world: FeedWorld = new FeedWorld(
      database,
      feedsFrom(JSON.stringify({ feeds })),
      indian(`${market.sessions[SESSIONS - REPLAYED - 1]} 23:00`),
      {
        importFile: (file, asked) =>
          importForFeeds(database.pool, { onRecorded: queueOutdated, now: () => world.now })(file, asked),
      },
    );
    await world.tick();
    return world;
  }

  test('come out of a watched folder as out of one import', async () => {
    const incoming = await temporaryFolder();
    const world = await worldOf([{ name: 'incoming', dataset: 'prices', folder: incoming }]);
    for (const session of replayed) {
      world.now = indian(`${session} 19:00`);
      // A program writes it under another name first.
      await writeFile(join(incoming, `.${session}.part`), bhavcopy(session).slice(0, 1000));
      await writeFile(join(incoming, `.${session}.part`), bhavcopy(session));
      await rename(join(incoming, `.${session}.part`), join(incoming, `${session}.csv`));
      if (market.indices.has(session)) {
        await writeFile(join(incoming, `indices of ${session}.csv`), indexFile(session));
      }
      await world.passTo(`${session} 19:05`, 1);
      await scored(world.database);
    }
    const found = await scoresOf(world.database);
    expect([...found.keys()]).toEqual([...expected.keys()]);
    expect(found.size).toBe(2 * REPLAYED);
    expect(found).toEqual(expected);
    await copies.close();
  }, 300_000);

  test('come from an exchange that is late, down, wrong and half written as out of one import', async () => {
    const patient = { pause_seconds: 0, retries: { first_seconds: 300, longest_seconds: 600, attempts: 8 } };
    const world = await worldOf([
      { name: 'nse', dataset: 'prices', url: `${exchange.url}/{date:yyyyMMdd}.csv`, ...patient },
      { name: 'indices', dataset: 'indices', url: `${exchange.url}/i{date:yyyyMMdd}.csv`, ...patient },
    ]);
    const wrong = (session: string) =>
      bhavcopy(session, ([ticker, date, open, high, low, , ...rest]) => [
        ticker,
        date,
        open,
        high,
        low,
        low,
        ...rest,
      ]);
    const halfOfStocks = (session: string) => {
      let stock = 0;
      return bhavcopy(session, (fields) => (stock++ % 2 === 0 ? fields : null));
    };
    // By the place of the session: what the exchange answers before it answers as it should.
    const faults = new Map<number, readonly ((session: string) => Answer)[]>([
      [3, [() => 404, () => 404]],
      [7, [(session) => half(bhavcopy(session))]],
      [11, [() => ({ body: '<!DOCTYPE html><html><body>Access denied</body></html>' })]],
      [15, [halfOfStocks]],
      [19, [(session) => bhavcopy(replayed[replayed.indexOf(session) - 1])]],
      [23, [() => 500, () => ({ status: 429, headers: { 'Retry-After': '1' } })]],
      [30, [wrong]],
    ]);
    const down = new Set([40, 41]);
    const seen: Record<number, unknown> = {};
    for (const [place, session] of replayed.entries()) {
      const path = session.replaceAll('-', '');
      const before = (faults.get(place) ?? []).map((fault) => fault(session));
      exchange.answers.set(`/${path}.csv`, down.has(place) ? [503] : [...before, bhavcopy(session)]);
      // The recorded closes of indices end before the prices.
      if (market.indices.has(session)) exchange.answers.set(`/i${path}.csv`, [indexFile(session)]);
      if (place === 42) {
        for (const missed of down) {
          exchange.answers.set(`/${replayed[missed].replaceAll('-', '')}.csv`, [bhavcopy(replayed[missed])]);
        }
      }
      world.now = indian(`${session} 18:59`);
      await world.passTo(`${session} 19:01`, 1);
      if (faults.has(place) || down.has(place))
        seen[place] = (await world.day('nse', session))?.['error'] ?? null;
      await world.passTo(`${session} 19:40`, 20);
      await scored(world.database);
    }
    expect(seen).toEqual({
      3: expect.stringMatching(/The file is not there yet: .* answers 404/),
      7: expect.stringMatching(/the connection failed|bytes/),
      11: expect.stringMatching(/HTML/),
      15: expect.stringMatching(/the file is half written/),
      19: expect.stringMatching(/The file is not there yet: what the source gives is of/),
      23: expect.stringMatching(/Expected status 200, got 500|429/),
      // The wrong file cannot be told from a right one on its day.
      30: null,
      40: expect.stringMatching(/503/),
      41: expect.stringMatching(/503/),
    });
    const { rows: versions } = await world.database.pool.query<{ day: string; bars: string }>(
      'SELECT day::text, count(*) AS bars FROM bars WHERE superseded_in IS NOT NULL GROUP BY day',
    );
    expect(versions.map((one) => one.day)).toEqual([replayed[30]]);
    const { rows: days } = await world.database.pool.query<{ feed: string; days: string[] }>(
      `SELECT feed, json_agg(day ORDER BY day) AS days FROM feed_days WHERE status = 'SUCCEEDED' GROUP BY feed ORDER BY feed`,
    );
    const withIndices = replayed.filter((session) => market.indices.has(session));
    expect(days).toEqual([
      { feed: 'indices', days: withIndices },
      { feed: 'nse', days: replayed },
    ]);
    expect(withIndices.length).toBeGreaterThan(5);
    expect(await scoresOf(world.database)).toEqual(expected);
    await copies.close();
  }, 300_000);
});
