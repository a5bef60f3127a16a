/** The policies that the examples give to Apollo's cache, against the schema. */
import { readFileSync } from 'node:fs';
import { gql, InMemoryCache } from '@apollo/client';
import { describe, expect, test } from '@jest/globals';
import {
  buildSchema,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
} from 'graphql';
import { apolloCache } from '../../examples/live/apolloCache.js';

const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
const objects = Object.values(schema.getTypeMap()).filter(isObjectType);
const { possibleTypes = {}, typePolicies = {} } = apolloCache;

test('names the types of each interface', () => {
  const interfaces = Object.values(schema.getTypeMap()).filter(isInterfaceType);
  expect(possibleTypes).toEqual(
    Object.fromEntries(
      interfaces.map((type) => [
        type.name,
        schema
          .getPossibleTypes(type)
          .map(({ name }) => name)
          .sort(),
      ]),
    ),
  );
});

test('joins each part without an id that what has one holds', () => {
  const reached = objects.filter((type) => 'id' in type.getFields());
  const missing: string[] = [];
  for (const type of reached) {
    for (const field of Object.values(type.getFields())) {
      const part = getNamedType(field.type);
      if (!isObjectType(part) || 'id' in part.getFields() || part.name.endsWith('Connection')) continue;
      if (!reached.includes(part)) reached.push(part);
      const { merge } = typePolicies[part.name] ?? {};
      const ofField = typePolicies[type.name]?.fields?.[field.name];
      if (isListType(getNullableType(field.type)) ? ofField === undefined : merge === undefined) {
        missing.push(`${type.name}.${field.name}`);
      }
    }
  }
  expect(missing).toEqual([]);
});

describe('two selections', () => {
  const written = (first: object, second: object, field: string) => {
    const cache = new InMemoryCache(apolloCache);
    const query = gql`{ stock(ticker: "A.NS") { id ${field} } }`;
    for (const part of [first, second]) {
      const stock = { __typename: 'Stock', id: '1', ...part };
      cache.writeQuery({ query: gql`{ stock(ticker: "A.NS") { id ${fieldOf(part)} } }`, data: { stock } });
    }
    return cache.readQuery<{ stock: Record<string, object> }>({ query })?.stock ?? null;
  };
  /** The selection of a part as it is written. */
  const fieldOf = (part: object): string =>
    Object.entries(part)
      .filter(([name]) => name !== '__typename')
      .map(([name, value]) => {
        const inner: unknown = Array.isArray(value) ? value[0] : value;
        return typeof inner === 'object' && inner !== null ? `${name} { ${fieldOf(inner)} }` : name;
      })
      .join(' ');
  const features = (date: string, figures: object) => ({
    features: { __typename: 'Features', date, ...figures },
  });

  test('of the figures of one day are joined', () => {
    const both = written(
      features('2024-05-02', { dma20: 1 }),
      features('2024-05-02', { dma200: 2 }),
      'features { date dma20 dma200 }',
    );
    expect(both?.['features']).toMatchObject({ dma20: 1, dma200: 2 });
  });

  test('of figures of different days are not: the newer one stands alone', () => {
    const both = written(
      features('2024-05-02', { dma20: 1 }),
      features('2024-05-03', { dma200: 2 }),
      'features { date dma20 dma200 }',
    );
    expect(both).toBeNull();
  });

  test('of a list of parts are joined item by item', () => {
    const score = (parts: readonly object[]) => ({
      score: {
        __typename: 'Score',
        id: '2',
        pillars: { __typename: 'Pillars', all: parts.map((part) => ({ __typename: 'Pillar', ...part })) },
      },
    });
    const both = written(
      score([{ name: 'QUALITY', score: 1 }]),
      score([{ name: 'QUALITY', weight: 0.5 }]),
      'score { id pillars { all { name score weight } } }',
    );
    expect(both?.['score']).toMatchObject({ pillars: { all: [{ name: 'QUALITY', score: 1, weight: 0.5 }] } });
  });
});
