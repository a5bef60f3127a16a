/** Reads every filing and export of the shared data, and compares them with the figures that the market data has. */
import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { NO_STORE } from '../../../../src/market/imports/adapters/noStore.js';
import { adapted, type Adapted, type AdaptedRow } from '../../../support/market/adapted.js';
import { describeWithShared } from '../../../support/shared.js';

const ALPHA = { ...NO_STORE, ticker: 'ALPHA' };

describeWithShared('filings and exports', 'data/feeds/xbrl-results', (results) => {
  const data = join(results, '../..');
  const bytesOf = (path: string): Buffer => {
    const bytes = readFileSync(join(data, path));
    return path.endsWith('.gz') ? gunzipSync(bytes) : bytes;
  };
  /** Reads a file under a name that says nothing. */
  const read = (path: string): Promise<Adapted> => adapted(bytesOf(path), { context: ALPHA });
  /** Returns the rows of companies of which there are filings, by some of their columns. */
  const table = (path: string, ...keys: readonly string[]): ReadonlyMap<string, AdaptedRow> => {
    const [header, ...lines] = bytesOf(path).toString().split('\n');
    const names = header.split(',');
    const rows = lines.filter((line) => /^(BAJFINANCE|HDFCBANK|INFY|JIOFIN|RELIANCE|TCS|TITAN)\./.test(line));
    const parsed = rows.map((line) =>
      Object.fromEntries(line.split(',').map((field, at) => [names[at], field])),
    );
    return new Map(parsed.map((row) => [keys.map((key) => row[key]).join(' '), row]));
  };
  const statements = table('nse/statements.csv.gz', 'ticker', 'period_end', 'period', 'metric');
  const holdings = table('nse/shareholding.csv.gz', 'ticker', 'quarter_end');
  /** Returns what the market data has of a figure, and of the holders of a quarter. */
  const known = ({ ticker, period_end: end, period, metric }: AdaptedRow) =>
    statements.get(`${ticker}.NS ${end} ${period} ${metric}`);
  const holdersOf = ({ ticker, quarter_end: end }: AdaptedRow) => holdings.get(`${ticker}.NS ${end}`);

  const X = 'feeds/xbrl-results';
  test.each<[string, string, string, number, readonly string[]]>([
    [
      `${X}/BAJFINANCE__23Jul2024_1951_NBFC_INDAS_109333_1200549_23072024075106.xml.gz`,
      'BAJFINANCE',
      'STANDALONE',
      9,
      [],
    ],
    [
      `${X}/BAJFINANCE__23Jul2024_1955_NBFC_INDAS_109334_1200554_23072024075544.xml.gz`,
      'BAJFINANCE',
      'CONSOLIDATED',
      9,
      [],
    ],
    [`${X}/BANKING_97822_965308_21102023041426.xml`, 'ICICIBANK', 'STANDALONE', 13, []],
    [
      `${X}/BOSCHLTD__13Feb2024_1927_INDAS_103916_1054255_13022024072740.xml.gz`,
      'BOSCHLTD',
      'STANDALONE',
      9,
      [],
    ],
    [
      `${X}/HDFCBANK__16Jan2024_1711_BANKING_101078_1023175_16012024051131.xml.gz`,
      'HDFCBANK',
      'STANDALONE',
      9,
      [],
    ],
    [
      `${X}/HDFCBANK__16Jan2024_1712_BANKING_101079_1023183_16012024051248.xml.gz`,
      'HDFCBANK',
      'CONSOLIDATED',
      7,
      [],
    ],
    [
      `${X}/HDFCBANK__16Jul2022_1840_BANKING_587892_2510_16072022184059_WEB.xml.gz`,
      'HDFCBANK',
      'CONSOLIDATED',
      7,
      [],
    ],
    [`${X}/INFY__12Jan2022_2142_INDAS_80068_585447_12012022094257_WEB.xml.gz`, 'INFY', 'CONSOLIDATED', 8, []],
    [`${X}/ITC__14Aug2023_1930_INDAS_97322_919022_14082023073044.xml.gz`, 'ITC', 'STANDALONE', 9, []],
    [
      `${X}/JIOFIN__17Oct2023_1321_NBFC_INDAS_97609_955221_17102023012133.xml.gz`,
      'JIOFIN',
      'CONSOLIDATED',
      13,
      [],
    ],
    [
      `${X}/RELIANCE__07Aug2018_1710_INDAS_37522_30151_27072018083745_WEB.xml.gz`,
      'RELIANCE',
      'CONSOLIDATED',
      8,
      [],
    ],
    [
      `${X}/RELIANCE__16Jan2025_2015_INDAS_117297_1348248_16012025081520.xml.gz`,
      'RELIANCE',
      'CONSOLIDATED',
      9,
      [],
    ],
    [
      `${X}/RELIANCE__19Jan2024_1917_INDAS_101209_1030568_19012024071754.xml.gz`,
      'RELIANCE',
      'CONSOLIDATED',
      9,
      [],
    ],
    [
      `${X}/RELIANCE__21Oct2022_1958_INDAS_788928_4687_21102022195847_WEB.xml.gz`,
      'RELIANCE',
      'CONSOLIDATED',
      13,
      [''],
    ],
    [`${X}/TCS__15Oct2018_1904_INDAS_39299_47383_11102018062001_WEB.xml.gz`, 'TCS', 'CONSOLIDATED', 8, []],
    [
      `${X}/TITAN__03May2024_2330_INDAS_105254_1115176_03052024113001.xml.gz`,
      'TITAN',
      'CONSOLIDATED',
      21,
      [''],
    ],
    [
      'feeds/transcribed/INTEGRATED_FILING_NBFC_INDAS_IREDA_31MAR2025_excerpt.xml',
      'IREDA',
      '',
      5,
      ['shares_cr', 'shares_cr', ''],
    ],
    ['samples/20Oct2024_1213_BANKING_112945_1281169_20102024121301.xml', 'HDFCBANK', 'STANDALONE', 13, []],
    ['samples/21Apr2023_1957_INDAS_90781_831386_21042023075712.xml', 'RELIANCE', 'STANDALONE', 21, []],
  ])('%s gives figures of %s (%s): %d', async (path, ticker, basis, count, flagged) => {
    const found = await read(path);
    const rows = found.rows['statements'] ?? [];
    expect(found.adapter).toBe('results-xbrl');
    expect([rows.length, found.refusals, found.leftOut['statements']]).toEqual([count, [], undefined]);
    expect(new Set(rows.map((row) => row['ticker']))).toEqual(new Set([ticker]));
    const bases = new Set(rows.flatMap((row) => (row['period'] === 'POINT' ? [] : [row['basis']])));
    expect(bases).toEqual(new Set([basis]));
    expect(found.flags.map(({ metric }) => metric)).toEqual(flagged);
  });

  test('12 of 12 consolidated results equal those of the market data', async () => {
    const compared: string[] = [];
    const exact: string[] = [];
    for (const path of [
      'BAJFINANCE__23Jul2024_1955_NBFC_INDAS_109334_1200554_23072024075544.xml.gz',
      'HDFCBANK__16Jan2024_1712_BANKING_101079_1023183_16012024051248.xml.gz',
      'HDFCBANK__16Jul2022_1840_BANKING_587892_2510_16072022184059_WEB.xml.gz',
      'INFY__12Jan2022_2142_INDAS_80068_585447_12012022094257_WEB.xml.gz',
      'JIOFIN__17Oct2023_1321_NBFC_INDAS_97609_955221_17102023012133.xml.gz',
      'RELIANCE__07Aug2018_1710_INDAS_37522_30151_27072018083745_WEB.xml.gz',
      'RELIANCE__16Jan2025_2015_INDAS_117297_1348248_16012025081520.xml.gz',
      'RELIANCE__19Jan2024_1917_INDAS_101209_1030568_19012024071754.xml.gz',
      'RELIANCE__21Oct2022_1958_INDAS_788928_4687_21102022195847_WEB.xml.gz',
      'TCS__15Oct2018_1904_INDAS_39299_47383_11102018062001_WEB.xml.gz',
      'TITAN__03May2024_2330_INDAS_105254_1115176_03052024113001.xml.gz',
    ]) {
      for (const row of (await read(`${X}/${path}`)).rows['statements'] ?? []) {
        const own = known(row);
        const key = `${row['ticker']} ${row['period_end']} ${row['period']} ${row['metric']}`;
        if (own === undefined) continue;
        const isFiled = own['source'] === 'PRIMARY';
        if (row['metric'] === 'net_profit') {
          // Screener rounds to the crore.
          const value = isFiled ? Number(row['value']) : Math.round(Number(row['value']));
          expect([key, value]).toEqual([key, Number(own['value'])]);
          compared.push(key);
        } else if (isFiled) {
          expect([key, Number(row['value'])]).toEqual([key, Number(own['value'])]);
          exact.push(key);
        }
      }
    }
    expect(compared).toHaveLength(12);
    // Sales, margin and earnings per share of the quarters that the market data took from filings.
    expect(exact).toHaveLength(14);
  });

  test('bad loans equal those of the market data', async () => {
    for (const path of ['20Oct2024_1213_BANKING_112945_1281169_20102024121301.xml']) {
      const rows = (await read(`samples/${path}`)).rows['statements'] ?? [];
      const loans = rows.filter(({ metric }) => metric.endsWith('npa_pct'));
      expect(loans.map((row) => Number(row['value']))).toEqual(
        loans.map((row) => Number(known(row)?.['value'])),
      );
      expect(loans).toHaveLength(2);
    }
  });

  test.each(['SHP_174992_773230_19012023040253_WEB.xml.gz', 'SHP_176970_822215_17042023063024_WEB.xml.gz'])(
    'the shareholding of %s equals that of the market data',
    async (path) => {
      const found = await read(`feeds/xbrl-shareholding/${path}`);
      const rows = found.rows['shareholding'] ?? [];
      expect([rows.length, found.flags, found.refusals]).toEqual([1, [], []]);
      const own = holdersOf(rows[0]);
      for (const column of ['promoter_pct', 'fii_pct', 'dii_pct']) {
        expect([column, Number(rows[0]?.[column])]).toEqual([column, Number(own?.[column])]);
      }
      expect(rows[0]?.['pledged_pct']).toBe('0');
    },
  );

  test("AMFI's list gives each company once", async () => {
    const found = await read('feeds/amfi/AverageMarketCapitalization31Dec2025.xlsx');
    const rows = found.rows['statements'] ?? [];
    expect([rows.length, found.leftOut, found.day]).toEqual([
      2238,
      { statements: { UNKNOWN_STOCK: 3134 } },
      '2025-12-31',
    ]);
    expect(new Set(rows.map(({ ticker }) => ticker)).size).toBe(2238);
    expect(rows[0]).toMatchObject({ ticker: 'RELIANCE', value: '1970797.087539265' });
  });

  test("Screener's workbook gives what was extracted from it by hand", async () => {
    const found = await read('feeds/screener/APOLLOTYRE_screener_export.xlsx');
    const rows = found.rows['statements'] ?? [];
    expect([rows.length, found.flags, found.refusals]).toEqual([170, [], []]);
    const expected = JSON.parse(
      bytesOf('feeds/screener/APOLLOTYRE_expected_extracted_v2.json').toString(),
    ) as {
      readonly sections: Readonly<
        Record<
          string,
          { readonly data: readonly { readonly metric: string; readonly values: readonly string[] }[] }
        >
      >;
    };
    const metrics: readonly (readonly [section: string, line: string, period: string, metric: string])[] = [
      ...(['profit_loss', 'quarters'] as const).flatMap((section) =>
        [
          ['Sales', 'sales'],
          ['Depreciation', 'depreciation'],
          ['Interest', 'interest'],
          ['Tax', 'tax'],
          ['Net profit', 'net_profit'],
        ].map(
          ([line, metric]) => [section, line, section === 'quarters' ? 'QUARTER' : 'ANNUAL', metric] as const,
        ),
      ),
      ['quarters', 'Operating Profit', 'QUARTER', 'operating_profit'],
    ];
    let compared = 0;
    for (const [section, line, period, metric] of metrics) {
      const values = expected.sections[section]?.data.find((one) => one.metric === line)?.values ?? [];
      const own = rows.filter((row) => row['period'] === period && row['metric'] === metric);
      expect([line, own.map(({ value }) => Number(value))]).toEqual([line, values.map(Number)]);
      compared += values.length;
    }
    expect(compared).toBe(110);
  });

  test.each([
    ['RELIANCE', 1270, 61],
    ['HDFCBANK', 1181, 112],
  ])("Screener's page of %s equals the market data, which is from there", async (ticker, count, empty) => {
    const found = await read(`samples/screener_dump_${ticker}.json`);
    const rows = found.rows['statements'] ?? [];
    expect([rows.length, found.leftOut, found.flags]).toEqual([
      count,
      { statements: { NO_VALUE: empty } },
      [],
    ]);
    let compared = 0;
    for (const row of rows) {
      const own = known(row);
      if (own?.['source'] !== 'SECONDARY') continue;
      const key = `${row['period_end']} ${row['period']} ${row['metric']}`;
      expect([key, Number(row['value'])]).toEqual([key, Number(own['value'])]);
      compared++;
    }
    expect(compared).toBeGreaterThan(170);
    const holders = found.rows['shareholding'] ?? [];
    expect(holders).toHaveLength(12);
    for (const row of holders) {
      const own = holdersOf(row);
      const columns = ['promoter_pct', 'fii_pct', 'dii_pct'] as const;
      expect(columns.map((column) => Number(row[column]))).toEqual(
        columns.map((column) => Number(own?.[column])),
      );
    }
  });

  describe('answers that name no stock', () => {
    test.each([
      ['feeds/nse-api/results-comparision_AETHER.json', 45],
      ['feeds/nse-api/results-comparision_BEL.json', 45],
      ['feeds/nse-api-samples-NseIndiaApi/results_comparison.json', 9],
    ])('%s gives %d figures of the stock that is named', async (path, count) => {
      const found = await read(path);
      expect([found.rows['statements']?.length, found.flags, found.refusals]).toEqual([count, [], []]);
      await expect(adapted(bytesOf(path))).rejects.toThrow(/--ticker/);
    });

    test('a screen is refused', async () => {
      await expect(read('samples/screener_screen_export_apr2026.csv')).rejects.toThrow(
        /names companies without their symbols/,
      );
    });
  });
});
