import { afterAll, afterEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { KeptFacts } from '../../../src/market/store/keptFacts.js';
import { newestBatch } from '../../../src/market/store/recordBatch.js';
import { storedFacts } from '../../../src/market/store/storedMarket.js';
import { closeTestDatabases, openTestDatabase } from '../../database/testDatabase.js';
import { removeFolders } from '../../market/folder.js';
import { anyCorrection } from '../../runs/corrections.js';
import { filesOf, marketOver, sessionsFrom } from '../../runs/market.js';
import { importFiles } from '../../runs/store.js';
import { comparable } from './marketModel.js';
import { withClient } from './storeTables.js';

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
    expect(after.figures === before.figures).toBe(rows.statements === undefined);
    expect(after.indices).toBe(before.indices);
    before = after;
  }
  // What was asked for before is read as it was then.
  await withClient(database, async (client) => {
    const early = await kept.asRecorded(client, 3);
    const stored = await storedFacts(client, 3);
    expect(comparable({ ...early, bars: new Map() })).toEqual(comparable({ ...stored, bars: new Map() }));
  });
}, 120_000);
