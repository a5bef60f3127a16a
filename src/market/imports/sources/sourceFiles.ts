import { lstat, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { fileFault } from '../../../fileFault.js';
import { UserError } from '../../../userError.js';
import { byteLimit, type ByteLimit } from '../byteLimit.js';
import { FolderUse } from '../folderUse.js';
import { GZIP } from '../gzip.js';
import type { ImportLimits } from '../importLimits.js';
import { openDataFile } from '../openDataFile.js';
import { zipMembers } from './zipMembers.js';

/** A file of a heap, unpacked. */
export interface SourceFile {
  /** As messages name it: the path below what was given, and within zip files. */
  readonly name: string;
  readonly bytes: Buffer;
  /** Reads the same bytes once more, so that not all files of a heap are in memory. */
  again(): Promise<Buffer>;
  /** Whether it is one of several files of a zip file, of which some may be of no use. */
  readonly isMember: boolean;
}

/** A file that was refused before its content could be looked at. */
export interface UnreadFile {
  readonly name: string;
  readonly error: UserError;
}

/** How deep zip files may lie in each other. The exchange packs zip files of a month into one. */
const MOST_DEPTH = 3;
const ZIP = Buffer.from('PK\x03\x04', 'latin1');
const EMPTY_ZIP = Buffer.from('PK\x05\x06', 'latin1');

/** Whether bytes are a zip file, which an Excel workbook is, too. */
export const isZip = (bytes: Buffer): boolean =>
  [ZIP, EMPTY_ZIP].some((magic) => bytes.subarray(0, magic.length).equals(magic));

/** Whether bytes are an Excel workbook: the zip file names its parts, uncompressed. */
export const isWorkbook = (bytes: Buffer): boolean => isZip(bytes) && bytes.includes('xl/workbook.xml');

interface Walk {
  readonly limits: ImportLimits;
  readonly used: FolderUse;
}

/**
 * Reads files, all files below folders, and all files within zip files, one after the other and in the order of their
 * names. Files whose names begin with a dot are left out. Gzipped files are unpacked, whatever they are called.
 *
 * @param used what was taken so far of the limits of a folder
 * @throws UserError where a path does not exist
 */
export async function* sourceFiles(
  paths: readonly string[],
  walk: Walk,
): AsyncGenerator<SourceFile | UnreadFile> {
  for (const path of paths) {
    const stats = await lstat(path).catch((error: NodeJS.ErrnoException) => {
      throw new UserError(
        `Expected a file or folder at ${path}, but it cannot be read: ${fileFault(error)}.`,
      );
    });
    if (stats.isDirectory()) yield* filesBelow(path, basename(path), walk);
    else yield* fileAt(path, basename(path), walk);
  }
}

async function* filesBelow(
  folder: string,
  name: string,
  walk: Walk,
): AsyncGenerator<SourceFile | UnreadFile> {
  const entries = await readdir(folder, { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue;
    const [path, shownAs] = [join(folder, entry.name), `${name}/${entry.name}`];
    if (entry.isDirectory()) yield* filesBelow(path, shownAs, walk);
    else yield* fileAt(path, shownAs, walk);
  }
}

async function* fileAt(path: string, name: string, walk: Walk): AsyncGenerator<SourceFile | UnreadFile> {
  try {
    const again = () => readWhole(path, { ...walk, used: new FolderUse() });
    yield* unpackedFiles(name, await readWhole(path, walk), again, walk);
  } catch (error) {
    yield unread(name, error);
  }
}

/**
 * Yields the file itself, or what it packs.
 *
 * @param again reads the bytes once more
 * @throws UserError where it is damaged
 */
export async function* unpackedFiles(
  name: string,
  bytes: Buffer,
  again: () => Promise<Buffer>,
  walk: Walk,
  depth = 0,
): AsyncGenerator<SourceFile | UnreadFile> {
  if (bytes.subarray(0, GZIP.length).equals(GZIP)) {
    if (depth === MOST_DEPTH) throw tooDeep(name);
    const limit = byteLimit(name, bytes.length, walk.limits, walk.used);
    const unpackedAgain = async () =>
      gunzipped(name, await again(), byteLimit(name, bytes.length, walk.limits));
    const unpacked = await gunzipped(name, bytes, limit);
    yield* unpackedFiles(name.replace(/\.gz$/i, ''), unpacked, unpackedAgain, walk, depth + 1);
  } else if (isZip(bytes) && !isWorkbook(bytes)) {
    if (depth === MOST_DEPTH) throw tooDeep(name);
    const members = await zipMembers(name, bytes);
    if (members.length === 0) throw new UserError(`${name} is a zip file without files. Fetch it again.`);
    for (const member of members) {
      const inner = `${name}/${member.name}`;
      try {
        const limit = byteLimit(inner, member.packed, walk.limits, walk.used);
        const memberAgain = () => member.bytes(byteLimit(inner, member.packed, walk.limits));
        const unpacked = await member.bytes(limit);
        for await (const file of unpackedFiles(inner, unpacked, memberAgain, walk, depth + 1)) {
          yield { ...file, isMember: members.length > 1 };
        }
      } catch (error) {
        yield unread(inner, error);
      }
    }
  } else {
    yield { name, bytes, again, isMember: false };
  }
}

async function readWhole(path: string, { limits, used }: Walk): Promise<Buffer> {
  const { handle, size } = await openDataFile(path);
  try {
    const over = byteLimit(path, null, limits, used)(size);
    if (over !== null) throw over;
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

async function gunzipped(name: string, bytes: Buffer, limit: ByteLimit): Promise<Buffer> {
  const gunzip = createGunzip();
  gunzip.end(bytes);
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      size += chunk.length;
      const over = limit(size);
      if (over !== null) throw over;
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(
      `${name} is no whole gzip file (${(error as Error).message}): it was cut off or damaged. ` +
        'Fetch it again; nothing of it was taken.',
    );
  }
  return Buffer.concat(chunks);
}

function unread(name: string, error: unknown): UnreadFile {
  if (error instanceof UserError) return { name, error };
  throw error;
}

const tooDeep = (name: string): UserError =>
  new UserError(
    `${name} packs files within files more than ${MOST_DEPTH} times: expected fewer. Unpack it first.`,
  );
