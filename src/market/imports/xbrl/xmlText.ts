import { TextDecoder } from 'node:util';
import { UserError } from '../../../userError.js';
import type { XmlContent } from '../sources/content.js';

const DECLARED = /^<\?xml[^>]*?\bencoding\s*=\s*["']([\w.:-]+)["']/i;
/** The encodings in which exchanges and companies write XML. */
const KNOWN = new Set(['utf-8', 'utf8', 'us-ascii', 'ascii', 'iso-8859-1', 'windows-1252', 'utf-16']);
/** Bytes that are decoded at once, so that a large document is not in memory as text, too. */
const PIECE = 2 ** 16;
const BOMS = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
] as const;

/**
 * Yields the text of an XML document in the encoding that its first bytes say, or else that it declares.
 *
 * @throws UserError where the encoding is not known, or the bytes are of another one
 */
export async function* xmlText(content: XmlContent): AsyncGenerator<string> {
  const declared = (DECLARED.exec(content.head)?.[1] ?? 'utf-8').toLowerCase();
  const wrong = (why: string): UserError =>
    new UserError(
      `${content.name} declares the encoding ${declared}${why}. Fetch it again; nothing of it was taken.`,
    );
  if (!KNOWN.has(declared)) throw wrong(`: expected ${[...KNOWN].join(', ')}`);
  let decoder: TextDecoder | null = null;
  const decode = (chunk?: Uint8Array): string => {
    try {
      return decoder?.decode(chunk, { stream: chunk !== undefined }) ?? '';
    } catch {
      throw wrong(', but its bytes are of another one');
    }
  };
  for await (const chunk of content.stream() as AsyncIterable<Buffer>) {
    if (decoder === null) {
      const bom = BOMS.find(({ bytes }) => bytes.every((byte, place) => chunk[place] === byte));
      if (bom === undefined && declared === 'utf-16') throw wrong(', but begins with no byte order mark');
      decoder = new TextDecoder(bom?.encoding ?? declared, { fatal: true });
    }
    for (let from = 0; from < chunk.length; from += PIECE) yield decode(chunk.subarray(from, from + PIECE));
  }
  yield decode();
}
