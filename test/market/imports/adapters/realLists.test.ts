/** The lists of the shared data, each with the counts of what is taken of it. */
import { expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NO_STORE } from '../../../../src/market/imports/adapters/noStore.js';
import { FolderUse } from '../../../../src/market/imports/folderUse.js';
import { DEFAULT_LIMITS } from '../../../../src/market/imports/importLimits.js';
import { sourceFiles } from '../../../../src/market/imports/sources/sourceFiles.js';
import { adapted, type Adapted } from '../../../support/market/adapted.js';
import { describeWithShared } from '../../../support/shared.js';

/** Reads a file, or the member of a zip file, with the only adapter that knows it. */
async function read(path: string, member = ''): Promise<Adapted> {
  for await (const file of sourceFiles([path], { limits: DEFAULT_LIMITS, used: new FolderUse() })) {
    if ('error' in file) throw file.error;
    if (!file.name.endsWith(member)) continue;
    const context = {
      ...NO_STORE,
      ticker: 'RELIANCE.NS',
      tickerOfName: (name: string) => (name === 'Reliance Industries Limited' ? 'RELIANCE.NS' : null),
    };
    return adapted(file.bytes, { name: file.name, context });
  }
  throw new Error(`Expected a file ${member} in ${path}.`);
}

/** [adapter, rows, left out, refused] of a file that gives one dataset, filings aside. */
async function counts(path: string, member?: string) {
  const { adapter, rows, leftOut, refusals } = await read(path, member);
  const [taken = []] = Object.entries(rows).flatMap(([dataset, own]) => (dataset === 'filings' ? [] : [own]));
  const leftOf = Object.entries(leftOut).flatMap(([dataset, own]) => (dataset === 'filings' ? [] : [own]));
  const left = Object.assign({}, ...leftOf) as object;
  return [adapter, taken.length, left, refusals.length];
}

/** How many filings a file gives, by their categories. */
async function categories(path: string, member?: string): Promise<Record<string, number>> {
  const { rows } = await read(path, member);
  const found: Record<string, number> = {};
  for (const { category } of rows['filings'] ?? []) found[category] = (found[category] ?? 0) + 1;
  return found;
}

