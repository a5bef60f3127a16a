import { z } from 'zod';
import type { Setting } from './setting.js';

interface WholeNumber {
  readonly least: number;
  readonly most: number;
  readonly default: number;
  readonly unit?: string;
  readonly description: string;
}

/** A setting that holds a whole number from `least` to `most`. */
export function wholeNumber(
  variable: string,
  { least, most, default: usual, ...rest }: WholeNumber,
): Setting<number> {
  return {
    variable,
    schema: z
      .string()
      .regex(/^\d{1,15}$/)
      .transform(Number)
      .pipe(z.int().min(least).max(most)),
    expected: `a whole number from ${least} to ${most}`,
    default: String(usual),
    ...rest,
  };
}
