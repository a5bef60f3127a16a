import { openDatabase } from '../../../src/database/openDatabase.js';
import { Random } from '../../../src/market/sample/random.js';
import { scoreSpan } from '../../../src/runs/scoreSpan.js';
import { loadSetup } from '../../../src/runs/scoringSetup.js';
import { removeFolders } from './folder.js';
import { filesOf, marketOver, sessionsFrom } from './market.js';
import { importFiles } from '../runs/store.js';

export const sessions = await sessionsFrom('2024-05-02', 14);
const market = marketOver(sessions, 'live');

/** Imports the market of sixteen stocks into an empty database and scores all of its sessions. */
export async function fillDatabase(url: string): Promise<void> {
  const database = await openDatabase({ url, home: '' });
  try {
    await importFiles(database, filesOf(market));
    await scoreSpan(database.pool, await loadSetup());
  } finally {
    await database.close();
    await removeFolders();
  }
}

/** Returns the bars of a session with prices and volumes moved far, as input of recordBars. They differ per label. */
export function changedBars(session: string, label: string): Readonly<Record<string, string | number>>[] {
  const random = new Random(label);
  const rows = (market.prices ?? []).map((row) => row.split(',')).filter(([, date]) => date === session);
  return rows.map(([ticker, date, ...numbers]) => {
    const factor = random.between(0.6, 1.5);
    const [open, high, low, close] = numbers.slice(0, 4).map((price) => +(Number(price) * factor).toFixed(2));
    return { ticker, date, open, high, low, close, volume: random.whole(1_000, 900_000) };
  });
}