describeWithShared('the lists of the shared data', 'data/feeds', (feeds) => {
  const samples = join(feeds, '../samples');
  test.each([
    ['masters/EQUITY_L_2026-08-08.csv', 'nse-equity-list', 2397, {}, 0],
    ['masters/symbolchange_2026-08-08.csv', 'nse-symbol-changes', 1045, { NO_VALUE: 9 }, 0],
    ['index-constituents/ind_nifty50list_2026-04.csv', 'nse-index-constituents', 50, {}, 0],
    ['index-constituents/ind_niftytotalmarket_list_2026-04.csv', 'nse-index-constituents', 751, {}, 0],
    ['holidays/holiday-master_CM_2023.json', 'nse-holidays', 19, {}, 0],
    ['market-desk/corporate_actions.csv', 'nse-actions-csv', 7, { OTHER_KIND: 232 }, 0],
    ['market-desk/board_meetings.csv.gz', 'nse-board-meetings-csv', 859, { REPEATED: 808 }, 0],
    ['market-desk/shareholding.csv', 'shareholding-table', 335, {}, 0],
    [
      'nse-api/corporates-corporateActions_2024.json.gz',
      'nse-actions-json',
      232,
      { OTHER_SERIES: 128, OTHER_KIND: 2329 },
      2,
    ],
    [
      'nse-api/corporate-announcements_AETHER.json.gz',
      'nse-announcements',
      22,
      { OTHER_KIND: 455, REPEATED: 2 },
      0,
    ],
    [
      'nse-api/corporate-announcements_BEL.json.gz',
      'nse-announcements',
      79,
      { OTHER_KIND: 894, REPEATED: 3 },
      0,
    ],
    [
      'nse-api/corporates-financial-results_INFY.json.gz',
      'nse-results-list',
      74,
      { REPEATED: 54, NO_VALUE: 16 },
      0,
    ],
    [
      'nse-api/corporates-financial-results_RELIANCE.json.gz',
      'nse-results-list',
      74,
      { REPEATED: 48, NO_VALUE: 8 },
      0,
    ],
    [
      'nse-api/corporates-financial-results_TCS.json.gz',
      'nse-results-list',
      73,
      { REPEATED: 73, NO_VALUE: 16 },
      0,
    ],
    ['nse-api/event_calendar_2026-02.json.gz', 'nse-event-calendar', 843, { REPEATED: 9 }, 0],
    ['nse-api/quote-equity_AETHER.json', 'nse-quote', 1, {}, 0],
    ['nse-api/quote-equity_BEL.json', 'nse-quote', 1, {}, 0],
    ['nse-api-samples-NseIndiaApi/actions.json', 'nse-actions-json', 1, {}, 0],
    ['nse-api-samples-NseIndiaApi/announcements.json', 'nse-announcements', 0, { OTHER_KIND: 1 }, 0],
    ['nse-api-samples-NseIndiaApi/annual_reports.json', 'nse-annual-reports', 0, {}, 0],
    ['nse-api-samples-NseIndiaApi/boardMeetings.json', 'nse-board-meetings-json', 1, {}, 0],
    ['nse-api-samples-NseIndiaApi/equityMetaInfo.json', 'nse-meta-info', 1, {}, 0],
    ['nse-api-samples-NseIndiaApi/financial_results.json', 'nse-results-list', 1, {}, 0],
    ['nse-api-samples-NseIndiaApi/holidays.json', 'nse-holidays', 1, {}, 0],
    ['nse-api-samples-NseIndiaApi/lookup.json', 'nse-lookup', 0, {}, 0],
    ['nse-api-samples-NseIndiaApi/shareholding.json', 'nse-shareholding-list', 1, {}, 0],
    ['bse-api-samples-BseIndiaApi/actions.json', 'bse-actions', 2, { OTHER_KIND: 1 }, 0],
    ['bse-api-samples-BseIndiaApi/announcements.json', 'bse-announcements', 0, { OTHER_KIND: 1 }, 0],
    ['bse-api-samples-BseIndiaApi/listSecurities.json', 'bse-securities', 1, {}, 0],
    ['bse-api-samples-BseIndiaApi/lookup.json', 'bse-lookup', 1, {}, 0],
    ['bse-api-samples-BseIndiaApi/resultCalendar.json', 'bse-result-calendar', 1, {}, 0],
    ['transcribed/corporate-share-holdings-master_2026-04_excerpt.json', 'nse-shareholding-list', 2, {}, 0],
  ])('%s', async (path, ...expected) => expect(await counts(join(feeds, path))).toEqual(expected));

  test.each([
    ['EQUITY_L.csv', 'nse-equity-list', 2132, {}, 0],
    ['ind_nifty100list.csv', 'nse-index-constituents', 100, {}, 0],
    ['ind_nifty500list.csv', 'nse-index-constituents', 500, {}, 0],
    ['nse_board_meetings_aug2026_first300.csv', 'nse-board-meetings-csv', 156, { REPEATED: 143 }, 0],
    ['nse_corporate_actions_aug2026.csv', 'nse-actions-csv', 7, { OTHER_KIND: 232 }, 0],
    ['nse_financial_results_list_HDFCBANK.json', 'nse-results-list', 74, { REPEATED: 21, NO_VALUE: 8 }, 0],
    ['tradingview_seed_shareholding_RELIANCE.csv', 'tradingview-shareholding', 12, {}, 0],
  ])('samples/%s', async (path, ...expected) => expect(await counts(join(samples, path))).toEqual(expected));

  test.each([
    ['Bc041220.csv', 'nse-pr-actions', 4, { OTHER_KIND: 175, OTHER_SERIES: 109 }, 0],
    ['Bm041220.txt', 'nse-pr-board-meetings', 3, {}, 0],
    ['An041220.txt', 'nse-pr-announcements', 7, { OTHER_KIND: 1800 }, 0],
  ])('PR041220.zip/%s', async (member, ...expected) =>
    expect(await counts(join(feeds, 'nse-pr-zip/PR041220.zip'), member)).toEqual(expected),
  );

  test.each([
    [
      'nse-api/corporate-announcements_AETHER.json.gz',
      { OTHER: 167, ANALYST_MEET: 263, BOARD_OUTCOME: 16, RATING: 8, INSIDER: 14, RESULTS: 11 },
    ],
    [
      'nse-api/corporate-announcements_BEL.json.gz',
      { OTHER: 704, ANALYST_MEET: 73, BOARD_OUTCOME: 18, RATING: 21, INSIDER: 58, RESULTS: 102 },
    ],
    ['nse-api/corporates-financial-results_TCS.json.gz', { RESULTS: 146 }],
    ['nse-api-samples-NseIndiaApi/shareholding.json', { SHAREHOLDING: 1 }],
    ['nse-api-samples-NseIndiaApi/annual_reports.json', {}],
    ['bse-api-samples-BseIndiaApi/announcements.json', { OTHER: 1 }],
  ])('%s gives filings by category', async (path, expected) =>
    expect(await categories(join(feeds, path))).toEqual(expected),
  );

  test('what the promoter pledged is taken, and never what anybody did', async () => {
    const { rows } = await read(join(feeds, 'transcribed/corporate-pledgedata_RELIANCE_2026-05.json'));
    expect(rows).toEqual({
      shareholding: [
        {
          ...{ ticker: 'RELIANCE.NS', quarter_end: '2026-03-31', promoter_pct: '50.89', pledged_pct: '0.00' },
          published_on: '2026-05-07',
        },
      ],
    });
  });
});

describeWithShared('ratios out of free text', 'data/nse/actions.csv', (path) => {
  const FILES = [
    ['nse-api/corporates-corporateActions_2024.json.gz', ''],
    ['market-desk/corporate_actions.csv', ''],
    ['nse-pr-zip/PR041220.zip', 'Bc041220.csv'],
  ] as const;

  test('are those of nse, and all of 2024 are found', async () => {
    const known = new Map<string, string>();
    for (const line of (await readFile(path, 'utf8')).trim().split('\n').slice(1)) {
      const [ticker, exDate, kind, after, before] = line.split(',');
      known.set(`${ticker} ${exDate} ${kind}`, `${after}:${before}`);
    }
    const found = new Map<string, string>();
    for (const [file, member] of FILES) {
      const { rows } = await read(join(path, '../../feeds', file), member);
      for (const { ticker, ex_date: exDate, kind, new_shares: after, old_shares: before } of rows[
        'actions'
      ] ?? []) {
        found.set(`${ticker}.NS ${exDate} ${kind}`, `${after}:${before}`);
      }
    }
    const compared = [...known].filter(([key]) => found.has(key));
    expect(compared.filter(([key, ratio]) => found.get(key) !== ratio)).toEqual([]);
    expect(compared).toHaveLength(51);
    expect([...known.keys()].filter((key) => / 2024-/.test(key) && !found.has(key))).toEqual([]);
  });
});
