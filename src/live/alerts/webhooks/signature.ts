import { createHmac, timingSafeEqual } from 'node:crypto';
import { SECRET_PREFIX } from './secretOf.js';

/** How far the clocks of sender and receiver may be apart, and how old a recorded delivery may be, in seconds. */
export const TOLERANCE_S = 300;

/** The headers of a delivery, as Standard Webhooks (1.0) names them. */
export interface SignedHeaders {
  /** The same on each try. */
  readonly 'webhook-id': string;
  /** When this try was signed, in seconds since 1970. */
  readonly 'webhook-timestamp': string;
  /** Versions and signatures, separated by blanks, such as "v1,…". */
  readonly 'webhook-signature': string;
}

/** Returns the headers that sign a delivery. */
export function signed(secret: string, id: string, body: string, now: Date): SignedHeaders {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signatureOf(secret, id, timestamp, body).toString('base64')}`,
  };
}

/**
 * Checks a delivery as receivers should.
 *
 * @param body the bytes as they were sent, not parsed
 * @returns null: it is ours; otherwise what is wrong with it
 */
export function signatureFault(
  secret: string,
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
  body: string | Buffer,
  now: Date,
): string | null {
  const [id, timestamp, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map(
    (name) => headers[name],
  );
  if (typeof id !== 'string' || typeof timestamp !== 'string' || typeof signatures !== 'string') {
    return 'expected the headers webhook-id, webhook-timestamp and webhook-signature, got not all of them';
  }
  const age = Math.abs(now.getTime() / 1000 - Number(timestamp));
  if (!/^\d{1,12}$/.test(timestamp) || age > TOLERANCE_S) {
    return `expected a webhook-timestamp of the last ${TOLERANCE_S} s, got another one`;
  }
  const expected = signatureOf(secret, id, timestamp, body);
  const isOurs = signatures.split(' ').some((each) => {
    const given = Buffer.from(each.replace(/^v1,/, ''), 'base64');
    return each.startsWith('v1,') && given.length === expected.length && timingSafeEqual(given, expected);
  });
  return isOurs ? null : 'expected a webhook-signature by this secret, got another one';
}

function signatureOf(secret: string, id: string, timestamp: string, body: string | Buffer): Buffer {
  const key = Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64');
  return createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
}
