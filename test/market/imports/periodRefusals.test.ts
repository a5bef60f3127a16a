import { afterEach, describe, expect, test } from '@jest/globals';
import { day, fileOf, readFiles, removeFolders, ticker } from '../../support/market/folder.js';
import { expectAccepted, expectRefused, rowOf, type Changes } from '../../support/market/rows.js';

afterEach(removeFolders);

const PUBLISHED = [
  ['fundamentals', 'period_end'],
  ['statements', 'period_end'],
  ['shareholding', 'quarter_end'],
] as const;

describe.each(PUBLISHED)('%s', (name, end) => {
  test('a period that ends after its publication is refused, one that ends on that day is taken', async () => {
    await expectRefused(
      name,
      { [end]: '2024-06-30', published_on: '2024-06-29' },
      {
        column: end,
        value: '2024-06-30',
        rule: 'PERIOD_AFTER_PUBLICATION',
        reason: 'expected a day up to its publication, 2024-06-29',
      },
    );
    await expectAccepted(name, { [end]: '2024-06-30', published_on: '2024-06-30' });
  });

  test('neither is after the day of import; today is taken', async () => {
    const reason = 'expected a day up to the day of import, 2024-10-08 in India';
    const late = (column: string, value: string) =>
      ({ column, value, rule: 'AFTER_IMPORT', reason }) as const;
    await expectRefused(name, { [end]: '2024-10-09', published_on: '' }, late(end, '2024-10-09'));
    await expectRefused(name, { published_on: '2024-10-09' }, late('published_on', '2024-10-09'));
    await expectAccepted(name, { [end]: '2024-10-08', published_on: '' });
    await expectAccepted(name, { published_on: '2024-10-08' });
  });

  test('weekends and holidays are days like others', async () => {
    await expectAccepted(name, { [end]: '2024-06-30', published_on: '2024-10-02' }); // a Sunday, a holiday
  });
});

describe('what is announced ahead may lie ahead of the import, its announcement may not', () => {
  test('events', async () => {
    await expectAccepted('events', { date: '2024-10-25', announced_on: '2024-10-08' });
    await expectAccepted('events', { date: '2024-10-25', announced_on: '' });
    await expectRefused(
      'events',
      { date: '2024-10-25', announced_on: '2024-10-09' },
      {
        column: 'announced_on',
        value: '2024-10-09',
        rule: 'AFTER_IMPORT',
        reason: 'expected a day up to the day of import, 2024-10-08 in India',
      },
    );
  });

  test('actions and holidays', async () => {
    await expectAccepted('actions', { ex_date: '2024-10-25' });
    await expectAccepted('holidays', { date: '2025-12-25' });
  });
});

describe('a percentage is one of 0 to 100', () => {
  const cases: readonly (readonly ['fundamentals' | 'statements' | 'shareholding', string, Changes])[] = [
    ['fundamentals', 'gnpa_pct', {}],
    ['fundamentals', 'pcr_pct', {}],
    ['statements', 'value', { metric: 'gnpa_pct' }],
    ['statements', 'value', { metric: 'nnpa_pct' }],
    ['statements', 'value', { metric: 'pcr_pct' }],
    ['shareholding', 'promoter_pct', { fii_pct: '0', dii_pct: '0' }],
    ['shareholding', 'pledged_pct', {}],
    ['shareholding', 'fii_pct', { promoter_pct: '0', dii_pct: '0' }],
    ['shareholding', 'dii_pct', { promoter_pct: '0', fii_pct: '0' }],
  ];

  test.each(cases)('%s: %s %p', async (name, column, others) => {
    for (const value of ['0', '100', '99.99']) await expectAccepted(name, { ...others, [column]: value });
    for (const value of ['-0.01', '100.01', '1000']) {
      const reason = 'expected a percentage of 0 to 100';
      const refused = { column, value, rule: 'PERCENT_OUTSIDE', reason } as const;
      await expectRefused(name, { ...others, [column]: value }, refused);
    }
  });

  test('figures that are no percentages may be anything', async () => {
    for (const metric of ['opm', 'pe', 'net_profit', 'nim']) {
      await expectAccepted('statements', { metric, value: '-1200.5' });
      await expectAccepted('statements', { metric, value: '1200.5' });
    }
    await expectAccepted('fundamentals', { roe_3y: '-3', pe: '4000', nim_3y: '-1' });
  });
});

