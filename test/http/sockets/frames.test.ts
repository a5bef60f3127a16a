import { describe, expect, test } from '@jest/globals';
import { nextFrames, nextHead } from '../../../src/http/sockets/frames.js';
import type { Frame } from '../../../src/live/sink.js';

const frame = (payload: string): Frame => ({ cursor: null, payload: Buffer.from(payload) });

/** The texts of unmasked frames, read as RFC 6455, section 5.2 has them: the shortest form of a length, FIN set. */
function textsOf(bytes: Buffer): string[] {
  const texts: string[] = [];
  let at = 0;
  while (at < bytes.length) {
    expect(bytes[at]).toBe(0x81);
    let length = bytes[at + 1];
    at += 2;
    if (length === 126) {
      length = bytes.readUInt16BE(at);
      expect(length).toBeGreaterThan(125);
      at += 2;
    } else if (length === 127) {
      length = Number(bytes.readBigUInt64BE(at));
      expect(length).toBeGreaterThan(65_535);
      at += 8;
    }
    texts.push(bytes.toString('utf8', at, at + length));
    at += length;
  }
  expect(at).toBe(bytes.length);
  return texts;
}

describe('a frame', () => {
  // Around 7, 16 and 64 bits of length.
  test.each([41, 42, 125, 126, 127, 65_535, 65_536, 65_537, 1_000_000])(
    'of %i bytes is read whole',
    (size) => {
      const head = nextHead('1');
      const payload = `"${'x'.repeat(size - head.length - 3)}"`;
      const [text, ...others] = textsOf(nextFrames(head, [frame(payload)]));
      expect(others).toEqual([]);
      expect(text).toHaveLength(size);
      expect(text).toBe(`{"id":"1","type":"next","payload":${payload}}`);
    },
  );

  test.each(['a"b\\c', 'नमस्ते', '🦉', '\ud800', '\u0000\n', '}{', '"'.repeat(256)])(
    'has the id %j unchanged',
    (id) => {
      const [text] = textsOf(nextFrames(nextHead(id), [frame('{"data":null}')]));
      // A lone surrogate is escaped, so that the frame is UTF-8.
      expect(JSON.parse(text)).toEqual({ id, type: 'next', payload: { data: null } });
    },
  );
});

test('a thousand results are as many frames of one buffer, in order', () => {
  const payloads = Array.from({ length: 1000 }, (_, k) => `{"data":${k},"pad":"${'é'.repeat(k)}"}`);
  const texts = textsOf(nextFrames(nextHead('all'), payloads.map(frame)));
  expect(texts).toEqual(payloads.map((payload) => `{"id":"all","type":"next","payload":${payload}}`));
});

test('no results are no bytes', () => {
  expect(nextFrames(nextHead('1'), [])).toHaveLength(0);
});
