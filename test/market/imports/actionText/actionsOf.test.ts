/** Texts of corporate actions as exchanges write them: either their exact terms are read, or nothing. */
import { describe, expect, test } from '@jest/globals';
import { actionsOf } from '../../../../src/market/imports/actionText/actionsOf.js';

/** Reads a text, and writes what it announces in short: kind, shares after, shares before, price. */
function read(text: string, faceValue = '10', isCut = false): readonly string[] | 'REFUSED' {
  const found = actionsOf(text, faceValue, isCut);
  if ('reason' in found) return 'REFUSED';
  return found.actions.map(({ kind, newShares, oldShares, price }) =>
    [kind, newShares, oldShares, price].filter((part) => part !== '').join(' '),
  );
}

describe('a split', () => {
  test.each([
    ['Face Value Split (Sub-Division) - From Rs 10/- Per Share To Rs 5/- Per Share', 'SPLIT 10 5'],
    ['Face Value Split (Sub-Division) - From Rs10/- Per Share To Re 1/- Per Share', 'SPLIT 10 1'],
    ['Face Value Split (Sub-Division) - From Rs 6/- Per Share To Rs 3/- Per Share', 'SPLIT 6 3'],
    ['Face Value Split (Sub-Division) - From Rs. 10 To Rs. 2.50', 'SPLIT 10 2.5'],
    ['Face Value Split From Rs 2 To Re 1', 'SPLIT 2 1'],
    ['Face Value Split/Sub-Division From Rs 10/- To Rs 2/-', 'SPLIT 10 2'],
    ['FACE VALUE SPLIT RS.100 TO RS.10', 'SPLIT 100 10'],
    ['F.V.SPLIT FROM RS.10/- TO RS.5/-', 'SPLIT 10 5'],
    ['FV SPLIT RS.10 TO RS.2', 'SPLIT 10 2'],
    ['FV SPLT FRM RS 10 TO RS 2', 'SPLIT 10 2'],
    ['FV SPL RS 5 TO RE 1', 'SPLIT 5 1'],
    ['FVSPLT FRM RS10 TO RE1', 'SPLIT 10 1'],
    ['Stock  Split From Rs.5/- to Rs.2/-', 'SPLIT 5 2'],
    ['Stock Split From Rs.10/- to Re.1/-', 'SPLIT 10 1'],
    ['Split From INR 10 To INR 4', 'SPLIT 10 4'],
    ['Split From ₹10 To ₹2', 'SPLIT 10 2'],
    ['Sub-Division of Equity Shares From Rs 10 To Rs 2', 'SPLIT 10 2'],
    ['Sub Division From Rs 1,000 To Rs 100', 'SPLIT 1000 100'],
    ['Share Split From Rs 10 Each To Rs 5 Each', 'SPLIT 10 5'],
    ['  face value split from rs 10 to rs 2  ', 'SPLIT 10 2'],
  ])('%s', (text, terms) => expect(read(text, '')).toEqual([terms]));

  test.each([
    'Face Value Split',
    'Face Value Split From Rs 10',
    'Face Value Split From Rs 10 To',
    'Face Value Split From Rs 1 To Rs 10',
    'Face Value Split From Rs 10 To Rs 10',
    'Face Value Split From Rs 10 To Rs 0',
    'Face Value Split From Rs 10 To Rs 2 To Re 1',
    'Face Value Split From Rs 10 To Rs 5/2',
    'Stock Split 1:5',
    'Stock Split 5 For 1',
    'Split-Up',
    'Capital Split From Rs 10 To Rs 2',
  ])('%s is refused', (text) => expect(read(text)).toBe('REFUSED'));
});

describe('a consolidation', () => {
  test.each([
    ['Consolidation Of Shares From Re 1/- To Rs 10/-', 'CONSOLIDATION 1 10'],
    ['Consolidation of Equity Shares from Re.1/- each to Rs.5/- each', 'CONSOLIDATION 1 5'],
    ['Face Value Consolidation From Rs 2 To Rs 10', 'CONSOLIDATION 2 10'],
    ['CONSOLIDATION RE 1 TO RS 100', 'CONSOLIDATION 1 100'],
    ['Reverse Split from Re 1 to Rs 10', 'CONSOLIDATION 1 10'],
  ])('%s', (text, terms) => expect(read(text, '')).toEqual([terms]));

  test.each(['Consolidation', 'Consolidation 10:1', 'Consolidation From Rs 10 To Re 1'])(
    '%s is refused',
    (text) => expect(read(text)).toBe('REFUSED'),
  );
});

