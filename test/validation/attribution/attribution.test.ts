import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CrossSection } from '../../../src/scoring/crossSection.js';
import type { Method } from '../../../src/scoring/method.js';
import {
  FUNDAMENTALS,
  MODES,
  type FundamentalName,
  type IsoDate,
  type Mode,
  type Ticker,
} from '../../../src/scoring/names.js';
import { round2 } from '../../../src/scoring/rounding.js';
import { scoreDay } from '../../../src/scoring/scoreDay.js';
import { Attribution, type AttributedChange } from '../../../src/validation/attribution/attribution.js';
import { CHANGE_CAUSES } from '../../../src/validation/attribution/changeCauses.js';
import { dayParts } from '../../../src/validation/attribution/dayParts.js';
import { changeOfParts } from '../../../src/validation/attribution/scoreParts.js';
import type { FiguresAtClose } from '../../../src/validation/attribution/withInputs.js';
import { having, randomSections, RUNS, sectionOf, V10, V11, type Row } from '../../support/days/section.js';

const AT = 'S00.NS' as Ticker;
const LATER = '2024-10-15' as IsoDate;
const later = (section: CrossSection): CrossSection => ({ ...section, date: LATER, day: section.day + 7 });

/** The figures of a stock by a later day, whose P/E moves with its close; it was split into so many shares before. */
function figuresOf(section: CrossSection, ticker: Ticker, shares: number): (close: number) => FiguresAtClose {
  const at = section.tickers.indexOf(ticker);
  const named = FUNDAMENTALS.map((name) => [name, section.fundamentals[name][at]]);
  const fundamentals = Object.fromEntries(named) as Record<FundamentalName, number>;
  return (close) => ({
    close: close / shares,
    fundamentals: { ...fundamentals, pe: (fundamentals.pe * close) / section.features.close[at] },
    yields: null,
  });
}

interface Days {
  readonly before: CrossSection;
  readonly after: CrossSection;
  readonly revised?: CrossSection | null;
  readonly methods?: readonly [Method, Method];
  readonly shares?: number;
}

