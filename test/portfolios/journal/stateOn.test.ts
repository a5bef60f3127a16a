import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { journalLines } from '../../../src/portfolios/journal/journalLines.js';
import type { JournalRow } from '../../../src/portfolios/journal/journalRow.js';
import { JournalWalk } from '../../../src/portfolios/journal/journalWalk.js';
import { requireJournal } from '../../../src/portfolios/journal/requireJournal.js';
import type { ShareAction } from '../../../src/portfolios/journal/shareAction.js';
import { stateOn } from '../../../src/portfolios/journal/stateOn.js';
import { UncoveredEntryError } from '../../../src/portfolios/journal/uncoveredEntryError.js';
import type { IsoDate, Ticker } from '../../../src/scoring/names.js';
import { actions, DAYS, rows } from '../../support/portfolios/histories.js';
import { naiveState } from '../../support/portfolios/naiveState.js';

const A = 'A.NS' as Ticker;
const on = (day: number) => `2024-07-${String(day).padStart(2, '0')}` as IsoDate;

/** An entry of A.NS at ₹100 a share. */
function row(
  id: number,
  day: number,
  kind: JournalRow['kind'],
  quantity: bigint,
  of: Partial<JournalRow> = {},
): JournalRow {
  return {
    id,
    day: on(day),
    kind,
    ticker: A,
    quantity,
    price: 1_000_000n,
    amount: 0n,
    costs: null,
    cost: null,
    ...of,
  };
}

function split(
  day: number,
  newShares: bigint,
  oldShares = 1n,
  kind: ShareAction['kind'] = 'SPLIT',
): ShareAction {
  return { exDate: on(day), kind, newShares, oldShares };
}

const heldOn = (day: number, rows: JournalRow[], some: ShareAction[] = []) =>
  stateOn(rows, new Map([[A, some]]), on(day)).holdings.get(A);

const runs = Number(process.env['GREYOAK_HISTORIES'] ?? 300);

describe('random histories', () => {
  test('holdings and cash of any day are those of a naive count, whatever day is asked for first', () => {
    fc.assert(
      fc.property(
        rows,
        actions,
        fc.constantFrom(...DAYS),
        fc.constantFrom(...DAYS),
        (journal, known, some, other) => {
          for (const day of [some, other, some]) {
            const { cash, holdings } = stateOn(journal, known, day);
            const naive = naiveState(journal, known, day);
            expect(cash).toBe(naive.cash);
            expect(
              Object.fromEntries([...holdings].map(([ticker, { quantity }]) => [ticker, quantity])),
            ).toEqual(naive.quantities);
          }
        },
      ),
      { numRuns: runs },
    );
  });

  test('actions that are changed, removed and added correct the holdings of all days', () => {
    fc.assert(
      fc.property(rows, actions, actions, (journal, before, after) => {
        const last = DAYS[DAYS.length - 1] as IsoDate;
        stateOn(journal, before, last);
        const walk = new JournalWalk(journal, after);
        for (const day of DAYS) {
          const state = walk.stateOn(day);
          expect(state).toEqual(stateOn(journal, after, day));
          expect(Object.fromEntries([...state.holdings].map(([of, { quantity }]) => [of, quantity]))).toEqual(
            naiveState(journal, after, day).quantities,
          );
        }
      }),
      { numRuns: runs / 3 },
    );
  });

  test('are refused exactly where an entry takes more than is held, in any order of the rows', () => {
    fc.assert(
      fc.property(rows, actions, (journal, known) => {
        const { covered } = naiveState(journal, known, DAYS[DAYS.length - 1] as IsoDate);
        const check = () => requireJournal([...journal].reverse(), known);
        if (covered) expect(check).not.toThrow();
        else expect(check).toThrow(UncoveredEntryError);
      }),
      { numRuns: runs },
    );
  });

  test('lines add up to the holdings and the cash', () => {
    fc.assert(
      fc.property(rows, actions, (journal, known) => {
        const last = DAYS[DAYS.length - 1] as IsoDate;
        const { cash, holdings, uncovered } = stateOn(journal, known, last);
        fc.pre(uncovered.length === 0);
        const lines = journalLines(journal, known, last);
        expect(lines.filter(({ row }) => row !== null).length).toBe(journal.length);
        expect(lines.at(-1)?.cashAfter ?? 0n).toBe(cash);
        const sums = new Map<Ticker, bigint>();
        for (const { ticker, kind, quantity } of lines) {
          if (ticker === null || quantity === null || kind === 'DIVIDEND') continue;
          sums.set(ticker, (sums.get(ticker) ?? 0n) + (kind === 'SELL' ? -quantity : quantity));
        }
        for (const [ticker, sum] of sums) expect(sum).toBe(holdings.get(ticker)?.quantity ?? 0n);
      }),
      { numRuns: runs },
    );
  });
});