describe('a bonus', () => {
  test.each([
    ['Bonus 1:1', 'BONUS 2 1'],
    ['BONUS 2:1', 'BONUS 3 1'],
    ['Bonus 1:4', 'BONUS 5 4'],
    ['Bonus 7:13', 'BONUS 20 13'],
    ['Bonus 10:1', 'BONUS 11 1'],
    ['Bonus 3 : 10', 'BONUS 13 10'],
    ['BONUS-1:2', 'BONUS 3 2'],
    ['BONUS - 1:2', 'BONUS 3 2'],
    ['Bonus: 1:2', 'BONUS 3 2'],
    ['Bonus 01:01', 'BONUS 2 1'],
    ['Bonus Issue 1:1', 'BONUS 2 1'],
    ['Bonus issue 4:3', 'BONUS 7 3'],
    ['Issue Of Bonus Shares 1:1', 'BONUS 2 1'],
    ['Bonus Shares 5:2', 'BONUS 7 2'],
    ['Bonus Issue of Equity Shares in the ratio of 3:2', 'BONUS 5 2'],
    ['Bonus 1 (one) equity share for every 2 (two) equity shares held', 'BONUS 3 2'],
    ['Bonus 3 for 5', 'BONUS 8 5'],
    [' Bonus 1:1', 'BONUS 2 1'],
    ['Bonus (1:1)', 'BONUS 2 1'],
  ])('%s', (text, terms) => expect(read(text, '')).toEqual([terms]));

  test.each([
    'Bonus',
    'Bonus Shares',
    'Bonus 0:1',
    'Bonus 1:0',
    'Bonus 1',
    'Bonus 1:',
    'Bonus 1:1:1',
    'Bonus 1/1',
    'Bonus 1-1',
  ])('%s is refused', (text) => expect(read(text)).toBe('REFUSED'));

  test.each([
    'Bonus Debentures 1:1',
    'Bonus Debenture - 1:1',
    'Scheme Of Arrangement - Bonus Debentures',
    'Bonus NCDs 1:1',
    'Scheme Of Arrangement - Bonus Ncrps 5:1',
    'Bonus Issue of Preference Shares 4:1',
    'Bonus Warrants 1:5',
  ])('%s is none of shares', (text) => expect(read(text)).toEqual([]));
});

