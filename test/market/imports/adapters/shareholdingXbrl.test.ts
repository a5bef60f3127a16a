import { describe, expect, test } from '@jest/globals';
import { adapted } from '../../../support/market/adapted.js';
import { xbrlContext, xbrlFile, xbrlInstant, type XbrlFact } from '../../../support/market/xbrl.js';
import { describeAdapter } from './contract.js';

const TAXONOMY = { prefix: 'in-bse-shp', taxonomy: 'http://www.bseindia.com/xbrl/shp/2022-09-30/in-bse-shp' };
const PERCENT = 'ShareholdingAsAPercentageOfTotalNumberOfShares';
/** Percentages and shares by kind of holder. */
const HOLDERS: Readonly<Record<string, readonly [percent: string, shares: string]>> = {
  ShareholdingOfPromoterAndPromoterGroup: ['60', '600'],
  MutualFundsOrUti: ['10.01', '100'],
  Banks: ['0.5', '5'],
  SovereignWealthFundsDomestic: ['0.25', '2'],
  InstitutionsDomestic: ['10.76', '107'],
  InstitutionsForeignPortfolioInvestorCatergoryOne: ['7.25', '72'],
  OtherInstitutionsForeign: ['0.01', '1'],
  InstitutionsForeign: ['7.26', '73'],
  PublicShareholding: ['40', '400'],
  ShareholdingPattern: ['100', '1000'],
};
const CONTEXTS = Object.keys(HOLDERS).map((holder) =>
  xbrlContext(
    `${holder}I`,
    xbrlInstant('2024-03-31'),
    `<xbrli:scenario><xbrldi:explicitMember dimension="a:Axis">a:${holder}Member</xbrldi:explicitMember></xbrli:scenario>`,
  ),
);
interface Changed {
  readonly percents?: Readonly<Record<string, string>>;
  readonly pledged?: readonly [name: string, value: string][];
  readonly contexts?: readonly string[];
}

function file({ percents = {}, pledged = [], contexts = CONTEXTS }: Changed = {}): string {
  const facts: readonly XbrlFact[] = [
    ['Symbol', 'ALPHA'],
    ['NameOfTheCompany', 'Alpha Limited'],
    ['DateOfReport', '2024-03-31', { in: 'OneI' }],
    ...Object.entries(HOLDERS).flatMap(([holder, [percent, shares]]): XbrlFact[] => [
      [PERCENT, percents[holder] ?? percent, { in: `${holder}I`, unit: 'pure' }],
      ['NumberOfShares', shares, { in: `${holder}I`, unit: 'shares' }],
    ]),
    ...pledged.map(([name, value]): XbrlFact => [
      name,
      value,
      { in: 'ShareholdingOfPromoterAndPromoterGroupI', unit: 'pure' },
    ]),
  ];
  return xbrlFile(facts, { contexts, ...TAXONOMY });
}

describeAdapter({ adapter: 'shareholding-xbrl', file: file(), gives: { shareholding: 1 } });

const HOLDING = {
  ...{ ticker: 'ALPHA', quarter_end: '2024-03-31', promoter_pct: '60', pledged_pct: '' },
  ...{ fii_pct: '7.26', dii_pct: '10.51' },
};

describe('a filing of the shareholding', () => {
  test('gives holders as sites count them: funds of the state and NBFCs are no domestic institutions', async () => {
    const found = await adapted(file());
    expect(found.rows).toEqual({ shareholding: [HOLDING] });
    expect(await adapted(file({ contexts: [] }))).toMatchObject({ rows: { shareholding: [HOLDING] } });
  });

  test('is read alike where percentages are written as fractions', async () => {
    const percents = Object.fromEntries(
      Object.entries(HOLDERS).map(([holder, [percent]]) => [holder, String(Number(percent) / 100)]),
    );
    expect((await adapted(file({ percents }))).rows).toEqual({ shareholding: [HOLDING] });
  });

  test.each<[string, readonly [string, string][], string]>([
    ['by their percentage', [['PledgedOrEncumberedSharesHeldAsPercentageOfTotalNumberOfShares', '25']], '25'],
    ['by their number', [['NumberOfSharesEncumbered', '100']], '16.67'],
    [
      'by both',
      [
        ['PledgedOrEncumberedNumberOfShares', '100'],
        ['PledgedOrEncumberedSharesHeldAsPercentageOfTotalNumberOfShares', '16.6'],
      ],
      '16.6',
    ],
  ])('says what the promoters pledged %s', async (_, pledged, percent) => {
    const found = await adapted(file({ pledged }));
    expect(found.rows['shareholding']).toEqual([{ ...HOLDING, pledged_pct: percent }]);
  });

  test('does not believe a pledge that is not the part of its shares, and keeps the rest', async () => {
    const pledged: [string, string][] = [
      ['PledgedOrEncumberedNumberOfShares', '100'],
      ['PledgedOrEncumberedSharesHeldAsPercentageOfTotalNumberOfShares', '0.1667'],
    ];
    const found = await adapted(file({ pledged }));
    expect(found.rows['shareholding']).toEqual([HOLDING]);
    expect(found.flags.map(({ kind, metric, detail }) => [kind, metric, detail])).toEqual([
      [
        'UNITS',
        'pledged_pct',
        expect.stringContaining('pledged 0.1667 % of their shares, but by their number it is 16.67 %'),
      ],
    ]);
  });

  test('does not believe promoters whose percentage is not that of their shares', async () => {
    const found = await adapted(file({ percents: { ShareholdingOfPromoterAndPromoterGroup: '6' } }));
    expect(found.rows).toEqual({});
    expect(found.flags).toMatchObject([{ kind: 'UNITS', metric: 'promoter_pct' }]);
  });

  test('refuses holders who together have neither 100 % nor all', async () => {
    const found = await adapted(file({ percents: { ShareholdingPattern: '10000' } }));
    expect(found.rows).toEqual({});
    expect(found.refusals).toMatchObject([{ rule: 'NOT_OF_KIND', value: '10000' }]);
  });

  test('is refused without the day of its quarter', async () => {
    const undated = file().replace('2024-03-31</in-bse-shp', 'x</in-bse-shp');
    await expect(adapted(undated)).rejects.toThrow(/Alpha Limited: expected the date of its quarter/);
  });
});
