/**
 * The screen: a day of 2,000 stocks in memory against plain objects, a table of 500 stocks and 20 numbers over HTTP against
 * the SQL that reads the same numbers, and the memory of kept days.
 *
 *   npm --prefix bench run screen -- [HOME]
 *
 * HOME is the folder of a filled store that no other process uses; the sample market by default.
 */
import { fromCaller } from '../harness/options.js';
import { print, printHead } from '../harness/report.js';
import { openHome, openStore } from '../harness/store.js';
import { withCleanup } from '../processes/withCleanup.js';
import { inMemory } from './inMemory.js';
import { keptDays } from './keptDays.js';
import { overHttp } from './overHttp.js';

await withCleanup(async (onEnd) => {
  const home = process.argv.slice(2).find((argument) => !argument.startsWith('--'));
  printHead('Screen: filters, tables and memory of a day');
  inMemory();
  const store = home === undefined ? await openStore(undefined) : await openHome(fromCaller(home));
  onEnd(store.close);
  const { stocks, rows } = store;
  print(
    `${home === undefined ? store.what : 'The store'}: ${stocks.length} stocks in the newest run, ${rows} scores.\n`,
  );
  await overHttp(store, onEnd);
  await keptDays(store);
});
