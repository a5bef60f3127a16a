import type { IsoDate } from '../../../scoring/names.js';
import type { Adapter } from '../adapters/adapter.js';
import type { Content } from '../sources/content.js';

/** A file of a heap whose layout was recognised. */
export interface PlannedFile {
  /** As messages name it. */
  readonly name: string;
  readonly adapter: Adapter;
  /** The first day of its rows; null where they are of no day. */
  readonly day: IsoDate | null;
  /** @throws UserError where the file is another one by now */
  content(): Promise<Content>;
}
