/** A place in a log: after the event at a position. */
export interface EventCursor {
  /** The UUID of the log, which changes when the log is rebuilt or restored. */
  readonly epoch: string;
  /** 0 stands for the beginning, before the first event. */
  readonly position: number;
}

const EPOCH_BYTES = 16;
const BYTES = EPOCH_BYTES + 8;

/** So many bytes have no padding in base64, so that the texts of several cursors can be joined. */
const LENGTH = (BYTES * 4) / 3;

/** Returns an opaque text of 32 characters, which may stand in addresses and headers. */
export function encodeEventCursor({ epoch, position }: EventCursor): string {
  const bytes = Buffer.alloc(BYTES);
  bytes.write(epoch.replaceAll('-', ''), 'hex');
  bytes.writeBigUInt64BE(BigInt(position), EPOCH_BYTES);
  return bytes.toString('base64url');
}

/**
 * Reads cursors that were joined: the ends of several logs as of one moment. A single cursor is a list of one.
 *
 * @returns null for every other text
 */
export function decodeEventCursors(text: string): readonly EventCursor[] | null {
  const parts = Array.from({ length: Math.ceil(text.length / LENGTH) }, (_, k) =>
    decodeEventCursor(text.slice(k * LENGTH, (k + 1) * LENGTH)),
  );
  return parts.length > 0 && parts.every((part) => part !== null) ? parts : null;
}

/** Reads what `encodeEventCursor` gave; null for every other text. */
export function decodeEventCursor(text: string): EventCursor | null {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.length !== BYTES || bytes.toString('base64url') !== text) return null;
  const hex = bytes.toString('hex', 0, EPOCH_BYTES);
  const epoch = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  const position = Number(bytes.readBigUInt64BE(EPOCH_BYTES));
  return Number.isSafeInteger(position) ? { epoch, position } : null;
}
