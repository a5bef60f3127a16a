import { describe, expect, test } from '@jest/globals';
import { guardrailStepsOf, penaltyPartsOf, type ExplainedPenalty } from '../../src/scoring/explain.js';
import { guardrailReason } from '../../src/scoring/guardrailReason.js';
import { guardrailThreshold } from '../../src/scoring/guardrails.js';
import { MODES, type Guardrail, type PenaltyKind } from '../../src/scoring/names.js';
import {
  eventWindowPenalty,
  governancePenalty,
  liquidityPenalty,
  pledgePenalty,
  volatilityPenalty,
  type PenaltyPart,
} from '../../src/scoring/penalties.js';
import { penaltyReason } from '../../src/scoring/penaltyReason.js';
import { scoreDay } from '../../src/scoring/scoreDay.js';
import { DAY } from '../support/days/day.js';
import { sectionOf, V11, type Row } from '../support/days/section.js';

const { penalties } = V11.parameters;

describe('reasons', () => {
  const reasons = MODES.flatMap((mode) =>
    DAY.section.tickers.flatMap((_, stock) => [
      ...penaltyPartsOf(DAY.modes[mode], stock).map((part) =>
        penaltyReason(part, DAY.section.meetingSide[stock]),
      ),
      ...guardrailStepsOf(DAY.modes[mode], stock).map((step) => guardrailReason(step, mode)),
    ]),
  );

  test('are sentences without NaN, null, infinity or exponents', () => {
    expect(reasons.filter((reason) => !/^[A-Z0-9][^:]+: [^:]+\.$/.test(reason))).toEqual([]);
    expect(reasons.filter((reason) => /NaN|null|undefined|Infinity|e-/.test(reason))).toEqual([]);
  });

  test('say where a number is, not where it is not', () => {
    expect(reasons.filter((reason) => /\bnot\b|no points/.test(reason))).toEqual([]);
  });

  // Numbers are those of the rows in day.ts and of config/method.yaml.
  test.each([
    'The median traded value is ₹1 crore a session, below ₹3 crore: 10 points off.',
    'The median traded value is ₹10 crore a session, above ₹5 crore: no penalty.',
    'The median traded value is unknown, as it takes 5 bars without a long gap, and counts as ₹0 crore a session, below ₹3 crore: 10 points off.',
    'The promoter has pledged 30 % of its shares, above 25 %: 10 points off.',
    'The promoter has pledged 0 % of its shares, below 10 %: no penalty.',
    'The pledge is unknown, as no shareholding that counts has it: no penalty.',
    'The pledge is unknown, as no shareholding that counts has it: nothing changes.',
    "Prices move by 20 % a session, above the sector group's bound of 5 %: 5 points off.",
    'The volatility is unknown, as it takes 21 bars without a long gap: no penalty.',
    'The nearest results or board meeting is today, inside the window of 2 calendar days: 2 points off.',
    'The nearest results or board meeting was 1 day ago, inside the window of 2 calendar days: 2 points off.',
    'The nearest results or board meeting is in 9 days, outside the window of 2 calendar days: no penalty.',
    'No results date or board meeting is known: no penalty.',
    'The last qualification or resignation was 1 day ago, inside the window of 365 calendar days: 3 points off.',
    'The last qualification or resignation was 500 days ago, outside the window of 365 calendar days: no penalty.',
    'The promoter has pledged 15 % of its shares, above 10 %: at most HOLD, the band stays AVOID.',
  ])('%s', (sentence) => {
    expect(reasons).toContain(sentence);
  });
});

/** A little less than a threshold, the threshold, and a little more: with the reasons' words for each. */
type Around = readonly [number, string];

describe('a reason of the penalty says on which side of the threshold the number is, and what follows', () => {
  const reason = (kind: PenaltyKind, part: PenaltyPart, side = NaN) => {
    const orNull = (value: number) => (Number.isNaN(value) ? null : value);
    const { points, observed, threshold } = part;
    const explained: ExplainedPenalty = {
      kind,
      points,
      observed: orNull(observed),
      threshold: orNull(threshold),
    };
    return penaltyReason(explained, side);
  };
  const cases: readonly (readonly [PenaltyKind, (observed: number) => PenaltyPart, readonly Around[]])[] = [
    [
      'LIQUIDITY',
      (traded) => liquidityPenalty(traded, penalties.liquidity.TRADER),
      [
        [4.9996, '₹4.9996 crore a session, below ₹5 crore: 5 points off.'],
        [5, '₹5 crore a session, at ₹5 crore: no penalty.'],
        [5.0004, '₹5.0004 crore a session, above ₹5 crore: no penalty.'],
        [2.9999, '₹2.9999 crore a session, below ₹3 crore: 10 points off.'],
        [3, '₹3 crore a session, below ₹5 crore: 5 points off.'],
      ],
    ],
    [
      'PLEDGE',
      (pledged) => pledgePenalty(pledged, penalties.pledge),
      [
        [0.09999, '9.999 % of its shares, below 10 %: no penalty.'],
        [0.1, '10 % of its shares, at 10 %: no penalty.'],
        [0.10001, '10.001 % of its shares, above 10 %: 5 points off.'],
        [0.25, '25 % of its shares, above 10 %: 5 points off.'],
        [0.25001, '25.001 % of its shares, above 25 %: 10 points off.'],
      ],
    ],
    [
      'VOLATILITY',
      (sigma20) => volatilityPenalty(sigma20, 0.02, penalties.volatility),
      [
        [0.04999, "4.999 % a session, below the sector group's bound of 5 %: no penalty."],
        [0.05, "5 % a session, at the sector group's bound of 5 %: no penalty."],
        [0.05001, "5.001 % a session, above the sector group's bound of 5 %: 5 points off."],
      ],
    ],
    [
      'GOVERNANCE',
      (days) => governancePenalty(days, NaN, penalties.governance),
      [
        [0, 'was today, inside the window of 365 calendar days: 2 points off.'],
        [364, 'was 364 days ago, inside the window of 365 calendar days: 2 points off.'],
        [365, 'was 365 days ago, at the edge of the window of 365 calendar days: 2 points off.'],
        [366, 'was 366 days ago, outside the window of 365 calendar days: no penalty.'],
      ],
    ],
  ];

  test.each(cases)('%s', (kind, partOf, around) => {
    for (const [observed, end] of around) {
      const sentence = reason(kind, partOf(observed));
      expect(sentence.slice(-end.length)).toBe(end);
    }
  });

  test('VOLATILITY without a bound', () => {
    expect(reason('VOLATILITY', volatilityPenalty(0.02, NaN, penalties.volatility))).toBe(
      'Prices move by 2 % a session, and the sector group has too few stocks for a bound: no penalty.',
    );
  });

  test.each([
    [1, -1, 'was 1 day ago, inside'],
    [2, -1, 'was 2 days ago, at the edge of'],
    [3, -1, 'was 3 days ago, outside'],
    [1, 1, 'is in 1 day, inside'],
    [2, 1, 'is in 2 days, at the edge of'],
    [3, 1, 'is in 3 days, outside'],
    [2, 0, 'was 2 days ago, and another is in 2 days, at the edge of'],
    [2, NaN, 'is 2 days before or after, at the edge of'],
  ])('EVENT_WINDOW tells days ago from days ahead: %p on side %p', (days, side, expected) => {
    const sentence = reason('EVENT_WINDOW', eventWindowPenalty(days, penalties.event_window), side);
    const effect = days <= 2 ? '2 points off' : 'no penalty';
    expect(sentence).toBe(
      `The nearest results or board meeting ${expected} the window of 2 calendar days: ${effect}.`,
    );
  });
});

