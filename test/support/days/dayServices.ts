import type { Database } from '../../../src/database/database.js';
import type { Services } from '../../../src/graphql/context.js';
import { loadSetup } from '../../../src/runs/scoringSetup.js';
import { servicesOf } from '../../../src/services.js';
import { readSettings, type Settings } from '../../../src/settings.js';
import { DAY } from './day.js';
import { testAuthKey } from '../access/testAuthKey.js';

/** What GraphQL reads from, over a store that `fill` has given the day, by the method of the day. */
export async function dayServices(
  database: Database,
  settings: Settings = readSettings({}),
): Promise<Services> {
  const setup = { ...(await loadSetup()), method: DAY.method, methodDocument: 'name: greyoak-1.1' };
  return servicesOf(database, setup, settings, { authKey: testAuthKey });
}
