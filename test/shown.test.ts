import { describe, expect, test } from '@jest/globals';
import { printable } from '../src/printable.js';
import { shown } from '../src/shown.js';
import { UserError } from '../src/userError.js';

/** One of each kind of characters that a terminal, a log viewer or a reader could be deceived by. */
const UNSAFE = [
  ['NUL', '\0'],
  ['ESC', '\x1b'],
  ['carriage return', '\r'],
  ['backspace', '\b'],
  ['DEL', '\x7f'],
  ['CSI of C1', '\x9b'],
  ['line separator', '\u2028'],
  ['paragraph separator', '\u2029'],
  ['override of the direction', '\u202E'],
  ['isolate of the direction', '\u2066'],
  ['Arabic letter mark', '\u061C'],
  ['zero-width space', '\u200B'],
  ['byte order mark', '\uFEFF'],
  ['tag', '\u{E0041}'],
  ['half a surrogate pair', '\uD834'],
] as const;

describe('printable', () => {
  test.each(UNSAFE)('replaces %s', (_, character) => {
    expect(printable(`a${character}b`)).toBe('a\uFFFDb');
  });

  test('keeps lines, tabs and the letters of every script', () => {
    const text = 'रिलायंस\t€ 𝄞 👍🏽\nnext';
    expect(printable(text)).toBe(text);
  });
});

describe('shown', () => {
  test.each([...UNSAFE, ['line feed', '\n'], ['tab', '\t']])('replaces %s', (_, character) => {
    expect(shown(`a${character}b`)).toBe('a\uFFFDb');
  });

  test('cuts after 79 characters, never within one', () => {
    expect(shown('𝄞'.repeat(80))).toBe('𝄞'.repeat(80));
    expect(shown('𝄞'.repeat(81))).toBe(`${'𝄞'.repeat(79)}…`);
    expect(shown(`a${'𝄞'.repeat(1_000_000)}`)).toBe(`a${'𝄞'.repeat(78)}…`);
  });
});

test('a UserError shows nothing that a terminal acts on', () => {
  const { message, stack } = new UserError('Expected a, got \x1b]0;b\x07.\n  Then this.');
  expect(message).toBe('Expected a, got \uFFFD]0;b\uFFFD.\n  Then this.');
  expect(stack).toBe(`UserError: ${message}`);
});
