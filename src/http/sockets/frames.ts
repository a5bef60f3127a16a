import type { Frame } from '../../live/sink.js';

/** A whole text message that is not masked, as servers send them (RFC 6455, section 5.2). */
const TEXT = 0x81;
const CLOSING_BRACE = 0x7d;

/** What stands before the payload in each `next` message of an operation. */
export function nextHead(id: string): Buffer {
  return Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`);
}

/**
 * The WebSocket frames of `next` messages, one per result, in one buffer: with ten thousand sockets, an allocation
 * and a write for each result and socket would cost more than the copying does.
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

/** Returns where the message begins. */
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
  // Of the eight bytes the first two are never needed, and six are what a number can be written to.
  bytes[at + 2] = 0;
  bytes[at + 3] = 0;
  return bytes.writeUIntBE(length, at + 4, 6);
}
