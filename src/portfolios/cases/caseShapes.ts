import { z } from 'zod';
import { dayOf } from '../../market/day.js';
import { tickerOf } from '../../market/ticker.js';
import type { IsoDate, Ticker } from '../../scoring/names.js';
import { UserError } from '../../userError.js';
import type { ShareAction } from '../journal/shareAction.js';
import { requireUnits } from '../money/requireUnits.js';
import { MONEY } from '../money/units.js';
import type { Close } from '../performance/closeSeries.js';

/** The shapes that several kinds of cases share. Decimals are texts or numbers, which are read exactly where they are used. */

export const decimal = z.union([z.string(), z.number()]);

/** A number that may have an error of doubles, such as a return. */
export const double = z
  .union([z.number(), z.string().regex(/^-?\d+(\.\d+)?$/, 'expected a number')])
  .transform(Number);

export const isoDate = z.custom<IsoDate>(
  (value) => typeof value === 'string' && !Number.isNaN(dayOf(value)),
  'expected a date such as 2024-10-08',
);

export const ticker = z.custom<Ticker>(
  (value) => typeof value === 'string' && tickerOf(value) === value,
  'expected a ticker such as "RELIANCE.NS"',
);

/** A table by ticker. */
export const byTicker = <Value extends z.ZodType>(value: Value) =>
  z.record(z.string(), value).transform((table, context) => {
    const map = new Map<Ticker, z.output<Value>>();
    for (const [key, each] of Object.entries(table)) {
      if (ticker.safeParse(key).success) map.set(key as Ticker, each as z.output<Value>);
      else
        context.addIssue({ code: 'custom', path: [key], message: 'expected a ticker such as "RELIANCE.NS"' });
    }
    return map;
  });

const shares = z.int().positive().transform(BigInt);

const shareAction = z.strictObject({
  exDate: isoDate,
  kind: z.enum(['SPLIT', 'BONUS', 'CONSOLIDATION']),
  newShares: shares,
  oldShares: shares,
});
/** It leaves quantities as they are. */
const otherAction = z.object({ exDate: isoDate, kind: z.enum(['RIGHTS', 'DEMERGER', 'SPECIAL_DIVIDEND']) });

export const actions = byTicker(
  z
    .array(z.discriminatedUnion('kind', [shareAction, otherAction]))
    .transform((given): ShareAction[] => given.flatMap((one) => ('newShares' in one ? one : []))),
).prefault({});

export const closes = byTicker(z.array(z.tuple([isoDate, decimal]))).prefault({});

/** In ascending order. */
export const sessions = z.array(isoDate).transform((days) => [...days].sort());

export type CaseActions = ReadonlyMap<Ticker, readonly ShareAction[]>;

/** Reads closes exactly, and sorts them by day. */
export function closesOf(table: z.output<typeof closes>): Map<Ticker, Close[]> {
  const rule = { decimals: MONEY, least: 100n };
  return new Map(
    [...table].map(([of, series]) => [
      of,
      series
        .map(([day, close]) => ({ day, close: requireUnits(close, `a close of ${of}`, rule) }))
        .sort((a, b) => (a.day < b.day ? -1 : 1)),
    ]),
  );
}

/**
 * Reads the input of a case.
 *
 * @throws UserError naming the first part that does not fit the shape
 */
export function readCase<Shape extends z.ZodType>(shape: Shape, input: unknown): z.output<Shape> {
  const { success, data, error } = shape.safeParse(input);
  if (success) return data;
  const [issue] = error.issues;
  const path = issue?.path.join('.');
  throw new UserError(
    `Expected the input of a case in the form of its kind, got at ${path === '' ? 'its top' : `"${path}"`}: ${issue?.message}.`,
  );
}
