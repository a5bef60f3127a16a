/** Figures that documents state: of whom, of when, in which unit; and all that is no figure. */
import { expect, test } from '@jest/globals';
import { MOST_FIGURES, suggestedFigures } from '../../../src/companies/amounts/suggestedFigures.js';
import type { SuggestedFigure } from '../../../src/companies/amounts/suggestedFigure.js';
import type { IsoDate } from '../../../src/scoring/names.js';
import { cleanedText } from '../../support/companies/cleanedText.js';

const PUBLISHED = '2025-05-20' as IsoDate;
const inWords = ({ code, periodEnd, months, value, unit, confidence }: SuggestedFigure) =>
  `${code} ${periodEnd ?? '-'} ${months ?? '-'} ${value} ${unit} ${confidence}`;
const figuresOf = (text: string) => suggestedFigures(cleanedText(text), PUBLISHED).map(inWords);

test.each([
  [
    'Revenue from operations for Q3FY25 stood at ₹ 1,234.56 crore.',
    'sales 2024-12-31 3 1234.56 INR_CRORE 0.75',
  ],
  [
    'Revenue from operations for the quarter ended December 31, 2024 was Rs. 1,234.56 crores, up 12% over Q3FY24.',
    'sales 2024-12-31 3 1234.56 INR_CRORE 0.75',
  ],
  [
    'Consolidated net profit for the year ended 31st March, 2025 was INR 45,600 lakhs.',
    'net_profit 2025-03-31 12 456 INR_CRORE 0.75',
  ],
  ['PAT came in at ₹5.6 bn in Q4 FY2024-25.', 'net_profit 2025-03-31 3 560 INR_CRORE 0.75'],
  ['In FY24, net sales increased by 12% to Rs 500 crore.', 'sales 2024-03-31 12 500 INR_CRORE 0.75'],
  ['Net sales rose from Rs 450 crore to Rs 500 crore in FY25.', 'sales 2025-03-31 12 500 INR_CRORE 0.75'],
  ['Net profit grew 15% to Rs 50 crore in 9MFY25.', 'net_profit 2024-12-31 9 50 INR_CRORE 0.75'],
  [
    'Profit after tax for the nine months ended 31.12.2024: Rs 50 crore.',
    'net_profit 2024-12-31 9 50 INR_CRORE 0.75',
  ],
  ['H1 FY25 operating profit stood at Rs 80 crore.', 'operating_profit 2024-09-30 6 80 INR_CRORE 0.75'],
  ['The net loss for Q1 FY25 was Rs 12 crore.', 'net_profit 2024-06-30 3 -12 INR_CRORE 0.75'],
  [
    'The company reported a net loss of Rs (12) crore in Q1FY25.',
    'net_profit 2024-06-30 3 -12 INR_CRORE 0.75',
  ],
  ['EPS for FY25 stood at Rs. 21.07.', 'eps 2025-03-31 12 21.07 RUPEES 0.75'],
  ['Basic EPS was ₹ 21.07 per share for FY25.', 'eps 2025-03-31 12 21.07 RUPEES 0.75'],
  ['NIM for Q4FY25 stood at 4.31%.', 'nim 2025-03-31 3 4.31 PERCENT 0.75'],
  ['Gross NPA ratio improved to 1.24% as on March 31, 2025.', 'gnpa_pct 2025-03-31 - 1.24 PERCENT 0.75'],
  [
    'GNPA declined by 20 bps to 1.24 per cent as at 31 March 2025.',
    'gnpa_pct 2025-03-31 - 1.24 PERCENT 0.75',
  ],
  ['Provision coverage ratio stood at 75.3%.', 'pcr_pct - - 75.3 PERCENT 0.5'],
  ['ROCE for FY25 was 18.5%.', 'roce 2025-03-31 12 0.185 FRACTION 0.75'],
  ['Net worth as on 31 March 2025 stood at Rs 3,546 crores.', 'equity 2025-03-31 - 3546 INR_CRORE 0.75'],
  ['Total debt was about Rs 2 lakh crore as of March 31, 2025.', 'debt 2025-03-31 - 200000 INR_CRORE 0.75'],
  ['Revenue from operations stood at 4,396 crores.', 'sales - - 4396 INR_CRORE 0.25'],
  ['Revenue was Rs 500 crore in Q3FY25.', 'sales 2024-12-31 3 500 INR_CRORE 0.5'],
  ['Net sales of ₹ 12,34,56,78,900 for FY25.', 'sales 2025-03-31 12 1234.56789 INR_CRORE 0.75'],
])('%s', (text, figure) => {
  expect(figuresOf(text)).toEqual([figure]);
});

