import { afterAll, afterEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CompanyEvent } from '../../../src/market/facts.js';
import { events } from '../../../src/market/datasets/events.js';
import { KeptFacts } from '../../../src/market/store/keptFacts.js';
import { newestBatch, recordBatch } from '../../../src/market/store/recordBatch.js';
import { recordFacts } from '../../../src/market/store/recordFacts.js';
import { stockIds } from '../../../src/market/store/stockIds.js';
import { storedFacts } from '../../../src/market/store/storedFacts.js';
import { closeTestDatabases, openTestDatabase } from '../../support/database/testDatabase.js';
import { day, removeFolders } from '../../support/market/folder.js';
import { anyCorrection } from '../../support/runs/corrections.js';
import { filesOf, marketOver, sessionsFrom } from '../../support/market/market.js';
import { importFiles } from '../../support/runs/store.js';
import { comparable } from '../../support/market/marketModel.js';
import { withClient } from '../../support/market/storeTables.js';

afterEach(removeFolders);
afterAll(closeTestDatabases);

test('gives what is stored, after any import, and reads only tables that changed', async () => {
  const database = await openTestDatabase();
  const sessions = await sessionsFrom('2024-05-02', 12);
  const kept = new KeptFacts();
  const check = () =>
    withClient(database, async (client) => {
      const batch = await newestBatch(client);
      const facts = await kept.asRecorded(client, batch);
      const stored = await storedFacts(client, batch);
      const whole = [facts, stored].map((market) => comparable({ ...market, bars: new Map() }));
      expect(whole[0]).toEqual(whole[1]);
      return facts;
    });
  await check();
  await importFiles(database, filesOf(marketOver(sessions, 'kept')));
  let before = await check();
  const corrections = fc.sample(anyCorrection(sessions), { numRuns: 12, seed: 20_241_122 });
  for (const { rows } of corrections) {
    await importFiles(database, filesOf(rows));
    const after = await check();
    expect(after.statements === before.statements).toBe(rows.statements === undefined);
    expect(after.indices).toBe(before.indices);
    before = after;
  }
  // An earlier batch is read as it was then.
  await withClient(database, async (client) => {
    const early = await kept.asRecorded(client, 3);
    const stored = await storedFacts(client, 3);
    expect(comparable({ ...early, bars: new Map() })).toEqual(comparable({ ...stored, bars: new Map() }));
  });
}, 120_000);

test('hears of facts from any source', async () => {
  const database = await openTestDatabase();
  const sessions = await sessionsFrom('2024-05-02', 3);
  await importFiles(database, filesOf(marketOver(sessions, 'another source')));
  const kept = new KeptFacts();
  await withClient(database, async (client) => {
    const ids = await stockIds(client);
    const current = async () => kept.asRecorded(client, await newestBatch(client));
    await current();
    const ticker = ids.tickerOf(1);
    const meeting: CompanyEvent = {
      ticker,
      day: day('2024-06-03'),
      announcedOn: day('2024-05-30'),
      kind: 'BOARD_MEETING',
      detail: 'from a feed',
    };
    await recordBatch(
      client,
      { dataset: 'events', source: 'announcements.json', rows: 1, refusals: [] },
      async (batch) => {
        await recordFacts(client, events.table, [meeting], ids, batch);
        return { inserted: 1, updated: 0, touchesFrom: meeting.announcedOn };
      },
    );
    expect((await current()).events.get(ticker)).toContainEqual(meeting);
  });
}, 120_000);
