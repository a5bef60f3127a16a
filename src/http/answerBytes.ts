import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { negotiate } from '@fastify/accept-negotiator';

export type Encoding = 'br' | 'gzip';

export interface EncodedAnswer {
  readonly bytes: Buffer;
  /** Null for the plain bytes, without Content-Encoding. */
  readonly encoding: Encoding | null;
}

/** Answers of up to so many bytes are sent plain, because they fit one packet as they are. */
const SMALL = 1024;

/** The codings that the server offers, the best first. */
const CODINGS: (Encoding | 'identity')[] = ['br', 'gzip', 'identity'];

/**
 * The bytes of one answer, plain and in the encodings that were asked for so far. The answer never changes, but its `size`
 * grows with each encoding. Responses that are made of it vary by Accept-Encoding.
 */
export class AnswerBytes {
  /** The plain bytes, which must not be changed. */
  readonly plain: Buffer;
  readonly #encoded: Partial<Record<Encoding, Promise<Buffer> | undefined>> = {};
  #size: number;
  #etag: string | undefined;

  constructor(text: string) {
    this.plain = ownBytes(Buffer.from(text));
    this.#size = this.plain.length;
  }

  /** How many bytes are kept, in all encodings together. */
  get size(): number {
    return this.#size;
  }

  /** The ETag of the plain bytes: strong, in quotes. */
  get etag(): string {
    this.#etag ??= `"${createHash('sha256').update(this.plain).digest('base64url')}"`;
    return this.#etag;
  }

  /** The ETag of the bytes in an encoding, which differs from that of other bytes (RFC 9110, 8.8.3.3). */
  etagOf(encoding: Encoding | null): string {
    return encoding === null ? this.etag : `${this.etag.slice(0, -1)}-${encoding}"`;
  }

  /**
   * Chooses the encoding for an Accept-Encoding header; null for plain. Small answers are sent plain unless the header
   * refuses that. So is any answer where the header refuses everything, which RFC 9110 (12.5.3) leaves to the server.
   */
  encodingFor(acceptEncoding: string | undefined): Encoding | null {
    if (acceptEncoding === undefined) return null;
    const accepted = withoutWildcard(acceptEncoding);
    const chosen = negotiate(accepted, CODINGS);
    if (chosen === null || chosen === 'identity') return null;
    return this.plain.length > SMALL || refusesPlain(accepted) ? chosen : null;
  }

  /** Returns the bytes in the best encoding that the header accepts. Each encoding is made once. */
  async encodedFor(acceptEncoding: string | undefined): Promise<EncodedAnswer> {
    const encoding = this.encodingFor(acceptEncoding);
    return { bytes: encoding === null ? this.plain : await this.#bytesIn(encoding), encoding };
  }

  #bytesIn(encoding: Encoding): Promise<Buffer> {
    return (this.#encoded[encoding] ??= this.#encode(encoding));
  }

  async #encode(encoding: Encoding): Promise<Buffer> {
    try {
      const bytes = ownBytes(await ENCODERS[encoding](this.plain));
      this.#size += bytes.length;
      return bytes;
    } catch (error) {
      // The next request tries again.
      this.#encoded[encoding] = undefined;
      throw error;
    }
  }
}

const asGzip = promisify<Buffer, { level: number }, Buffer>(gzip);
const asBrotli = promisify<Buffer, { params: Record<number, number> }, Buffer>(brotliCompress);

const ENCODERS: Readonly<Record<Encoding, (plain: Buffer) => Promise<Buffer>>> = {
  br: (plain) =>
    asBrotli(plain, {
      params: {
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        // The default of 11 makes a page of 26 kB 13 % smaller, but takes fifty times as long.
        [constants.BROTLI_PARAM_QUALITY]: 4,
        [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
      },
    }),
  gzip: (plain) => asGzip(plain, { level: 6 }),
};

/** Copies buffers that are windows onto a pool of 8 to 16 kB, which would stay in memory as long as they do. */
function ownBytes(bytes: Buffer): Buffer {
  if (bytes.buffer.byteLength === bytes.length) return bytes;
  const own = Buffer.allocUnsafeSlow(bytes.length);
  bytes.copy(own);
  return own;
}

/**
 * Returns an Accept-Encoding header in lower case and without blanks, with `*` written out as the codings that it does
 * not name. The negotiator takes `*` for its first coding, even in `br;q=0, *`, and distinguishes upper from lower case.
 */
function withoutWildcard(acceptEncoding: string): string {
  const header = acceptEncoding.toLowerCase().replace(/[ \t]/g, '');
  if (!header.includes('*')) return header;
  const entries = header.split(',');
  const named = new Set(entries.map((entry) => entry.split(';', 1)[0]));
  const others = CODINGS.filter((coding) => !named.has(coding));
  return entries
    .flatMap((entry) => (/^\*(;|$)/.test(entry) ? others.map((coding) => coding + entry.slice(1)) : entry))
    .join(',');
}

function refusesPlain(accepted: string): boolean {
  return /(^|,)identity;q=0(\.0*)?(,|$)/.test(accepted);
}
