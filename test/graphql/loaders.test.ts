import { expect, test } from '@jest/globals';
import { Loaders, type LoaderSources } from '../../src/graphql/loaders.js';

const sources = {} as LoaderSources;

test('makes a loader when it is first asked for, from the sources of its operation, and keeps it', () => {
  const calls: LoaderSources[] = [];
  const factory = (from: LoaderSources) => {
    calls.push(from);
    return { loaded: calls.length };
  };
  const loaders = new Loaders(sources);
  expect(calls).toEqual([]);
  expect(loaders.get(factory)).toBe(loaders.get(factory));
  expect(calls).toEqual([sources]);
});

test('makes another loader for another operation, and for another factory', () => {
  const factory = () => ({});
  expect(new Loaders(sources).get(factory)).not.toBe(new Loaders(sources).get(factory));
  const loaders = new Loaders(sources);
  expect(loaders.get(factory)).not.toBe(loaders.get(() => ({})));
});

test('uses a loader that it was given', () => {
  const factory = () => 'made';
  expect(new Loaders(sources, [[factory, 'given']]).get(factory)).toBe('given');
});
