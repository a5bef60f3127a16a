import type { Frame } from '../../live/sink.js';

/** The first byte of a whole text message (RFC 6455, section 5.2). Servers do not mask theirs. */
const TEXT = 0x81;
const CLOSING_BRACE = 0x7d;

/** Returns the bytes before the payload in each `next` message of an operation. */
export function nextHead(id: string): Buffer {
  return Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`);
}

/**
 * Returns the WebSocket frames of `next` messages, one per result, in one buffer, so that a socket takes one allocation
 * and one write however many results there are.
 */
export function nextFrames(head: Buffer, frames: readonly Frame[]): Buffer {
  let size = 0;
  for (const { payload } of frames) size += frameSize(head.length + payload.length + 1);
  const bytes = Buffer.allocUnsafe(size);
  let at = 0;
  for (const { payload } of frames) {
    at = writeHeader(bytes, at, head.length + payload.length + 1);
    bytes.set(head, at);
    at += head.length;
    bytes.set(payload, at);
    at += payload.length;
    bytes[at++] = CLOSING_BRACE;
  }
  return bytes;
}

function frameSize(length: number): number {
  if (length < 126) return length + 2;
  return length < 65_536 ? length + 4 : length + 10;
}

/** Writes the header of a frame, and returns where its message begins. */
function writeHeader(bytes: Buffer, at: number, length: number): number {
  bytes[at] = TEXT;
  if (length < 126) {
    bytes[at + 1] = length;
    return at + 2;
  }
  if (length < 65_536) {
    bytes[at + 1] = 126;
    return bytes.writeUInt16BE(length, at + 2);
  }
  bytes[at + 1] = 127;
  // Of the eight bytes the first two are never needed, and Node writes numbers of up to six bytes.
  bytes[at + 2] = 0;
  bytes[at + 3] = 0;
  return bytes.writeUIntBE(length, at + 4, 6);
}