describe('rights', () => {
  test.each([
    ['Rights 1:15 @ Premium Rs 1247/-', '10', 'RIGHTS 16 15 1257'],
    ['Rights 1:15 @ Premium Rs 1,247/-', '10', 'RIGHTS 16 15 1257'],
    ['Rights 3:7 @ Premium Rs 12.35/-', '2', 'RIGHTS 10 7 14.35'],
    ['Rights 3:7 @ Premium Re 0.10/-', '0.2', 'RIGHTS 10 7 0.3'],
    ['Rights 5:9 @ Premium Re 1/-', '1', 'RIGHTS 14 9 2'],
    ['Rights 1:3 @ Premium Rs 0/-', '5', 'RIGHTS 4 3 5'],
    ['Rights 1:3 @ Premium Rs 0', '5', 'RIGHTS 4 3 5'],
    ['Rights 7:10 @ Prm Rs 102/-', '10', 'RIGHTS 17 10 112'],
    ['RIGHTS 1:5 @ PREM RS.10', '10', 'RIGHTS 6 5 20'],
    ['RGHTS 1:5 @ PRM RS 10', '10', 'RIGHTS 6 5 20'],
    ['Rights Issue 3:10 @ Premium of Rs. 88/- per share', '1', 'RIGHTS 13 10 89'],
    ['Rights Issue of Equity Shares in the ratio of 3:10 @ Premium Rs 88', '1', 'RIGHTS 13 10 89'],
    ['Rights 1:11.10 @ Premium Rs 0/-', '10', 'RIGHTS 12.1 11.1 10'],
    ['Rights 1:5 @ Rs 50', '10', 'RIGHTS 6 5 50'],
    ['Rights 1:5 @ Rs 50/- Per Share', '', 'RIGHTS 6 5 50'],
    ['Rights 1:5 at a price of Rs 50', '10', 'RIGHTS 6 5 50'],
    ['Rights 1:5 @ Issue Price Rs 50', '10', 'RIGHTS 6 5 50'],
    ['Rights 1:5 @ Rs 50 (Including Premium Of Rs 40/-)', '', 'RIGHTS 6 5 50'],
    ['Rights 1:5 @ Par', '10', 'RIGHTS 6 5 10'],
  ])('%s, face value %s', (text, faceValue, terms) => expect(read(text, faceValue)).toEqual([terms]));

  test.each([
    ['Rights 1:5', '10'],
    ['Rights 1:5 @ 50', '10'],
    ['Rights 1:5 @ Rs 50/60', '10'],
    ['Rights 1:5 @ Premium', '10'],
    ['Rights 1:5 @ Premium Rs 40', ''],
    ['Rights 1:5 @ Premium Rs 40', '-'],
    ['Rights 1:5 @ Premium Rs 40', '0'],
    ['Rights 1:5 @ Par', ''],
    ['Rights 0:5 @ Rs 50', '10'],
    ['Rights @ Premium Rs 40', '10'],
    ['Rights', '10'],
    ['Rights 1:5 @ Premium Rs 10 (Partly Paid)', '10'],
    ['Rights 1:5 Partly Paid @ Premium Rs 10', '10'],
    ['Rights 1:5 @ Premium Rs 10 Or Rs 12', '10'],
  ])('%s, face value %s, is refused', (text, faceValue) => expect(read(text, faceValue)).toBe('REFUSED'));

  test.each(['Rights Of Debentures 1:5 @ Rs 100', 'Rights Issue of Warrants 1:4 @ Rs 20'])(
    '%s is none of shares',
    (text) => expect(read(text)).toEqual([]),
  );
});

describe('a demerger', () => {
  test.each([
    'Demerger',
    'DEMERGER',
    'De-merger',
    'Spin Off',
    'Scheme Of Arrangement - Demerger',
    'Scheme of Demerger',
    'Demerger of the Steel Business',
  ])('%s', (text) => expect(read(text)).toEqual(['DEMERGER']));

  test.each(['Scheme Of Arrangement', 'Composite Scheme Of Arrangement', 'Arrangement', 'Hive Off'])(
    '%s may be something else, and is refused',
    (text) => expect(read(text)).toBe('REFUSED'),
  );
});

describe('a special dividend', () => {
  test.each([
    'Special Dividend - Rs 10 Per Share',
    'Special Dividend Rs -10 Per Share/Interim Dividend Rs - 26 Per Share',
    'Special Interim Dividend - Rs 5 Per Share',
    'Dividend - Rs 2 Per Share & Special Dividend Re 1 Per Share',
    'Interim Dividend - Rs 9 Per Share Special Dividend - Rs 18 Per Share',
    'Annual General Meeting/Dividend - Rs 3 Per Share/Special Dividend - Re 1 Per Share',
    'SPL DIV - RS 5 PER SH',
    'DIV-RS 5 SPL DIV-RS 2',
    'One Time Special Dividend Rs 10',
    'Interim & Special Dividend - Rs 5 Per Share',
    'Dividend Including Special Dividend Rs 5',
  ])('%s', (text) => expect(read(text)).toEqual(['SPECIAL_DIVIDEND']));
});

