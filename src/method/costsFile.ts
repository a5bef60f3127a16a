import { z } from 'zod';
import { unitsOf } from '../portfolios/money/units.js';

/** An exact decimal, 0 or more, as a text. YAML reads a number without quotation marks as a double. */
const decimal = (decimals: number) =>
  z
    .string({ error: 'expected a decimal in quotation marks' })
    .refine(
      (text) => (unitsOf(text, decimals) ?? -1n) >= 0n,
      `expected a decimal of at most ${decimals} decimals, 0 or more`,
    );

const from = {
  source: z.string().min(1),
  date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a date such as 2024-10-01'),
};
const charge = z.strictObject({ buy: decimal(9), sell: decimal(9), ...from });

/** The shape of a file of costs. */
export const costsFile = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/, 'expected lower-case letters, digits, dots and dashes'),
  securities_transaction_tax: charge,
  stamp_duty: charge,
  exchange: charge,
  sebi: charge,
  brokerage: charge,
  gst: z.strictObject({ rate: decimal(4), ...from }),
  per_sale: z.strictObject({ amount: decimal(4), ...from }),
});

export type CostsFile = z.infer<typeof costsFile>;