test.each([
  // Changes, and shares.
  'Net profit grew 12% in Q3FY25.',
  'Net profit was up by Rs 5 crore in Q3FY25.',
  'Net sales increased Rs 50 crore in FY25.',
  'The increase in net sales of Rs 50 crore was due to prices.',
  'NIM expanded 50 bps in Q4FY25.',
  'Operating margin improved by 2% in Q4FY25.',
  'Interest was 5% of net sales or Rs 25 crore.',
  // What is expected, asked or supposed.
  'We expect net sales of Rs 500 crore in FY26.',
  'Our guidance for net sales is Rs 500 crore.',
  'Net sales could be Rs 500 crore.',
  'Was net profit Rs 50 crore in Q3FY25?',
  'Net sales for FY26 stood at Rs 500 crore.',
  // Ranges.
  'Net sales were Rs 500-520 crore in FY25.',
  // Parts of a company.
  'The segment reported net sales of Rs 50 crore in Q3FY25.',
  'Catering revenue was Rs 50 crore in Q3FY25.',
  'Net sales from exports were Rs 50 crore in Q3FY25.',
  'Net sales were Rs 50 crore from exports in Q3FY25.',
  'Moderator: Thank you.\nAnil Shah: Revenue was Rs 50 crore in Q3FY25.',
  // Another name, year, unit or currency.
  'EBITDA was Rs 50 crore, and PBT was Rs 40 crore in Q3FY25.',
  'PBT and PAT were at Rs 40 crore and Rs 30 crore in Q3FY25.',
  'Total income was Rs 50 crore in Q3FY25.',
  'Last year, net sales were Rs 450 crore.',
  'Net sales were $ 50 million in Q3FY25.',
  'Net sales were 50 million in Q3FY25.',
  'Net sales stood at 500 in Q3FY25.',
  'Net sales were Rs 500 per tonne in Q3FY25.',
  'NIM was Rs 5 crore.',
  'PAT margin was 12% in Q3FY25.',
  'The tax rate was 25%.',
  '',
])('no figure: %s', (text) => {
  expect(figuresOf(text)).toEqual([]);
});

test('"this quarter" is the one that the head of the document names', () => {
  const text = 'Transcript of the Q3 FY25 earnings call\nNet profit for the quarter was Rs 50 crore.';
  expect(figuresOf(text)).toEqual(['net_profit 2024-12-31 3 50 INR_CRORE 0.75']);
  // Of two quarters, nobody can say which one is meant.
  expect(figuresOf(`Q2 FY25 and Q4 FY24 were good.\n${text}`)).toEqual(['net_profit - - 50 INR_CRORE 0.5']);
});

const RESULTS = `# Statement of results
(₹ in lakhs, except per share data)
Particulars\tQuarter ended\tYear ended
\t31.03.2025\t31.12.2024\t31.03.2024\t31.03.2025\t31.03.2024
\t(Audited)\t(Unaudited)\t(Audited)\t(Audited)\t(Audited)
1. Revenue from operations\t1,23,456.00\t1,20,000\t1,00,000\t4,50,000\t4,00,000
2. Other income\t1,000\t900\t800\t4,000\t3,500
Total income (1+2)\t1,24,456\t1,20,900\t1,00,800\t4,54,000\t4,03,500
(b) Finance costs\t500\t-\t400\t2,000\t1,800
Profit before tax\t10,000\t9,000\t(8,000)\t40,000\t35,000
Profit for the period\t7,500\t6,800\t(8,100)\t30,000\t26,000
Earnings per share (₹) (not annualised)\t7.50\t6.80\t(8.10)\t30.00\t26.00`;

test('a table of results gives each figure of each column, in the unit above it', () => {
  expect(figuresOf(RESULTS)).toEqual([
    'sales 2025-03-31 3 1234.56 INR_CRORE 1',
    'sales 2024-12-31 3 1200 INR_CRORE 1',
    'sales 2024-03-31 3 1000 INR_CRORE 1',
    'sales 2025-03-31 12 4500 INR_CRORE 1',
    'sales 2024-03-31 12 4000 INR_CRORE 1',
    'interest 2025-03-31 3 5 INR_CRORE 1',
    'interest 2024-03-31 3 4 INR_CRORE 1',
    'interest 2025-03-31 12 20 INR_CRORE 1',
    'interest 2024-03-31 12 18 INR_CRORE 1',
    'net_profit 2025-03-31 3 75 INR_CRORE 1',
    'net_profit 2024-12-31 3 68 INR_CRORE 1',
    'net_profit 2024-03-31 3 -81 INR_CRORE 1',
    'net_profit 2025-03-31 12 300 INR_CRORE 1',
    'net_profit 2024-03-31 12 260 INR_CRORE 1',
    'eps 2025-03-31 3 7.5 RUPEES 1',
    'eps 2024-12-31 3 6.8 RUPEES 1',
    'eps 2024-03-31 3 -8.1 RUPEES 1',
    'eps 2025-03-31 12 30 RUPEES 1',
    'eps 2024-03-31 12 26 RUPEES 1',
  ]);
});

