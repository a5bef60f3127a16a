import type { Feed } from './feed.js';
import type { ImportFile } from './importFile.js';

/** What the tasks of feeds need. */
export interface FeedServices {
  /** The feeds of the file, also those that are off. */
  readonly feeds: readonly Feed[];
  readonly importFile: ImportFile;
  /** How many of the last days a feed catches up with. */
  readonly catchUp: number;
  /** On how many days after it was taken a file is asked for again. */
  readonly recheck: number;
  /** How long a file in a folder must stand still, in milliseconds. */
  readonly stillMs: number;
  /** Where commands take their variables from. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The time; that of the database by default. */
  readonly now?: (() => Date) | undefined;
  /** From 0 to 1; Math.random by default. */
  readonly random?: (() => number) | undefined;
}
