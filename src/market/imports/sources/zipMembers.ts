import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { UserError } from '../../../userError.js';
import type { ByteLimit } from '../byteLimit.js';

/** No exchange packs more files into one, and each costs memory for its name. */
const MOST_MEMBERS = 100_000;
/** macOS adds these to files that users pack. */
const OF_THE_FINDER = /(^|\/)(__MACOSX|\.DS_Store)(\/|$)/;

/** A file within a zip file. */
export interface ZipMember {
  /** Its path within the zip file. */
  readonly name: string;
  /** Bytes before unpacking. */
  readonly packed: number;
  /** @throws UserError where the member is damaged, or above its limit */
  bytes(limit: ByteLimit): Promise<Buffer>;
}

/**
 * Lists the files within a zip file, in the order in which it names them. Paths are names only: nothing is written.
 *
 * @throws UserError where the zip file is damaged, or has too many files
 */
export async function zipMembers(name: string, bytes: Buffer): Promise<readonly ZipMember[]> {
  const zip = await new Promise<ZipFile>((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true, strictFileNames: false }, (error, opened) =>
      error === null ? resolve(opened) : reject(damaged(name, error)),
    );
  });
  if (zip.entryCount > MOST_MEMBERS) {
    throw new UserError(
      `${name} names ${zip.entryCount} files: expected at most ${MOST_MEMBERS}. Split it; nothing of it was taken.`,
    );
  }
  return new Promise((resolve, reject) => {
    const members: ZipMember[] = [];
    zip.on('error', (error: Error) => reject(damaged(name, error)));
    zip.on('end', () => resolve(members));
    zip.on('entry', (entry: Entry) => {
      const { fileName } = entry;
      if (!fileName.endsWith('/') && !OF_THE_FINDER.test(fileName)) {
        members.push({
          name: fileName,
          packed: entry.compressedSize,
          bytes: (limit) => unpacked(`${name}/${fileName}`, zip, entry, limit),
        });
      }
      zip.readEntry();
    });
    zip.readEntry();
  });
}

function unpacked(name: string, zip: ZipFile, entry: Entry, limit: ByteLimit): Promise<Buffer> {
  if (entry.isEncrypted()) {
    throw new UserError(`${name} is encrypted: expected a zip file without a password. Unpack it first.`);
  }
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (failed, stream) => {
      if (failed !== null) {
        reject(damaged(name, failed));
        return;
      }
      const chunks: Buffer[] = [];
      let size = 0;
      stream.on('error', (error) => reject(error instanceof UserError ? error : damaged(name, error)));
      stream.on('end', () => resolve(Buffer.concat(chunks)));
      stream.on('data', (chunk: Buffer) => {
        size += chunk.length;
        const over = limit(size);
        if (over === null) chunks.push(chunk);
        else stream.destroy(over);
      });
    });
  });
}

function damaged(name: string, { message }: Error): UserError {
  return new UserError(
    `${name} is no whole zip file (${message}): it was cut off or damaged. Fetch it again; nothing of it was taken.`,
  );
}
