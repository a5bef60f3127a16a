import { nearestDouble } from '../../market/exact.js';
import type { IsoDate } from '../../scoring/names.js';

/** What a portfolio is worth at the close of a session, and what was put in and taken out. Money is in units of MONEY. */
export interface SessionValue {
  readonly date: IsoDate;
  /** Null: a holding has no price. */
  readonly value: bigint | null;
  /** Put in before the close, and taken out; 0 or more. */
  readonly deposits: bigint;
  readonly withdrawals: bigint;
  /** Put in at the close; negative: taken out. */
  readonly atClose: bigint;
}

export interface ReturnPoint {
  readonly date: IsoDate;
  readonly value: bigint | null;
  /** Of the session, as a fraction; null where the value is. */
  readonly return: number | null;
  /** Of all sessions so far, compounded; null where the value is. */
  readonly cumulative: number | null;
}

/**
 * Returns the returns of sessions without what flows in and out: r = (V + withdrawals) / (V before + deposits) − 1, and 0 where
 * the denominator is not above 0. What flows at the close is neither gain nor loss of its session. Over sessions without a
 * value, the next one with a value has the return of all of them, and their flows. Where the first session has no value, the
 * span begins with the first one that has.
 *
 * @param before the value at the close before the first session; null: the first session is where the span begins, and its
 *   return is 0
 */
export function timeWeighted(sessions: readonly SessionValue[], before: bigint | null): ReturnPoint[] {
  let last = sessions[0]?.value === null ? null : before;
  let growth = 1;
  let flows = { deposits: 0n, withdrawals: 0n, atClose: 0n };
  return sessions.map(({ date, value, deposits, withdrawals, atClose }) => {
    flows = {
      deposits: flows.deposits + deposits,
      withdrawals: flows.withdrawals + withdrawals,
      atClose: flows.atClose + atClose,
    };
    if (value === null) return { date, value, return: null, cumulative: null };
    const under = last === null ? 0n : last + flows.deposits;
    const gain = value + flows.withdrawals - flows.atClose - under;
    const change = under > 0n ? nearestDouble({ over: gain, under }) : 0;
    if (under > 0n) growth *= nearestDouble({ over: under + gain, under });
    last = value;
    flows = { deposits: 0n, withdrawals: 0n, atClose: 0n };
    return { date, value, return: change, cumulative: growth - 1 };
  });
}
