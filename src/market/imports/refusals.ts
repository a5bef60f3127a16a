import type { ImportLimits } from './importLimits.js';
import { overLimit } from './overLimit.js';
import { byLine, type Refusal } from './refusal.js';

/** The refused rows of one file. */
export class Refusals {
  readonly #all: Refusal[] = [];

  constructor(
    private readonly file: string,
    private readonly limits: ImportLimits,
  ) {}

  /** @throws UserError where there are more than the limit */
  readonly add = (refusal: Refusal): void => {
    if (this.#all.length === this.limits.refused) {
      const { rule, reason } = refusal;
      const got = `another in line ${refusal.line} (${rule}, ${reason})`;
      throw overLimit(this.file, `${this.limits.refused} refused rows`, got, 'MAX_IMPORT_REFUSED');
    }
    this.#all.push(refusal);
  };

  /** Returns them in the order of their lines. */
  sorted(): readonly Refusal[] {
    return this.#all.sort(byLine);
  }
}
