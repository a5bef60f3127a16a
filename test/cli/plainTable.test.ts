import { expect, test } from '@jest/globals';
import pc from 'picocolors';
import { PlainTable } from '../../src/cli/plainTable.js';

/** Each takes four columns. Marks on a character and colours take none, and an emoji takes two. */
const FOUR_WIDE = [
  'asha',
  '日本',
  'ｱｲｳｴ',
  'क्क्क्क',
  'ééé'.normalize('NFD') + 'e',
  '🪷🛝',
  '🫨🇮🇳',
  '한글'.normalize('NFD'),
  '한글',
  'ที่นี่ที่นี่',
  pc.createColors(true).green('BUYS'),
];

test.each(FOUR_WIDE)('puts the next column below the others after %s', (text) => {
  const table = new PlainTable({ head: ['Name', 'Role'] });
  table.push([text, 'VIEWER'], ['a', 'ADMIN']);
  expect(table.toString()).toBe(`Name  Role\n${text}  VIEWER\na     ADMIN`);
});

test('aligns columns to either side, and ends no line with blanks', () => {
  const table = new PlainTable({ colAligns: ['right', 'left', 'right'] });
  table.push(['1', 'long', '2'], ['100', '', '30'], ['5', 'x', '']);
  expect(table.toString()).toBe('  1  long   2\n100        30\n  5  x');
});

test('without rows is its head, and without a head nothing', () => {
  expect(new PlainTable({ head: ['A', 'B'] }).toString()).toBe('A  B');
  expect(new PlainTable({}).toString()).toBe('');
});
