import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DEFAULT_METHOD } from '../../src/method/loadMethod.js';
import { writeSmallMarket } from '../support/market/smallMarket.js';
import { remove, temporaryFolder } from '../support/temporaryFolder.js';
import { run } from '../support/process/terminal.js';

let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder();
  await writeSmallMarket(folder);
});
afterAll(() => remove(folder));

const score = (...args: string[]) => run(['score', folder, '--date', '2024-10-08', ...args]);

describe('greyoak score', () => {
  test('prints JSON with sorted keys where nobody reads along', async () => {
    const { code, out, err } = await score();
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const report = JSON.parse(out) as Record<string, unknown>;
    expect(Object.keys(report)).toEqual([
      'date',
      'inputsHash',
      'marketReturn',
      'method',
      'notScored',
      'sectors',
      'stocks',
    ]);
    expect(report['notScored']).toEqual({
      'BETA.NS': {
        code: 'NO_SECTOR_GROUP',
        reason:
          'no sector group: no industry is given, and the ticker has no line in the sector file; give it a ' +
          'basic_industry that has one, or a sector_group, in companies.csv',
      },
    });
    expect(report['sectors']).toEqual({ it: { count: 1, score: null, z: null } });
  });

  test('holds every number of a stock that the issue names', async () => {
    const { out } = await score('--json');
    const stock = (JSON.parse(out) as { stocks: Record<string, Record<string, unknown>> }).stocks['ALPHA.NS'];
    expect(Object.keys(stock)).toEqual(['components', 'features', 'modes', 'sector']);
    // Closes 101 … 106: six bars, so that only what needs at most six is known; 60,000 × ₹106 are ₹0.6 crore.
    expect(stock['features']).toMatchObject({
      close: 106,
      volume: 60000,
      dma20: null,
      median_traded_value_cr: 0.6,
    });
    const modes = stock['modes'] as Record<string, Record<string, unknown>>;
    expect(Object.keys(modes)).toEqual(['INVESTOR', 'TRADER']);
    expect(Object.keys(modes['TRADER'])).toEqual([
      'band',
      'confidence',
      'guardrails',
      'penalty',
      'pillars',
      'score',
      'sectorZ',
      'weighted',
    ]);
    expect(modes['TRADER']['penalty']).toEqual({
      total: 10,
      beforeCap: 10,
      cap: 12,
      parts: { LIQUIDITY: 10, PLEDGE: 0, VOLATILITY: 0, EVENT_WINDOW: 0, GOVERNANCE: 0 },
    });
  });

  test('prints a sorted table on a terminal, with bands in colour', async () => {
    const { default: pc } = await import('picocolors');
    const plain = await run(['score', folder, '--date', '2024-10-08'], { outIsTty: true });
    expect(plain.out).toMatch(/Ticker +Sector +INVESTOR/);
    expect(plain.out).toMatch(/^ *1 +ALPHA\.NS +it +\d+\.\d\d +AVOID/m);
    expect(plain.out).toContain('2024-10-08, greyoak-1.1: 1 stocks scored, 1 not (--json says why)');
    const colored = await run(['score', folder, '--date', '2024-10-08', '--table'], {
      colors: pc.createColors(true),
    });
    expect(colored.out).toContain('\u001b[31mAVOID\u001b[39m');
  });

  test('explains one stock: features, components, composite, penalty, ladder', async () => {
    const { code, out } = await score('--ticker', 'alpha', '--explain');
    expect(code).toBe(0);
    for (const part of [
      'ALPHA.NS  Alpha Ltd.',
      'F  Fundamentals',
      'promoter_hold',
      'LIQUIDITY',
      'LOW_COVERAGE',
    ]) {
      expect(out).toContain(part);
    }
    expect(out).toContain('market return UNIVERSE (the mean of the 1 stocks of the day)');
    const linesOf = (title: string) => out.slice(out.indexOf(title)).split('\n\n', 1)[0].split('\n');
    expect(linesOf('R  Relative strength  100.00')).toEqual([
      'R  Relative strength  100.00',
      '  horizon   return  value  sector  market  sigma  alpha  weight  product  state',
      ...['ret_21d   ', 'ret_63d   ', 'ret_126d  '].map((name, k) => {
        const weight = ['0.45', '0.35', ' 0.2'][k];
        return `  ${name}     –      –       –       –      –      0    ${weight}        0  MISSING`;
      }),
      '  alpha = 0.6 × (value − sector) / sigma + 0.4 × (value − market) / sigma; 0 if one is missing',
      '  weighted alpha 0, rank 1 of 1 stocks, the best being the last; R = rank / stocks × 100',
    ]);
    expect(linesOf('S  Sector momentum  50.00').at(-1)).toBe(
      '  The group lacks a return or a volatility: S_z 0, S 50.',
    );
    // Under each table, what each part and each guardrail judged. 20 of the 22 required metrics are missing
    // (all but close and volume); confidence: 0.55 × 2/22 + 0.35 × 1/3 (prices of the day) + 0.10 × 1.
    const sentences = (bound: number) => [
      `The median traded value is ₹0.6 crore a session, below ₹${bound} crore: 10 points off.`,
      'The pledge is unknown, as no shareholding that counts has it: no penalty.',
      'The volatility is unknown, as it takes 21 bars without a long gap: no penalty.',
      'No results date or board meeting is known: no penalty.',
      'No qualification or resignation is known: no penalty.',
      'The confidence is 0.267, below 0.7: at most HOLD, the band stays AVOID.',
      `The median traded value is ₹0.6 crore a session, below ₹${bound} crore: at most HOLD, the band stays AVOID.`,
      'The pledge is unknown, as no shareholding that counts has it: nothing changes.',
      'The penalty for risk sums to 10 points, below 15: nothing changes.',
      "The sector group's momentum is 0 standard deviations, above -1.5: nothing changes.",
      '90.9 % of the required metrics are missing, above 25 %: at most HOLD, the band stays AVOID.',
    ];
    const shown = [...out.matchAll(/^ {2}- (.*)$/gm)].map(([, sentence]) => sentence);
    // Where the score stands in its mode, and how far other bands are.
    const near =
      /^(Rank \d+ of|No number of points|[\d.]+ points more|There is no lower|More than |Without LIQUIDITY, )/;
    expect(shown.filter((sentence) => near.test(sentence)).length).toBe(7);
    expect(shown.filter((sentence) => !near.test(sentence))).toEqual([
      ...sentences(3),
      ...sentences(2),
      'It trades ₹ 0.60 crore a session, the median of 6. (16.11 points)',
      'Volatility is not known (5 returns, at least 20 needed) and counts as 70. (28.00 points)',
      'Drawdown is not known (6 closes, at least 60 needed) and counts as 70. (10.50 points)',
      'Size is not known (no market capitalisation) and counts as 70. (7.00 points)',
      'Beta is not known (0 pairs, at least 60 needed) and counts as 70. (7.00 points)',
      'Trend is not known (without hi52w, lo52w, dma50, dma200) and counts as 70. (3.50 points)',
      'ALPHA.NS is left out: no figures: no sales of four consecutive quarters.',
    ]);
    // Six guardrails in their order, twice: once per mode.
    const ladder = [...out.matchAll(/^ {2}([A-Z]+_[A-Z_]+|ILLIQUIDITY) +(yes|no) /gm)].map(
      ([, name]) => name,
    );
    const once = [
      'LOW_DATA_HOLD',
      'ILLIQUIDITY',
      'PLEDGE_CAP',
      'HIGH_RISK_CAP',
      'SECTOR_BEAR',
      'LOW_COVERAGE',
    ];
    expect(ladder).toEqual([...once, ...once]);
  });

  test('limits JSON to one ticker', async () => {
    const { out } = await score('--ticker', 'ALPHA.NS', '--json');
    expect(Object.keys((JSON.parse(out) as { stocks: object }).stocks)).toEqual(['ALPHA.NS']);
  });

  test('takes another method, and its trial thresholds outside production', async () => {
    const hashOf = async (...args: string[]) =>
      (JSON.parse((await score('--json', ...args)).out) as { method: { name: string; hash: string } }).method;
    const usual = await hashOf();
    const trial = await hashOf('--thresholds', 'test');
    const former = await hashOf('--method', 'config/method-1.0.yaml');
    expect([usual.name, former.name]).toEqual(['greyoak-1.1', 'greyoak-1.0']);
    expect(new Set([usual.hash, trial.hash, former.hash]).size).toBe(3);
    const refused = await run(['score', folder, '--date', '2024-10-08', '--thresholds', 'test'], {
      env: { NODE_ENV: 'production' },
    });
    expect(refused).toEqual({
      code: 1,
      out: '',
      err: 'greyoak: --thresholds test is for trials, and refused while NODE_ENV is production: leave it out, or unset NODE_ENV.\n',
    });
  });

  test.each([
    [
      ['--date', '2024-10-06'],
      'Expected a session of the exchange, but 2024-10-06 is none. The session before it is 2024-10-04.',
    ],
    [['--date', 'yesterday'], 'Expected a date such as 2024-10-08, got "yesterday".'],
    [['--ticker', 'GAMMA'], 'GAMMA.NS is not in companies.csv: expected one of its tickers.'],
    [['--ticker', 'BETA'], 'BETA.NS has no score on 2024-10-08: no sector group: no industry is given'],
    [['--ticker', '!'], 'Expected a ticker such as RELIANCE or RELIANCE.NS, got "!".'],
    [['--explain'], '--explain explains one stock: name it with --ticker, such as --ticker RELIANCE.'],
    [['--table', '--json'], '--table and --json were both asked for: expected one of them.'],
    [
      ['--method', 'nowhere.yaml'],
      'Expected greyoak-1.0, greyoak-1.1, greyoak-2.0 or a file with the parameters of a method, got "nowhere.yaml": it does not exist, or a folder of its path does not (ENOENT): check the path.',
    ],
    [
      ['--sectors', 'nowhere.yaml'],
      'Expected a sector file at nowhere.yaml, but it cannot be read: it does not exist, or a folder of its path does not (ENOENT): check the path.',
    ],
  ])('refuses %j', async (args, message) => {
    const { code, out, err } = await score(...args);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(`greyoak: ${message}`);
  });

  test('refuses a folder without prices, and names the file', async () => {
    const empty = await temporaryFolder();
    await copyFile(join(folder, 'companies.csv'), join(empty, 'companies.csv'));
    const { code, err } = await run(['score', empty, '--date', '2024-10-08']);
    expect(code).toBe(1);
    expect(err).toContain(
      'gives no prices: expected prices.csv or prices.csv.gz with at least one bar that is taken.',
    );
    await remove(empty);
  });

  test('says that rows were refused, and scores the rest', async () => {
    const other = await temporaryFolder();
    await writeSmallMarket(other, { 'events.csv': 'ticker,date,kind\nALPHA,2024-13-01,RESULTS\n' });
    const { code, err, out } = await run(['score', other, '--date', '2024-10-08']);
    expect(code).toBe(0);
    expect(err).toBe(
      `greyoak: 1 row was refused, the rest is scored; "greyoak check ${other}" says which.\n`,
    );
    expect(Object.keys((JSON.parse(out) as { stocks: object }).stocks)).toEqual(['ALPHA.NS']);
    await remove(other);
  });

  test('names the path of a faulty key in a method file', async () => {
    const { readFile } = await import('node:fs/promises');
    const text = await readFile(DEFAULT_METHOD, 'utf8');
    const file = join(folder, 'faulty.yaml');
    await writeFile(file, text.replace('roe_3y: 0.35', 'roe_3y: 0.36'));
    const { code, err } = await score('--method', file);
    expect(code).toBe(1);
    expect(err).toContain(
      'pillars.fundamentals.non_financial: expected weights that sum to 1, got a sum of 1.01',
    );
  });

  test('writes nothing to stderr where that is no terminal and nothing is wrong', async () => {
    expect((await score()).err).toBe('');
  });
});

describe('greyoak', () => {
  test('tells wrong usage from everything else', async () => {
    expect(await run(['check'])).toMatchObject({ code: 2, out: '' });
    expect((await run(['frobnicate'])).err).toContain("unknown command 'frobnicate'");
    expect((await run(['keys', 'make'])).err).toBe(
      "error: unknown command 'make'\n" +
        '(expected one of add, list, rotate, pause, resume, revoke; add --help to see what is expected)\n',
    );
    expect((await run(['score', folder, '--date', '2024-10-08', '--thresholds', 'x'])).err).toContain(
      'Allowed choices are production, test.',
    );
    const help = await run(['--help']);
    expect(help.code).toBe(0);
    expect(help.out).toContain('Exit codes:');
    expect((await run(['score', '--help'])).out).toContain('the session to score, such as 2024-10-08');
  });

  test('reports a defect with its stack, and another exit code', async () => {
    const { code, err } = await run(['score', folder, '--date', '2024-10-08'], {
      now: () => {
        throw new RangeError('the clock is broken');
      },
    });
    expect(code).toBe(70);
    expect(err).toContain('a defect of greyoak itself, please report it:\nRangeError: the clock is broken');
  });
});
