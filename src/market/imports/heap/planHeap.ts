import { UserError } from '../../../userError.js';
import type { Adapter } from '../adapters/adapter.js';
import type { Content } from '../sources/content.js';
import { contentOf } from '../sources/contentOf.js';
import type { SourceFile, UnreadFile } from '../sources/sourceFiles.js';
import type { PlannedFile } from './plannedFile.js';

/** Contents of so many bytes stay in memory until they are read. Those of further files are read again. */
const KEPT_BYTES = 2 ** 27;

/** What the files of a heap are. */
export interface HeapPlan {
  /** In the order in which they are read: that of the adapters, then by day. */
  readonly files: readonly PlannedFile[];
  readonly refused: readonly { readonly name: string; readonly error: UserError }[];
  /** Files of zip files in which others were recognised, and of which nothing is needed. */
  readonly ignored: readonly string[];
}

/**
 * Looks at each file of a heap, and finds the adapter that knows what it holds.
 *
 * @param onFile called with each file that was looked at
 * @throws UserError where there is no file at all
 */
export async function planHeap(
  sources: AsyncIterable<SourceFile | UnreadFile>,
  adapters: readonly Adapter[],
  onFile?: (name: string) => void,
): Promise<HeapPlan> {
  const files: PlannedFile[] = [];
  const refused: { name: string; error: UserError }[] = [];
  const unknown: SourceFile['name'][] = [];
  const members = new Set<string>();
  let kept = 0;
  for await (const source of sources) {
    onFile?.(source.name);
    if ('error' in source) {
      refused.push(source);
      continue;
    }
    try {
      const content = await contentOf(source);
      const adapter = adapters.find((one) => one.recognises(content));
      if (adapter === undefined) {
        unknown.push(source.name);
        if (source.isMember) members.add(source.name);
        continue;
      }
      const isKept = (kept += source.bytes.length) <= KEPT_BYTES;
      const { name, again } = source;
      const read = isKept ? () => Promise.resolve(content) : () => readAgain(name, again, adapter);
      files.push({ name, adapter, day: adapter.dayOf?.(content) ?? null, content: read });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      refused.push({ name: source.name, error });
    }
  }
  if (files.length + refused.length + unknown.length === 0) {
    throw new UserError('Expected files of exchanges or sites, got none: the folders are empty.');
  }
  const archives = new Set(files.map(({ name }) => archiveOf(name)));
  const isIgnored = (name: string) => members.has(name) && archives.has(archiveOf(name));
  const order = (one: PlannedFile) => adapters.indexOf(one.adapter);
  return {
    files: files.sort(
      (a, b) => order(a) - order(b) || compare(a.day ?? '', b.day ?? '') || compare(a.name, b.name),
    ),
    refused: [
      ...refused,
      ...unknown.filter((name) => !isIgnored(name)).map((name) => ({ name, error: unknownLayout(name) })),
    ],
    ignored: unknown.filter(isIgnored),
  };
}

async function readAgain(name: string, again: () => Promise<Buffer>, adapter: Adapter): Promise<Content> {
  const content = await contentOf({ name, bytes: await again() });
  if (adapter.recognises(content)) return content;
  throw new UserError(`${name} changed while it was read: import it again when it stands still.`);
}

const archiveOf = (name: string): string => name.slice(0, name.lastIndexOf('/'));
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function unknownLayout(name: string): UserError {
  return new UserError(
    `${name} is no file that can be read: expected one of those that docs/sources.md lists, or a file of the import format ` +
      'under its name. Nothing of it was taken.',
  );
}
