import { describe, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { SubscriptionMemory } from '../../../src/graphql/operation/subscriptionMemory.js';

const DOCUMENT = parse('subscription { a }');
const limits = { variables: 1_000, ofCaller: 20_000, ofAll: 50_000 };
const held = (group: string, caller = 'a', document = DOCUMENT) => ({
  caller,
  group,
  document,
  variableCharacters: 100,
});

describe('SubscriptionMemory', () => {
  test('counts equal documents and groups once, until the last one has ended', () => {
    const memory = new SubscriptionMemory(limits);
    const ends = [memory.hold(held('g'))];
    const { bytes } = memory;
    expect(bytes).toBe(18 * 100 + 4_096 + 1_000);
    for (const caller of ['a', 'b', 'c']) ends.push(memory.hold(held('g', caller)));
    expect(memory.bytes).toBe(bytes);
    ends.push(memory.hold(held('h')));
    expect(memory.bytes).toBe(bytes + 4_096 + 1_000);
    for (const end of ends) {
      end();
      end();
    }
    expect(memory.bytes).toBe(0);
  });

  test('refuses what is too much of a caller, or of all, and has room again once some have ended', () => {
    const memory = new SubscriptionMemory(limits);
    const ends = ['1', '2', '3'].map((group) => memory.hold(held(group)));
    expect(() => memory.hold(held('4'))).toThrow('at most 20000 bytes');
    for (const caller of ['b', 'c']) {
      for (const group of ['1', '2', '3']) ends.push(memory.hold(held(`${caller}${group}`, caller)));
    }
    expect(() => memory.hold(held('d', 'd'))).toThrow('too many subscriptions');
    ends[0]();
    memory.hold(held('4'));
    for (const end of ends) end();
  });

  test('refuses long variables', () => {
    const memory = new SubscriptionMemory(limits);
    expect(() => memory.hold({ ...held('1'), variableCharacters: 1_001 })).toThrow(
      'Expected variables of a subscription of at most 1000 characters, got 1001',
    );
    expect(memory.bytes).toBe(0);
  });
});