describe('several in one text', () => {
  test.each([
    ['Annual General Meeting/Bonus 1:1', ['BONUS 2 1']],
    ['AGM/BONUS 1:2', ['BONUS 3 2']],
    ['Dividend - Rs 5 Bonus 1:1', ['BONUS 2 1']],
    ['Dividend-50%/Bonus-1:1', ['BONUS 2 1']],
    ['Bonus 1:1 And Dividend Rs 5 Per Share', ['BONUS 2 1']],
    ['Bonus 1:1/Bonus 1:1', ['BONUS 2 1']],
    ['Bonus 1:1 / Face Value Split From Rs 10 To Rs 2', ['BONUS 2 1', 'SPLIT 10 2']],
    [
      'Face Value Split (Sub-Division) - From Rs 10/- Per Share To Rs 2/- Per Share/Bonus 1:1',
      ['SPLIT 10 2', 'BONUS 2 1'],
    ],
    ['Rights 1:4 @ Premium Rs 5/Dividend - Rs 2', ['RIGHTS 5 4 15']],
    ['E.G.M./Bonus 1:1/Special Dividend - Rs 4', ['BONUS 2 1', 'SPECIAL_DIVIDEND']],
  ])('%s', (text, terms) => expect(read(text)).toEqual(terms));

  test.each([
    'Bonus 1:1/Bonus 1:2',
    'Bonus 1:1 Bonus 1:2',
    'Bonus 1:1/Something',
    'Dividend - Rs 5/Capital Reduction',
  ])('%s is refused as a whole', (text) => expect(read(text)).toBe('REFUSED'));
});

describe('what changes no price', () => {
  test.each([
    'Dividend - Rs 5 Per Share',
    'DIV - RS 2.90 PER SH',
    'AGM/DIV - RS 2 PER SH',
    'Annual General Meeting/Dividend - Rs  Per Sh/',
    'Annual General Meetingdividend - Rs 2.5 Per Share',
    '2ND INT DIV RS 3',
    'Interim Dividend - Rs. - 18.0000',
    'Extra Ordinary General Meeting',
    'Court Convened Meeting',
    'Buy Back',
    'Buyback of Shares',
    'Dividend - Rs 5/Rs 2',
    'Interest Payment/Redemption',
    'INTEREST PAYMENT/REDEMPTI',
    'Amalgamation',
    'Scheme Of Amalgamation',
    'Book Closure',
    'Change In Name',
    'Distribution - Rs 3 Per Unit Consists Of Interest Rs 2 Per Unit & Return Of Capital Re 1 Per Unit',
  ])('%s', (text) => expect(read(text)).toEqual([]));
});

describe('what is not understood', () => {
  test.each([
    'Capital Reduction',
    'Return Of Capital',
    'Slump Sale',
    'xyz',
    '10',
    'Bonus dividend split',
    '😀 1:1',
  ])('%s', (text) => expect(read(text, '')).toBe('REFUSED'));

  test('a number at the end of a text that fills its field may lack digits', () => {
    expect(read('RIGHTS 1:15 @ PREM RS 124', '10', true)).toBe('REFUSED');
    expect(read('AGM/DIV RS 2/BONUS 1:1', '', true)).toBe('REFUSED');
    expect(read('BONUS 1:1/DIV - RS 2 PER S', '', true)).toEqual(['BONUS 2 1']);
    expect(read('SCHEME/ARRANGEMENT/DEMERGER', '', true)).toBe('REFUSED');
  });

  test('is not read at all where it is longer than any exchange writes', () => {
    expect(actionsOf(`Bonus 1:1${' '.repeat(2_000)}`, '10')).toEqual({
      reason: 'expected a text of at most 2000 characters, got 2009',
    });
    expect(read(`Bonus 1:1${' '.repeat(1_900)}`)).toEqual(['BONUS 2 1']);
  });
});

describe('spellings of older lists and of BSE', () => {
  test.each([
    ['Split Of Face Value From Rs.10/- To Rs.2/-', ['SPLIT 10 2']],
    ['Bonus1:1', ['BONUS 2 1']],
    ['Bonus 1:2 Interim Dividend - Rs 5 Per Share', ['BONUS 3 2']],
    ['Bonus 1:1 Agm Dividend Rs 2', ['BONUS 2 1']],
    ['RGTS-EQ 1:2@PRM RS.10', ['RIGHTS 3 2 20']],
    ['Bonus 1:1 Special Dividend - Rs 3', ['BONUS 2 1', 'SPECIAL_DIVIDEND']],
  ])('%s is read', (text, actions) => expect(read(text)).toEqual(actions));

  test.each(['Stock Dividend 1:1', 'Scrip Dividend'])(
    '%s is no dividend in money: nothing is taken',
    (text) => expect(read(text)).toBe('REFUSED'),
  );
});