test.each([
  [
    'columns of fiscal periods, with one of growth',
    'Rs crore\tQ3FY25\tQ3FY24\tYoY growth\nNet sales\t500\t450\t11%\nNIM (%)\t4.3\t4.1\t\nGross NPA\t1.2%\t1.4%\t',
    [
      'sales 2024-12-31 3 500 INR_CRORE 1',
      'sales 2023-12-31 3 450 INR_CRORE 1',
      'nim 2024-12-31 3 4.3 PERCENT 1',
      'nim 2023-12-31 3 4.1 PERCENT 1',
      'gnpa_pct 2024-12-31 3 1.2 PERCENT 1',
      'gnpa_pct 2023-12-31 3 1.4 PERCENT 1',
    ],
  ],
  [
    'a balance sheet',
    '(INR mn)\nParticulars\tAs at March 31, 2025\tAs at March 31, 2024\nTotal assets\t12,345.6\t11,000\nTotal equity\t5,000\t4,500',
    [
      'total_assets 2025-03-31 - 1234.56 INR_CRORE 1',
      'total_assets 2024-03-31 - 1100 INR_CRORE 1',
      'equity 2025-03-31 - 500 INR_CRORE 1',
      'equity 2024-03-31 - 450 INR_CRORE 1',
    ],
  ],
  ['one column without a period', '(₹ crore)\nNet sales\t500', ['sales - - 500 INR_CRORE 0.75']],
  [
    'a scale without a currency',
    '(in crores)\nFY25\tamount\nNet sales\t500',
    ['sales - - 500 INR_CRORE 0.5'],
  ],
  ['no unit', 'Particulars\tFY25\nNet sales\t500', []],
  ['dollars', '(US$ mn)\nParticulars\tFY25\nNet sales\t500', []],
  ['several columns without periods', '(₹ crore)\nNet sales\t500\t450', []],
  ['a table of segments', 'Segment results (₹ crore)\nParticulars\tFY25\nNet sales\t500', []],
  [
    'a period after the publication',
    '(₹ crore)\nParticulars\tFY25\tFY26\nNet sales\t500\t600',
    ['sales 2025-03-31 12 500 INR_CRORE 1'],
  ],
  ['wrong grouping', '(₹ crore)\nParticulars\tFY25\nNet sales\t5,00,00', []],
])('table: %s', (_, text, figures) => {
  expect(figuresOf(text)).toEqual(figures);
});

test('a figure says where it stands, with what is around it', () => {
  const text = `Page one.\n\f\n${'Before it. '.repeat(20)}Net sales were Rs 500 crore in FY25. ${'After it. '.repeat(20)}`;
  const cleaned = cleanedText(text);
  const [figure] = suggestedFigures(cleaned, PUBLISHED);
  expect(figure.page).toBe(2);
  expect(cleaned.text.slice(figure.start)).toMatch(/^Rs 500 crore/);
  expect(figure.text).toContain('Net sales were Rs 500 crore in FY25.');
  expect(figure.text.length).toBeLessThanOrEqual('Rs 500 crore'.length + 200);
});

test('what is stated twice is one figure, with the most marks', () => {
  const text = 'In FY25, revenue was Rs 500 crore.\nIn FY25, revenue from operations was Rs 500 crore.';
  expect(figuresOf(text)).toEqual(['sales 2025-03-31 12 500 INR_CRORE 0.75']);
});

test('a document gives a bounded number of figures', () => {
  const text = Array.from({ length: 1000 }, (_, at) => `Net sales were Rs ${at + 1} crore in FY25.`).join(
    '\n',
  );
  expect(suggestedFigures(cleanedText(text), PUBLISHED)).toHaveLength(MOST_FIGURES);
});

test.each([
  'revenue ',
  'revenue 5% ',
  'Q3FY25 ',
  'net sales\t',
  'Rs 5 crore PAT at ',
  'quarter and ',
  '31 March 2024 ',
  'FY',
])('hundreds of thousands of characters of %j take no long time', (piece) => {
  const text = piece.repeat(300_000 / piece.length);
  const began = performance.now();
  suggestedFigures({ text, layout: { pageStarts: [], headings: [], tables: [] } }, PUBLISHED);
  suggestedFigures(
    { text, layout: { pageStarts: [0], headings: [], tables: [{ start: 0, end: text.length }] } },
    PUBLISHED,
  );
  expect(performance.now() - began).toBeLessThan(4000);
});
