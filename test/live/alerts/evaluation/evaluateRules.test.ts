import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Column, EvaluatedSession } from '../../../../src/live/alerts/evaluation/column.js';
import { evaluateRules } from '../../../../src/live/alerts/evaluation/evaluateRules.js';
import type { Evaluation } from '../../../../src/live/alerts/evaluation/evaluation.js';
import type { RuleRow } from '../../../../src/live/alerts/evaluation/ruleRow.js';
import type { StandingAlert } from '../../../../src/live/alerts/evaluation/standingAlert.js';
import type { IsoDate } from '../../../../src/scoring/names.js';
import { ruleOf } from '../../../support/alerts/rule.js';

interface Given extends Partial<Omit<Column, 'values' | 'previous' | 'isPresent'>> {
  readonly values: readonly number[];
  readonly previous?: readonly number[];
  readonly absent?: readonly number[];
  readonly day?: IsoDate;
  readonly subject?: readonly number[];
}

function sessionOf({
  values,
  previous = [],
  absent = [],
  day = '2024-10-08' as IsoDate,
  subject,
  ...rest
}: Given): EvaluatedSession {
  const column: Column = {
    values: Float64Array.from(values),
    previous: Float64Array.from(values, (_, k) => previous.at(k) ?? NaN),
    isPresent: Uint8Array.from(values, (_, k) => (absent.includes(k) ? 0 : 1)),
    isFresh: true,
    isProvisional: false,
    ...rest,
  };
  return {
    day,
    size: values.length,
    columnOf: () => column,
    subjectOf: () => (subject === undefined ? null : Int32Array.from(subject)),
  };
}

const alert = (stocks: readonly number[], given: Partial<StandingAlert> = {}): StandingAlert => ({
  ...{ id: 7, isOpen: true, lastDay: '2024-10-07' as IsoDate, isOfMany: false },
  ...{ stocks, ...given },
});

const evaluate = (
  given: Given,
  rule: Partial<RuleRow> = {},
  standing: readonly StandingAlert[] = [],
): Evaluation => evaluateRules([ruleOf(rule)], sessionOf(given), new Map([[1, standing]]));
const raisedOf = ({ raised }: Evaluation) => raised.map(({ stocks }) => stocks);
const judgedOf = ({ judged }: Evaluation) =>
  judged.map(({ change, value, isByValue, beyond }) => [change, value, isByValue, beyond]);

describe('a rule with a threshold', () => {
  test('raises strictly beyond it, and of no value that is not known', () => {
    expect(raisedOf(evaluate({ values: [60, 60.01, NaN, 99] }))).toEqual([[1], [3]]);
    expect(raisedOf(evaluate({ values: [60, 59.99, NaN, 0] }, { comparator: 'BELOW' }))).toEqual([[1], [3]]);
  });

  test('is about its stocks alone', () => {
    expect(raisedOf(evaluate({ values: [70, 70, 70], subject: [0, 2] }))).toEqual([[0], [2]]);
  });

  test('repeats what is beyond on a later session, and not on the same one', () => {
    expect(judgedOf(evaluate({ values: [61] }, {}, [alert([0])]))).toEqual([['REPEATED', 61, false, [0]]]);
    const same = evaluate({ values: [61] }, {}, [alert([0], { lastDay: '2024-10-08' as IsoDate })]);
    expect([judgedOf(same), raisedOf(same)]).toEqual([[], []]);
  });

  test('is resolved when the value is back by rearm, and neither repeated nor raised before', () => {
    for (const value of [60, 55.01]) {
      const between = evaluate({ values: [value] }, {}, [alert([0])]);
      expect([judgedOf(between), raisedOf(between)]).toEqual([[], []]);
    }
    expect(judgedOf(evaluate({ values: [55] }, {}, [alert([0])]))).toEqual([['RESOLVED', 55, true, []]]);
    const below = { comparator: 'BELOW', threshold: 40 } as const;
    expect(judgedOf(evaluate({ values: [44.99] }, below, [alert([0])]))).toEqual([]);
    expect(judgedOf(evaluate({ values: [45] }, below, [alert([0])]))).toEqual([['RESOLVED', 45, true, []]]);
  });

  test('is back at 0.2 where 0.3 − 0.1 is not quite that', () => {
    const rule = { threshold: 0.3, rearm: 0.1 };
    expect(judgedOf(evaluate({ values: [0.2] }, rule, [alert([0])]))).toEqual([['RESOLVED', 0.2, true, []]]);
  });

  test('waits with a value that is not known, and ends where the stock has left', () => {
    expect(judgedOf(evaluate({ values: [NaN] }, {}, [alert([0])]))).toEqual([]);
    const left = [['RESOLVED', null, false, []]];
    expect(judgedOf(evaluate({ values: [NaN], absent: [0] }, {}, [alert([0])]))).toEqual(left);
    expect(judgedOf(evaluate({ values: [70] }, {}, [alert([-1])]))).toEqual(left);
    expect(judgedOf(evaluate({ values: [70, 70], subject: [1] }, {}, [alert([0])]))).toEqual(left);
  });

  test('tells nothing of an alert that its owner has resolved, until the value was back', () => {
    const resolved = alert([0], { isOpen: false });
    const stays = evaluate({ values: [70] }, {}, [resolved]);
    expect([judgedOf(stays), raisedOf(stays)]).toEqual([[], []]);
    expect(judgedOf(evaluate({ values: [50] }, {}, [resolved]))).toEqual([[null, 50, true, []]]);
  });

  test('raises nothing from what was evaluated before, unless it is new itself', () => {
    expect(raisedOf(evaluate({ values: [70], isFresh: false }))).toEqual([]);
    expect(raisedOf(evaluate({ values: [70], isFresh: false }, { is_new: true }))).toEqual([[0]]);
    // What is back resolves in any case.
    expect(judgedOf(evaluate({ values: [50], isFresh: false }, {}, [alert([0])]))).toHaveLength(1);
  });

  test('waits for the final values of a session, unless it asks for provisional ones', () => {
    const provisional = evaluate({ values: [70], isProvisional: true }, { is_new: true });
    expect([raisedOf(provisional), provisional.rules]).toEqual([[], []]);
    expect(raisedOf(evaluate({ values: [70], isProvisional: true }, { on_provisional: true }))).toEqual([
      [0],
    ]);
  });
});