function explained(
  { before, after, revised = before, methods = [V11, V11], shares = 1 }: Days,
  ticker = AT,
): Readonly<Record<Mode, AttributedChange>> | null {
  const [first, second] = methods;
  const steps = new Attribution({
    before: { section: before, method: first },
    byMethod: before,
    revised,
    after: { section: after, method: second },
  }).explain(ticker, figuresOf(after, ticker, shares));
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/** The causes whose points are not 0 in either mode. */
function causesOf(days: Days): string[] {
  const change = explained(days);
  return CHANGE_CAUSES.filter((_, k) => MODES.some((mode) => change?.[mode].causes[k].points !== 0));
}

/** A stock among others of its group and of another one, which differ in all that counts. */
const market = (own: Row, peers: Row = {}): CrossSection =>
  sectionOf([
    own,
    ...Array.from({ length: 11 }, (_, k): Row => ({
      sector: k < 6 ? 'energy' : 'it',
      ...{
        roe_3y: 0.1 + k / 100,
        pe: 15 + k,
        close: 100 + k,
        rsi14: 45 + k,
        ret_63d: k / 100,
        ret_21d: k / 200,
      },
      ...(k === 3 ? peers : {}),
    })),
  ]);

const PLAIN: Row = { roe_3y: 0.14, pe: 20, close: 100 };

describe('only the cause that there is', () => {
  const before = market(PLAIN);

  test('a changed parameter is METHOD', () => {
    const weights = { ...V11.parameters.penalties.event_window, points: 9 };
    const other = having(V11, { penalties: { ...V11.parameters.penalties, event_window: weights } });
    const meeting = market({ ...PLAIN, meeting: 1 });
    const methods = [V11, { ...other, hash: 'other' }] as const;
    expect(causesOf({ before: meeting, after: later(meeting), methods })).toEqual(['METHOD']);
  });

  test('another sector group of the stock is METHOD', () => {
    const after = later(market({ ...PLAIN, sector: 'it' }));
    expect(causesOf({ before, after })).toEqual(['METHOD']);
    const [{ sentence }] = explained({ before, after })?.TRADER.causes ?? [];
    expect(sentence).toMatch(/^The sector group changed from energy to it: /);
  });

  test('the price of a stock that was split is compared per share of today', () => {
    const after = later(market({ ...PLAIN, close: 51 }));
    const sentence = explained({ before, after, shares: 2 })?.TRADER.causes[3].sentence;
    expect(sentence).toMatch(
      /^The close went from ₹100\.00, or ₹50\.00 after a split or bonus, to ₹51\.00 \(\+2 %\): /,
    );
  });

  test('a corrected fact of the former day is REVISIONS', () => {
    const revised = market({ ...PLAIN, roe_3y: 0.3 });
    expect(causesOf({ before, revised, after: later(revised) })).toEqual(['REVISIONS']);
    const peers = market(PLAIN, { roe_3y: 0.5 });
    expect(causesOf({ before, revised: peers, after: later(peers) })).toEqual(['REVISIONS']);
  });

  test('a new fact, an event or a holding is OWN_FACTS', () => {
    for (const fact of [{ roe_3y: 0.3 }, { meeting: 0 }, { promoter_pledge_frac: 0.4 }]) {
      expect(causesOf({ before, after: later(market({ ...PLAIN, ...fact })) })).toEqual(['OWN_FACTS']);
    }
  });

  test('a bar is OWN_PRICES, also where the P/E moves with it', () => {
    const after = later(market({ ...PLAIN, close: 150, pe: 30, rsi14: 66 }));
    expect(causesOf({ before, after })).toEqual(['OWN_PRICES']);
    expect(explained({ before, after })?.INVESTOR.causes[3].sentence).toMatch(
      /^The close went from ₹100\.00 to ₹150\.00 \(\+50 %\): /,
    );
  });

  test('a bar or fact of a peer, a stock that comes or goes, and the index are PEERS', () => {
    const peer = { ret_63d: 0.9, ret_21d: 0.9, ret_126d: 0.9, roe_3y: 0.9 };
    expect(causesOf({ before, after: later(market(PLAIN, peer)) })).toEqual(['PEERS']);
    const moved = later({ ...before, indexReturn: { ret_21d: 0.5, ret_63d: 0.6, ret_126d: 0.7 } });
    const known = { ...before, indexReturn: { ret_21d: -0.5, ret_63d: -0.6, ret_126d: -0.7 } };
    // The index moves all stocks alike, so that a group's momentum changes but no rank must.
    expect(causesOf({ before: known, after: moved }).filter((cause) => cause !== 'PEERS')).toEqual([]);
  });

  test('where nothing changed, all causes are 0', () => {
    expect(causesOf({ before, after: later(before) })).toEqual([]);
    expect(
      explained({ before, after: later(before) })?.TRADER.causes.map(({ sentence }) => sentence),
    ).toEqual([
      'The method and the sector group are the same: the score stays.',
      'No fact of 2024-10-08 was corrected: the score stays.',
      "The stock's facts are the same: the score stays.",
      "The stock's prices are the same: the score stays.",
      'All other stocks are the same: the score stays.',
    ]);
  });
});

describe('what cannot be told', () => {
  const before = market(PLAIN);

  test('a stock that is not scored on both days has no causes', () => {
    const without = sectionOf([{ ticker: 'S01.NS' }, { ticker: 'S02.NS' }]);
    expect(explained({ before, after: later(without) })).toBeNull();
    expect(explained({ before: without, after: later(before) })).toBeNull();
  });

  test.each([
    ['nobody', null],
    ['the stock', sectionOf([{ ticker: 'S01.NS' }])],
  ])('where corrections take %s out of the former day, they count with the other causes', (_, revised) => {
    const after = later(market({ ...PLAIN, roe_3y: 0.3 }));
    expect(causesOf({ before, revised, after })).toEqual(['OWN_FACTS']);
    expect(explained({ before, revised, after })?.TRADER.causes[1].sentence).toBe(
      'As recorded now, the stock would have no score on 2024-10-08, so that corrections count with the causes below: ' +
        'the score stays.',
    );
  });
});

test('causes and parts of random days sum to the difference', () => {
  fc.assert(
    fc.property(
      randomSections,
      randomSections,
      randomSections,
      fc.constantFrom([V10, V11], [V11, V11], [V11, V10]),
      fc.nat(),
      (before, revised, section, methods, pick) => {
        const after = later(section);
        const both = before.tickers.filter((ticker) => after.tickers.includes(ticker));
        const ticker = both[pick % both.length];
        const change = explained({ before, revised, after, methods: methods as [Method, Method] }, ticker);
        const [first, last] = [scoreDay(before, methods[0]), scoreDay(after, methods[1])];
        const at = (day: CrossSection) => day.tickers.indexOf(ticker);
        for (const mode of MODES) {
          const scores = [first.modes[mode].score[at(before)], last.modes[mode].score[at(after)]];
          expect([change?.[mode].before, change?.[mode].after]).toEqual(scores);
          const total = round2(scores[1] - scores[0]);
          const causes = change?.[mode].causes ?? [];
          expect(round2(causes.reduce((sum, { points }) => sum + points, 0))).toBe(total);
          const parts = changeOfParts(dayParts(first, mode, at(before)), dayParts(last, mode, at(after)));
          expect(parts.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(total, 9);
          for (const { points } of [...causes, ...parts]) expect(Object.is(points, -0)).toBe(false);
        }
      },
    ),
    RUNS,
  );
});