describe('promoter, FII and DII hold at most 101 % together', () => {
  const holders = (promoter_pct: string, fii_pct: string, dii_pct: string) => ({
    promoter_pct,
    fii_pct,
    dii_pct,
  });
  const refusal = (promoter: string, sum: string) =>
    ({
      column: 'promoter_pct',
      value: promoter,
      rule: 'HOLDERS_ABOVE_101',
      reason: `expected promoter, FII and DII to hold at most 101 % together, they hold ${sum} %`,
    }) as const;

  test('101 is taken, 101.01 is not', async () => {
    await expectAccepted('shareholding', holders('50', '30.5', '20.5'));
    await expectRefused('shareholding', holders('50', '30.5', '20.51'), refusal('50', '101.01'));
    await expectRefused('shareholding', holders('100', '99.99', '100'), refusal('100', '299.99'));
  });

  test('what is not stated holds nothing', async () => {
    await expectAccepted('shareholding', holders('100', '', ''));
    await expectAccepted('shareholding', holders('75', '26', ''));
    await expectRefused('shareholding', holders('75', '', '26.51'), refusal('75', '101.51'));
  });

  test.each([
    ['0.14', '98.93', '1.93'],
    ['0.28', '95.68', '5.04'],
    ['0.42', '85.93', '14.65'],
  ])('%s + %s + %s is 101, though not in binary', async (promoter, fii, dii) => {
    await expectAccepted('shareholding', holders(promoter, fii, dii));
  });

  test('101 is 101 however it is made up', async () => {
    const rows = (sum: number) =>
      Array.from({ length: 4000 }, (_, k) => {
        const [promoter, fii] = [(k * 37) % 5000, (k * 53) % 4000];
        const text = (hundredths: number) => (hundredths / 100).toFixed(2);
        const parts = holders(text(promoter), text(fii), text(sum - promoter - fii));
        return rowOf('shareholding', { ...parts, ticker: `T${k}` });
      }).filter((row) => !/,1[0-9]{2}\./.test(row)); // each part is 100 % at most
    const taken = await readFiles(fileOf('shareholding', ...rows(10_100)));
    expect(taken.refusals).toEqual([]);
    const { refusals, summaries } = await readFiles(fileOf('shareholding', ...rows(10_101)));
    expect(summaries[0].rows).toBeGreaterThan(3000);
    expect(refusals).toHaveLength(summaries[0].rows);
    expect(new Set(refusals.map(({ rule }) => rule))).toEqual(new Set(['HOLDERS_ABOVE_101']));
  });

  test('a sum just above is shown as what it is, not as 101.00', async () => {
    const { refusals } = await readFiles(
      fileOf('shareholding', rowOf('shareholding', holders('50', '50', '1.001'))),
    );
    expect(refusals).toHaveLength(1);
    expect(refusals[0].reason).not.toContain('101.00 %');
  });
});

describe('actions', () => {
  test.each([
    ['new_shares', '0'],
    ['new_shares', '-2'],
    ['old_shares', '0'],
    ['old_shares', '-1'],
  ])('%s is not %s', async (column, value) => {
    const reason = 'expected more than 0';
    await expectRefused('actions', { [column]: value }, { column, value, rule: 'NOT_POSITIVE', reason });
  });

  test('shares need not be whole', async () => {
    await expectAccepted('actions', { new_shares: '1.5', old_shares: '0.5' });
  });
});

describe('where no day of publication is given', () => {
  // June 30 + 45, 60, 0, 60, 21 days.
  test.each([
    ['statements', { period_end: '2024-06-30', period: 'QUARTER' }, '2024-08-14'],
    ['statements', { period_end: '2024-06-30', period: 'ANNUAL' }, '2024-08-29'],
    ['statements', { period_end: '2024-06-30', period: 'POINT' }, '2024-06-30'],
    ['fundamentals', { period_end: '2024-06-30', published_on: '' }, '2024-08-29'],
    ['shareholding', { quarter_end: '2024-06-30' }, '2024-07-21'],
  ] as const)('%s %p counts as published on %s', async (name, changes, expected) => {
    const { market } = await readFiles(fileOf(name, rowOf(name, changes)));
    const SBIN = ticker('SBIN');
    const facts = {
      statements: market.statements,
      fundamentals: market.fundamentals,
      shareholding: market.shareholding,
    };
    expect(facts[name].get(SBIN)?.map(({ publishedOn }) => publishedOn)).toEqual([day(expected)]);
  });

  test.each([
    ['RESULTS', '2024-09-27'], // October 4 − 7 days
    ['BOARD_MEETING', '2024-09-27'],
    ['AUDITOR_QUALIFICATION', '2024-10-04'],
    ['AUDITOR_RESIGNATION', '2024-10-04'],
    ['BOARD_RESIGNATION', '2024-10-04'],
  ])('%s of October 4 counts as announced on %s', async (kind, expected) => {
    const { market } = await readFiles(fileOf('events', rowOf('events', { kind })));
    const [event] = market.events.get(ticker('SBIN')) ?? [];
    expect(event.announcedOn).toBe(day(expected));
  });
});