describe('more than 50 new alerts', () => {
  const many = (count: number) => Array.from({ length: count }, () => 70);

  test('become one', () => {
    expect(evaluate({ values: many(50) }).raised).toHaveLength(50);
    const { raised } = evaluate({ values: many(51) });
    expect(raised).toHaveLength(1);
    expect([raised[0].isOfMany, raised[0].stocks.length]).toEqual([true, 51]);
  });

  test('do not count those that stand', () => {
    const { raised, judged } = evaluate({ values: many(51) }, {}, [alert([0])]);
    expect([raised.length, judged.length]).toEqual([50, 1]);
  });

  test('stand for their stocks until the last is back', () => {
    const standing = alert([0, 1, 2], { isOfMany: true });
    const later = evaluate({ values: [70, 70, 70, 70] }, {}, [standing]);
    expect([raisedOf(later), judgedOf(later)]).toEqual([[[3]], [['REPEATED', null, false, [0, 1, 2]]]]);
    expect(judgedOf(evaluate({ values: [50, 58, NaN] }, {}, [standing]))).toEqual([
      [null, null, false, [1, 2]],
    ]);
    expect(judgedOf(evaluate({ values: [50, 50, 50] }, {}, [standing]))).toEqual([
      ['RESOLVED', null, true, []],
    ]);
    // One that was back and is beyond again is new.
    const again = evaluate({ values: [70, 50, 50] }, {}, [alert([1, 2], { isOfMany: true })]);
    expect(raisedOf(again)).toEqual([[0]]);
  });
});

describe('a rule of changes', () => {
  const bands = { metric: 'BAND', comparator: 'CHANGED', threshold: null, rearm: 0 } as const;

  test('raises what differs from the session before, into its bands', () => {
    const given = { values: [0, 1, 2, 3, NaN], previous: [0, 0, 3, NaN, 1] };
    expect(raisedOf(evaluate(given, bands))).toEqual([[1], [2]]);
    expect(raisedOf(evaluate(given, { ...bands, to_bands: ['BUY', 'STRONG_BUY'] }))).toEqual([[2]]);
  });

  test('tells once of a session', () => {
    expect(
      raisedOf(evaluate({ values: [1, 1], previous: [0, 0] }, bands, [alert([0], { isOpen: false })])),
    ).toEqual([[1]]);
  });
});

describe('over any sessions', () => {
  const value = fc.oneof(fc.constant(NaN), fc.integer({ min: 40, max: 80 }));
  const sessions = fc.array(fc.array(value, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 12 });
  const rules = fc.record({
    comparator: fc.constantFrom('ABOVE' as const, 'BELOW' as const),
    threshold: fc.integer({ min: 45, max: 75 }),
    rearm: fc.integer({ min: 0, max: 10 }),
  });

  test('each stock has the alerts of a machine with two states', () => {
    fc.assert(
      fc.property(sessions, rules, (days, rule) => {
        let standing: StandingAlert[] = [];
        const told: string[] = [];
        days.forEach((values, k) => {
          const day = `2024-10-${String(k + 10)}` as IsoDate;
          const { raised, judged } = evaluate({ values, day }, rule, standing);
          for (const { change, alert } of judged) told.push(`${k} ${change} ${alert.stocks[0]}`);
          for (const { stocks } of raised) told.push(`${k} RAISED ${stocks[0]}`);
          const over = new Set(judged.filter(({ beyond }) => beyond.length === 0).map((one) => one.alert));
          standing = [
            ...standing.filter((one) => !over.has(one)).map((one) => ({ ...one, lastDay: day })),
            ...raised.map(({ stocks }) => alert(stocks, { lastDay: day })),
          ];
        });
        expect(told.sort()).toEqual(naive(days, rule).sort());
      }),
      { numRuns: 500 },
    );
  });

  function naive(
    days: readonly (readonly number[])[],
    { comparator, threshold, rearm }: { comparator: string; threshold: number; rearm: number },
  ): string[] {
    const sign = comparator === 'BELOW' ? -1 : 1;
    const isBeyond = [false, false, false];
    return days.flatMap((values, day) =>
      values.flatMap((value, stock) => {
        const over = sign * (value - threshold);
        if (isBeyond[stock] && over <= -rearm) {
          isBeyond[stock] = false;
          return [`${day} RESOLVED ${stock}`];
        }
        if (!(over > 0)) return [];
        const change = isBeyond[stock] ? 'REPEATED' : 'RAISED';
        isBeyond[stock] = true;
        return [`${day} ${change} ${stock}`];
      }),
    );
  }
});
