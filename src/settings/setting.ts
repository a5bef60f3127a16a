import type { z } from 'zod';

/** An environment variable: what it may hold, what it defaults to, and what it is for. */
export interface Setting<Value> {
  readonly variable: string;
  /** Turns the text of the variable, or its default, into the value. */
  readonly schema: z.ZodType<Value, string>;
  /** What the schema accepts, as an error message says it after "expected". */
  readonly expected: string;
  /** The text that is read where the variable is unset or empty; it may be empty itself. */
  readonly default: string;
  /** The unit of a number, such as bytes. */
  readonly unit?: string;
  /** Whether blanks and quotation marks around the text may belong to it, as in a password, or do not count, as in a list. */
  readonly isFree?: boolean;
  /** One sentence for the reference of settings. */
  readonly description: string;
  /** Returns what an error message may show of a refused text; needed where the variable may hold a secret. */
  readonly redact?: (text: string) => string;
  /** Returns what to do about a refused text, where that does not follow from what was expected. */
  readonly remedy?: (text: string) => string | undefined;
}
