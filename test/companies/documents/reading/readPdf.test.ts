import { describe, expect, test } from '@jest/globals';
import { readPdf } from '../../../../src/companies/documents/reading/pdf/readPdf.js';
import { pdfFile, pdfOfContent, pdfOfPages, type PlacedText } from '../../../support/documents/pdfFile.js';

const read = async (pages: readonly (readonly PlacedText[])[]) =>
  (await readPdf(new Uint8Array(pdfOfPages(pages)))).pages.map((page) =>
    page.map(({ kind, text }) => (text === '' ? '' : `${kind} ${text}`)),
  );
/** Lines of prose, each 12 points below the one before it. */
const prose = (texts: readonly string[], x: number, y: number): PlacedText[] =>
  texts.map((text, index) => ({ x, y: y - 12 * index, text }));
const words = (name: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${name} line ${index} has words enough to be prose`);

describe('readPdf', () => {
  test('reads paragraphs, and headings that are larger or in capitals', async () => {
    const page = [
      { x: 50, y: 750, text: 'Management discussion', size: 16 },
      ...prose(['Sales grew in all', 'segments by 12%.'], 50, 700),
      { x: 50, y: 660, text: 'OUTLOOK FOR THE YEAR' },
      ...prose(['We expect more', 'It will be so.'], 50, 636),
    ];
    expect(await read([page, prose(words('More', 12), 50, 700)])).toEqual([
      [
        'HEADING Management discussion',
        '',
        'TEXT Sales grew in all',
        'TEXT segments by 12%.',
        '',
        'HEADING OUTLOOK FOR THE YEAR',
        '',
        'TEXT We expect more',
        'TEXT It will be so.',
      ],
      words('More', 12).map((text) => `TEXT ${text}`),
    ]);
  });

  test('reads rows of numbers as a table, and who speaks as text', async () => {
    const row = (y: number, ...cells: string[]) =>
      cells.map((text, index) => ({ x: [50, 300, 400][index] ?? 500, y, text }));
    const page = [
      ...row(700, 'Particulars', 'Q3 FY25', 'Q3 FY24'),
      ...row(685, 'Revenue from operations', '1,397', '1,244'),
      ...row(670, 'Profit after tax', '(143)', '-'),
      { x: 50, y: 620, text: 'Moderator:' },
      { x: 150, y: 620, text: 'Good day.' },
      { x: 50, y: 590, text: 'Analyst:' },
      { x: 150, y: 590, text: '12' },
    ];
    expect(await read([page])).toEqual([
      [
        'TABLE Particulars\tQ3 FY25\tQ3 FY24',
        'TABLE Revenue from operations\t1,397\t1,244',
        'TABLE Profit after tax\t(143)\t-',
        '',
        'TEXT Moderator: Good day.',
        '',
        'TEXT Analyst: 12',
      ],
    ]);
  });

  test('reads columns one after the other, whatever their order in the file', async () => {
    const page = words('Left', 8).flatMap((text, index) => [
      ...prose([words('Right', 8)[index] ?? ''], 320, 703 - 12 * index),
      ...prose([text], 50, 700 - 12 * index),
    ]);
    expect(await read([page])).toEqual([
      [...words('Left', 8), ...words('Right', 8)].map((text) => `TEXT ${text}`),
    ]);
  });

  test('reads text once that is drawn twice', async () => {
    const text = { x: 50, y: 700, text: 'Bold by drawing twice' };
    expect(await read([[text, { ...text, x: 50.3 }]])).toEqual([['TEXT Bold by drawing twice']]);
  });

  test.each([
    [
      'a page without text',
      pdfOfContent('0 0 9 9 re f'),
      /Expected a document with text, got none on any page/,
    ],
    ['a form that draws itself', pdfOfContent('/X Do'), /page 1 is damaged|with text/],
    ['no structure', Buffer.from('%PDF-1.7\nnothing\n%%EOF'), /got a damaged one/],
    ['a file that is cut off', pdfOfPages([prose(['a'], 9, 9)]).subarray(0, 400), /it is cut off/],
    ['1,001 pages', pdfOfPages(Array.from({ length: 1_001 }, () => [])), /at most 1,000 pages, got 1,001/],
    [
      'a password',
      pdfFile(
        [
          '<</Type/Catalog/Pages 2 0 R>>',
          '<</Type/Pages/Kids[]/Count 0>>',
          `<</Filter/Standard/V 1/R 2/Length 40/P -4/O<${'11'.repeat(32)}>/U<${'22'.repeat(32)}>>>`,
        ],
        '/Encrypt 3 0 R/ID[<01><02>]',
      ),
      /without a password, got an encrypted one/,
    ],
    [
      'pages that contain each other',
      pdfFile(['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Count 2/Kids[2 0 R 2 0 R]>>']),
      /page 1 is damaged/,
    ],
  ])('refuses %s', async (_name, file, reason) => {
    await expect(readPdf(new Uint8Array(file))).rejects.toThrow(reason);
  });

  const cases = Number(process.env['GREYOAK_DAMAGED'] ?? 20);
  test(`reads or refuses ${cases} damaged files`, async () => {
    const file = pdfOfPages([prose(words('Some', 20), 50, 700), prose(words('More', 20), 50, 700)]);
    let random = 1;
    const next = (below: number) => (random = (random * 48_271) % 2_147_483_647) % below;
    for (let number = 0; number < cases; number++) {
      const damaged = new Uint8Array(file);
      for (let flips = next(8) + 1; flips > 0; flips--) damaged[next(damaged.length)] = next(256);
      const outcome = await readPdf(damaged).then(
        ({ pages }) => pages.length,
        (error: Error) => error.name,
      );
      expect([1, 2, 'Unreadable']).toContain(outcome);
    }
  });
});
