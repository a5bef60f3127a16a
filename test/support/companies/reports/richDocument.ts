import type { ReportDocument } from '../../../../src/companies/reports/reportDocument.js';
import { isoOf } from '../../../../src/market/day.js';
import { reportDocument } from './reportDocument.js';

const DAYS = 250;
const PERIODS = [
  '2026-03-31',
  '2025-12-31',
  '2025-09-30',
  '2025-06-30',
  '2025-03-31',
  '2024-12-31',
  '2024-09-30',
  '2024-06-30',
];
const FIGURES = [
  ['Revenue', 'INR_CRORE', 251_234.5],
  ['Net profit', 'INR_CRORE', -1_871.25],
  ['EPS', 'RUPEES', 12.34],
  ['Operating margin', 'FRACTION', 0.1834],
  ['Debt to equity', 'RATIO', 0.42],
] as const;

/** Returns a document that has each kind of table and chart in a usual size, some of it unknown. */
export function richDocument(): ReportDocument {
  const scores = Array.from({ length: DAYS }, (_, k) => [
    isoOf(20_300 + k),
    k % 40 === 7 ? null : 55 + 12 * Math.sin(k / 20),
    k < 30 ? null : 48 + 9 * Math.cos(k / 25),
    k < 60 ? null : 40 + k / 20,
  ]);
  const peers = Array.from({ length: 30 }, (_, k) => [
    `PEER${k}.NS`,
    `Peer company number ${k} Limited`,
    (30 - k) / 465,
    ((k * 7) % 23) / 100 - 0.08,
    k % 9 === 4 ? null : 35 + ((k * 13) % 40),
    k % 3 === 0 ? 'LEADER' : 'NICHE',
  ]);
  return reportDocument(
    [
      {
        id: 'identity',
        title: 'The company',
        shown: 'FACTS',
        columns: [
          { name: 'name', title: 'Name' },
          { name: 'listedOn', title: 'Listed on' },
          { name: 'isin', title: 'ISIN' },
          { name: 'cap', title: 'Market capitalisation', unit: 'INR_CRORE' },
          { name: 'faceValue', title: 'Face value', unit: 'RUPEES' },
          { name: 'website', title: 'Website' },
          { name: 'watched', title: 'Watched' },
        ],
        rows: [
          [
            'Reliance Industries Limited',
            '1995-11-29',
            'INE002A01018',
            1_956_432.71,
            10,
            'https://www.ril.com/',
            true,
          ],
        ],
      },
      {
        id: 'scores',
        title: 'Score, both modes, in both modes',
        shown: 'FACTS',
        columns: [
          { name: 'mode', title: 'Mode' },
          { name: 'value', title: 'Score', unit: 'POINTS' },
          { name: 'band', title: 'Band' },
          { name: 'confidence', title: 'Confidence', unit: 'FRACTION' },
          { name: 'rank', title: 'Rank', unit: 'COUNT' },
        ],
        rows: [
          ['TRADER', 61.4238, 'BUY', 0.61, 31],
          ['INVESTOR', 48.91, 'HOLD', 0.83, 1204],
        ],
      },
      {
        id: 'history',
        title: 'Scores of a year',
        shown: 'CHART_ONLY',
        columns: [
          { name: 'day', title: 'Day' },
          { name: 'score', title: 'Score', unit: 'POINTS' },
          { name: 'quality', title: 'Quality', unit: 'POINTS' },
          { name: 'momentum', title: 'Momentum', unit: 'POINTS' },
        ],
        rows: scores,
      },
      {
        id: 'figures',
        title: 'Figures of eight quarters',
        columns: [
          { name: 'figure', title: 'Figure' },
          { name: 'period', title: 'Period' },
          { name: 'value', title: 'Value', unitColumn: 'unit' },
          { name: 'unit', title: 'Unit' },
          { name: 'source', title: 'Source' },
        ],
        rows: FIGURES.flatMap(([figure, unit, value]) =>
          PERIODS.map((period, k) => [
            figure,
            period,
            k === 3 ? null : value * (1 - k / 20),
            unit,
            'XBRL of the exchange',
          ]),
        ),
        across: { rows: ['figure'], columns: 'period', cells: 'value' },
      },
      {
        id: 'revenue',
        title: 'Revenue and profit',
        shown: 'CHART_ONLY',
        columns: [
          { name: 'period', title: 'Period' },
          { name: 'revenue', title: 'Revenue', unit: 'INR_CRORE' },
          { name: 'profit', title: 'Net profit', unit: 'INR_CRORE' },
        ],
        rows: PERIODS.map((period, k) => [period, 251_234.5 - 4000 * k, k === 2 ? -9_000 : 18_000 + 300 * k]),
      },
      {
        id: 'peers',
        title: 'Competitors',
        columns: [
          { name: 'ticker', title: 'Ticker' },
          { name: 'company', title: 'Company' },
          { name: 'share', title: 'Share', unit: 'FRACTION' },
          { name: 'growth', title: 'Growth', unit: 'FRACTION' },
          { name: 'score', title: 'Score', unit: 'POINTS' },
          { name: 'position', title: 'Position' },
        ],
        rows: peers,
      },
      {
        id: 'filings',
        title: 'Filings of a year',
        columns: [
          { name: 'filedAt', title: 'Filed' },
          { name: 'category', title: 'Category' },
          { name: 'subject', title: 'Subject' },
          { name: 'url', title: 'Address' },
        ],
        rows: [
          [
            '2026-05-02T12:31:00.000Z',
            'BOARD_OUTCOME',
            'Outcome of the meeting of the board of directors, with audited results of the year and of the quarter',
            'https://nsearchives.example/corporate/RELIANCE_02052026123100_Outcome_of_the_Board_Meeting.pdf',
          ],
          ['2026-04-30T09:00:00.000Z', 'RESULTS', 'परिणाम: तिमाही', null],
        ],
      },
      { id: 'documents', title: 'Documents', columns: [{ name: 'title' }], rows: [] },
      {
        id: 'wide',
        title: 'Risk of each holding',
        columns: [
          { name: 'ticker', title: 'Ticker' },
          { name: 'risk', title: 'Risk', unit: 'POINTS' },
          ...['Volatility', 'Drawdown', 'Beta', 'Tail', 'Liquidity', 'Size'].flatMap((part) => [
            { name: part.toLowerCase(), title: part, unit: 'FRACTION' as const },
            { name: `${part.toLowerCase()}Rows`, title: `${part}: observations`, unit: 'COUNT' as const },
          ]),
        ],
        rows: Array.from({ length: 60 }, (_, k) => [
          `HOLDING${k}.NS`,
          20 + k,
          ...Array.from({ length: 12 }, (_one, at) => (at % 2 === 0 ? (k + at) / 217 : 250 - k)),
        ]),
      },
    ],
    {
      charts: [
        {
          kind: 'LINE',
          title: 'Score and two pillars',
          table: 'history',
          x: 'day',
          y: ['score', 'quality', 'momentum'],
        },
        {
          kind: 'BARS',
          title: 'Revenue and net profit',
          table: 'revenue',
          x: 'period',
          y: ['revenue', 'profit'],
        },
        { kind: 'BARS', title: 'Growth of competitors', table: 'peers', x: 'company', y: ['growth'] },
        { kind: 'DOTS', title: 'Scores of competitors', table: 'peers', x: 'ticker', y: ['score'] },
        {
          kind: 'DOTS',
          title: 'Share and growth',
          table: 'peers',
          x: 'share',
          y: ['growth'],
          series: 'position',
        },
      ],
      cautions: ['LOW_CONFIDENCE', 'MISSING_FIGURES'],
      findings: [
        {
          rule: 'HIGH_CONCENTRATION',
          sentence: 'Three companies have 61.3 % of the revenue.',
          numbers: [{ name: 'topThree', value: 0.613 }],
        },
        {
          rule: 'LOW_CONFIDENCE',
          sentence: 'The confidence of the score is 0.61, below 0.7.',
          numbers: [
            { name: 'confidence', value: 0.61 },
            { name: 'median', value: null },
          ],
        },
        {
          rule: 'MISSING_FIGURES',
          sentence: 'Of the figures that are expected, these are not known: ROCE; interest coverage.',
          numbers: [],
        },
      ],
      changes: {
        formerHash: 'a'.repeat(64),
        formerCreatedAt: '2026-06-30T10:00:00.000Z',
        total: 3,
        changes: [
          { table: 'scores', row: 'TRADER', column: 'value', former: 60.1, now: 61.4238 },
          { table: 'filings', row: '2026-05-02', column: null, former: null, now: 'BOARD_OUTCOME' },
          {
            table: null,
            row: 'HIGH_CONCENTRATION',
            column: null,
            former: 'Three companies have 60 % of the revenue.',
            now: null,
          },
        ],
      },
      isSynthetic: true,
    },
  );
}
