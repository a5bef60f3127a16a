import { getDocumentProxy } from 'unpdf';
import { Unreadable } from '../unreadable.js';

/** A PDF whose pages can be read. */
export type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;

/** How far from the end a PDF has its end mark. */
const END_WITHIN = 2_048;

/** @throws Unreadable where it is encrypted, cut off or damaged */
export async function openPdf(bytes: Uint8Array): Promise<Pdf> {
  // A reader that repairs files would show what is left of one that is cut off.
  if (!Buffer.from(bytes.subarray(-END_WITHIN)).includes('%%EOF')) {
    throw new Unreadable(
      'Expected a whole PDF, but its end (%%EOF) is missing: it is cut off; get the file again.',
    );
  }
  try {
    return await getDocumentProxy(bytes, {
      // Only what is needed for text: no picture is decoded, nothing is printed or loaded.
      useSystemFonts: false,
      useWorkerFetch: false,
      useWasm: false,
      enableXfa: false,
      stopAtErrors: true,
      maxImageSize: 1,
      verbosity: 0,
    });
  } catch (error) {
    const reason = error instanceof Error && error.name === 'PasswordException' ? ENCRYPTED : DAMAGED;
    throw new Unreadable(reason, { cause: error });
  }
}

const ENCRYPTED =
  'Expected a PDF without a password, got an encrypted one; use a version that opens without.';
const DAMAGED = 'Expected a PDF that can be read, got a damaged one; get the file again.';