describe('a reason of a guardrail says on which side of the threshold the number is', () => {
  const cases: readonly (readonly [Guardrail, readonly (readonly [number, boolean, string])[]])[] = [
    [
      'LOW_DATA_HOLD',
      [
        [0.69996, true, 'The confidence is 0.69996, below 0.7'],
        [0.7, false, 'The confidence is 0.7, at 0.7'],
        [0.70004, false, 'The confidence is 0.70004, above 0.7'],
      ],
    ],
    [
      'ILLIQUIDITY',
      [
        [2.99996, true, 'The median traded value is ₹2.99996 crore a session, below ₹3 crore'],
        [3, false, 'The median traded value is ₹3 crore a session, at ₹3 crore'],
        [3.00004, false, 'The median traded value is ₹3.00004 crore a session, above ₹3 crore'],
      ],
    ],
    [
      'PLEDGE_CAP',
      [
        [0.0999996, false, 'The promoter has pledged 9.99996 % of its shares, below 10 %'],
        [0.1, false, 'The promoter has pledged 10 % of its shares, at 10 %'],
        [0.1000004, true, 'The promoter has pledged 10.00004 % of its shares, above 10 %'],
      ],
    ],
    [
      'HIGH_RISK_CAP',
      [
        [14.9996, false, 'The penalty for risk sums to 14.9996 points, below 15'],
        [15, true, 'The penalty for risk sums to 15 points, at 15'],
        [15.0004, true, 'The penalty for risk sums to 15.0004 points, above 15'],
        [1, false, 'The penalty for risk sums to 1 point, below 15'],
      ],
    ],
    [
      'SECTOR_BEAR',
      [
        [-1.50004, true, "The sector group's momentum is -1.50004 standard deviations, below -1.5"],
        [-1.5, true, "The sector group's momentum is -1.5 standard deviations, at -1.5"],
        [-1.49996, false, "The sector group's momentum is -1.49996 standard deviations, above -1.5"],
      ],
    ],
    [
      'LOW_COVERAGE',
      [
        [0.2499996, false, '24.99996 % of the required metrics are missing, below 25 %'],
        [0.25, true, '25 % of the required metrics are missing, at 25 %'],
        [0.2500004, true, '25.00004 % of the required metrics are missing, above 25 %'],
      ],
    ],
  ];

  test.each(cases)('%s', (guardrail, around) => {
    const threshold = guardrailThreshold(guardrail, 'TRADER', V11);
    for (const [observed, fired, sentence] of around) {
      const after = fired ? 'HOLD' : 'BUY';
      const step = { guardrail, fired, observed, threshold, scoreBefore: 66, scoreAfter: 66 };
      expect(guardrailReason({ ...step, bandBefore: 'BUY', bandAfter: after }, 'TRADER')).toBe(
        `${sentence}: ${fired ? 'at most HOLD, BUY becomes HOLD' : 'nothing changes'}.`,
      );
    }
  });
});

describe('a reason agrees with the rule that judged', () => {
  test('on numbers that ten decimals do not tell from their threshold', () => {
    const rows: Row[] = [
      { median_traded_value_cr: 5 - 1e-12, promoter_pledge_frac: 0.1 + 1e-14 },
      { median_traded_value_cr: 5, promoter_pledge_frac: 0.1 },
    ];
    const scores = scoreDay(sectionOf(rows), V11).modes.TRADER;
    const of = (stock: number) =>
      penaltyPartsOf(scores, stock)
        .slice(0, 2)
        .map((part) => penaltyReason(part, NaN).replace(/^.*, /, ''));
    expect(of(0)).toEqual(['just below ₹5 crore: 5 points off.', 'just above 10 %: 5 points off.']);
    expect(of(1)).toEqual(['at ₹5 crore: no penalty.', 'at 10 %: no penalty.']);
  });
});