describe('splits and bonuses', () => {
  test('multiply what is held before the ex-date, and not what is recorded on it', () => {
    const journal = [row(1, 1, 'OPENING', 10n), row(2, 5, 'BUY', 3n)];
    expect(heldOn(4, journal, [split(5, 2n)])?.quantity).toBe(10n);
    expect(heldOn(5, journal, [split(5, 2n)])?.quantity).toBe(23n);
  });

  test('of one ex-date are multiplied before the fraction is dropped; of two, it is dropped twice', () => {
    const journal = [row(1, 1, 'OPENING', 3n)];
    const bonus = split(5, 3n, 2n, 'BONUS');
    expect(heldOn(9, journal, [bonus, split(5, 2n)])?.quantity).toBe(9n);
    expect(heldOn(9, journal, [bonus, split(8, 2n)])?.quantity).toBe(8n);
    expect(stateOn(journal, new Map([[A, [bonus, split(8, 2n)]]]), on(9)).dropped).toEqual([
      { ticker: A, exDate: on(5), over: 1n, under: 2n },
    ]);
  });

  test('leave the total cost; a consolidation that leaves less than a share leaves nothing', () => {
    const journal = [row(1, 1, 'BUY', 7n)];
    expect(heldOn(9, journal, [split(5, 1n, 2n, 'CONSOLIDATION')])).toEqual({
      quantity: 3n,
      totalCost: 7_000_000n,
    });
    expect(heldOn(9, journal, [split(5, 1n, 10n, 'CONSOLIDATION')])).toBeUndefined();
  });

  test('are lines of the journal, one for an ex-date, only where something is held', () => {
    const journal = [
      row(1, 3, 'BUY', 10n, { amount: -10_000_000n }),
      row(2, 20, 'SELL', 30n, { amount: 30_000_000n }),
    ];
    const some = [
      split(2, 5n),
      split(5, 3n, 2n, 'BONUS'),
      split(8, 2n),
      split(8, 1n, 1n, 'BONUS'),
      split(25, 2n),
    ];
    const lines = journalLines(journal, new Map([[A, some]]), on(30));
    expect(lines.map(({ day, kind, quantity, cashAfter }) => [day, kind, quantity, cashAfter])).toEqual([
      [on(3), 'BUY', 10n, -10_000_000n],
      [on(5), 'BONUS', 5n, -10_000_000n],
      [on(8), 'SPLIT', 15n, -10_000_000n],
      [on(20), 'SELL', 30n, 20_000_000n],
    ]);
    expect(journalLines(journal, new Map([[A, some]]), on(5)).length).toBe(2);
  });
});

describe('total cost', () => {
  test.each<[string, JournalRow[], bigint | null]>([
    [
      'a purchase adds quantity × price; charges are losses',
      [row(1, 1, 'BUY', 10n, { costs: 55n })],
      10_000_000n,
    ],
    [
      'a sale takes its share, halves up: 10,000,001 × 5/10 = 5,000,000.5 → 5,000,001',
      [row(1, 1, 'OPENING', 10n, { cost: 10_000_001n }), row(2, 2, 'SELL', 5n)],
      5_000_000n,
    ],
    [
      'a correction adds its cost',
      [row(1, 1, 'BUY', 10n), row(2, 2, 'CORRECTION', -4n, { cost: -1n })],
      9_999_999n,
    ],
    [
      'a correction of the cost alone',
      [row(1, 1, 'BUY', 10n), row(2, 2, 'CORRECTION', 0n, { cost: 5n })],
      10_000_005n,
    ],
    ['shares without a cost make it unknown', [row(1, 1, 'BUY', 10n), row(2, 2, 'CORRECTION', 1n)], null],
    [
      'unknown stays unknown',
      [row(1, 1, 'OPENING', 10n), row(2, 2, 'BUY', 1n), row(3, 3, 'SELL', 10n)],
      null,
    ],
    [
      'until none is held',
      [row(1, 1, 'OPENING', 10n), row(2, 2, 'SELL', 10n), row(3, 3, 'BUY', 1n)],
      1_000_000n,
    ],
    ['a dividend changes nothing', [row(1, 1, 'BUY', 10n), row(2, 2, 'DIVIDEND', 10n)], 10_000_000n],
  ])('%s', (_, journal, cost) => {
    expect(heldOn(9, journal)?.totalCost).toBe(cost);
  });
});

describe('sales of more than is held', () => {
  test('are refused by name', () => {
    expect(() => requireJournal([row(1, 1, 'BUY', 10n), row(2, 3, 'SELL', 11n)], new Map())).toThrow(
      'Expected at most 10 shares of A.NS, which are held on 2024-07-03, got a SELL of 11: correct its quantity or day, or ' +
        'record before it where the shares are from.',
    );
  });

  test('also later ones after a backdated entry, and corrections', () => {
    const journal = [row(1, 1, 'BUY', 10n), row(2, 9, 'SELL', 10n)];
    expect(() => requireJournal(journal, new Map())).not.toThrow();
    expect(() => requireJournal([...journal, row(3, 5, 'SELL', 1n)], new Map())).toThrow('got a SELL of 10');
    expect(() => requireJournal([...journal, row(3, 5, 'CORRECTION', -11n)], new Map())).toThrow(
      'got a CORRECTION of 11',
    );
  });

  test('are counted as far as shares are held, and told, where an action was corrected afterwards', () => {
    const journal = [row(1, 1, 'BUY', 10n), row(2, 9, 'SELL', 20n), row(3, 10, 'BUY', 1n)];
    expect(() => requireJournal(journal, new Map([[A, [split(5, 2n)]]]))).not.toThrow();
    const { holdings, uncovered } = stateOn(journal, new Map(), on(30));
    expect(holdings.get(A)).toEqual({ quantity: 1n, totalCost: 1_000_000n });
    expect(uncovered).toEqual([{ row: journal[1], ticker: A, taken: 20n, held: 10n }]);
  });
});
