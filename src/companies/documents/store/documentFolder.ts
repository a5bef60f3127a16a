import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, opendir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ignoring, makeFolders } from '../../../database/embedded/files.js';
import type { DocumentFiles, KeptFile, StagedFile } from './documentFiles.js';
import { DocumentRefused } from './documentRefused.js';

/** The most bytes of a document. */
export const MOST_BYTES = 25 * 1024 * 1024;
const HEAD_BYTES = 4_096;
/** The folder of staged files, whose names have no meaning. It is on the same disk, so that a file is moved at once. */
const STAGED = 'staged';
const HASH = /^[0-9a-f]{64}$/;
const FIRST_OF_HASH = /^[0-9a-f]{2}$/;

/** Keeps the files of documents in a folder, as `ab/abcdef…`. */
export class DocumentFolder implements DocumentFiles {
  /** @param path need not exist yet */
  constructor(
    readonly path: string,
    private readonly mostBytes = MOST_BYTES,
  ) {}

  async stage(source: AsyncIterable<Uint8Array>): Promise<StagedFile> {
    const folder = join(this.path, STAGED);
    await makeFolders(folder, 0o700);
    const path = join(folder, randomUUID());
    const sink = createWriteStream(path, { flags: 'wx', flush: true, mode: 0o600 });
    const hash = createHash('sha256');
    const head: Uint8Array[] = [];
    const { mostBytes } = this;
    let [bytes, headBytes] = [0, 0];
    try {
      await pipeline(
        source,
        async function* (parts: AsyncIterable<Uint8Array>) {
          for await (const part of parts) {
            bytes += part.byteLength;
            if (bytes > mostBytes) throw tooLarge(mostBytes);
            hash.update(part);
            if (headBytes < HEAD_BYTES) {
              const first = part.slice(0, HEAD_BYTES - headBytes);
              head.push(first);
              headBytes += first.byteLength;
            }
            yield part;
          }
        },
        sink,
      );
      if (bytes === 0) {
        throw new DocumentRefused(
          'EMPTY',
          'file',
          'Expected a document, got an empty file: send its content.',
        );
      }
      return { hash: hash.digest('hex'), bytes, head: Buffer.concat(head), path };
    } catch (error) {
      await rm(path, { force: true }).catch(() => undefined);
      // A failed write says nothing about its file.
      if (error instanceof Error && error === sink.errored && !(error instanceof DocumentRefused)) {
        Object.assign(error, { path: this.path });
      }
      throw error;
    }
  }

  async put({ path, hash }: StagedFile): Promise<void> {
    const kept = this.get(hash);
    const folder = this.#folderOf(hash);
    await makeFolders(folder, 0o700);
    await rename(path, kept);
    await syncFolder(folder);
  }

  async discard({ path }: StagedFile): Promise<void> {
    await rm(path, { force: true });
  }

  get(hash: string): string {
    return join(this.#folderOf(hash), hash);
  }

  async delete(hash: string): Promise<void> {
    await rm(this.get(hash), { force: true });
  }

  async *kept(): AsyncIterable<KeptFile> {
    for await (const folder of namesIn(this.path)) {
      if (!FIRST_OF_HASH.test(folder)) continue;
      for await (const name of namesIn(join(this.path, folder))) {
        // What is named otherwise was put there by others.
        if (!HASH.test(name) || !name.startsWith(folder)) continue;
        const file = await stat(this.get(name)).catch(ignoring('ENOENT'));
        if (file !== undefined) yield { hash: name, at: file.ctime };
      }
    }
  }

  async discardBefore(moment: Date): Promise<void> {
    const folder = join(this.path, STAGED);
    for await (const name of namesIn(folder)) {
      const path = join(folder, name);
      const file = await stat(path).catch(ignoring('ENOENT'));
      if (file !== undefined && file.mtime < moment) await rm(path, { force: true });
    }
  }

  #folderOf(hash: string): string {
    if (!HASH.test(hash)) throw new Error('Expected a SHA-256 in hex.');
    return join(this.path, hash.slice(0, 2));
  }
}

async function* namesIn(folder: string): AsyncIterable<string> {
  const entries = await opendir(folder).catch(ignoring('ENOENT', 'ENOTDIR'));
  if (entries === undefined) return;
  for await (const { name } of entries) yield name;
}

/** Lets the name of a new file survive a loss of power. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    // Some network drives cannot.
    await folder.sync().catch(ignoring('EINVAL', 'ENOTSUP', 'EPERM'));
  } finally {
    await folder.close();
  }
}

const tooLarge = (most: number): DocumentRefused =>
  new DocumentRefused(
    'TOO_LARGE',
    'file',
    `Expected a file of at most ${most / 1024 / 1024} MB, got a larger one: split it, or leave out its pictures.`,
  );
