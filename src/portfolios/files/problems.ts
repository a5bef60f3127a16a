import { UserError } from '../../userError.js';

/** The most that are shown. */
const MOST_SHOWN = 20;

/** Collects what is wrong with rows, so that all of it is told at once. */
export class Problems {
  readonly #messages: string[] = [];

  /** Returns what `work` makes of a row; null where it throws a UserError, which is kept. */
  of<Result>({ place }: { readonly place: string }, work: () => Result): Result | null {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      this.#messages.push(`${place}: ${error.message}`);
      return null;
    }
  }

  /** As `of`, for work that waits. */
  async ofAsync<Result>(
    { place }: { readonly place: string },
    work: () => Promise<Result>,
  ): Promise<Result | null> {
    return work().catch((error: unknown) =>
      this.of<Result>({ place }, () => {
        throw error;
      }),
    );
  }

  /** @throws UserError naming each row with a problem */
  refuse(): void {
    const { length } = this.#messages;
    if (length === 0) return;
    const shown = this.#messages.slice(0, MOST_SHOWN);
    const more = length > MOST_SHOWN ? [`and ${length - MOST_SHOWN} more`] : [];
    throw new UserError(
      `Expected rows that fit, got ${length} that ${length === 1 ? 'does' : 'do'} not; nothing was imported:\n` +
        [...shown, ...more].map((line) => `  ${line}`).join('\n'),
    );
  }
}
