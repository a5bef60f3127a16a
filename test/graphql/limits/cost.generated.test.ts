/** The predicted cost over generated documents, which are answered by a store that is always full. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  buildSchema,
  execute,
  getNamedType,
  getNullableType,
  isCompositeType,
  isEnumType,
  isListType,
  isScalarType,
  parse,
  validate,
  type DocumentNode,
  type GraphQLFieldResolver,
  type GraphQLNamedType,
  type GraphQLResolveInfo,
} from 'graphql';
import { emitSchema } from '../../../src/graphql/emitSchema.js';
import { unitsOf } from '../../../src/graphql/limits/countedWork.js';
import { measureAnswer } from '../../../src/graphql/limits/measureAnswer.js';
import { costOf } from '../../support/graphql/costOf.js';
import { buildGreyoakSchema } from '../../../src/graphql/schema.js';
import { documents } from '../../support/graphql/documents.js';

const SEED = 20_241_008;
const DOCUMENTS = 1_000;
/** Answers of more objects than this only take time. */
const DEAREST = 5_000;

const schema = buildGreyoakSchema();
/** The same without resolvers, so that the store below answers. */
const bare = buildSchema(emitSchema());
// A text of the schema does not say which dates and tickers there are.
for (const type of Object.values(schema.getTypeMap())) {
  const other = bare.getType(type.name);
  if (!isScalarType(type) || !isScalarType(other)) continue;
  other.parseValue = type.parseValue;
  other.parseLiteral = type.parseLiteral;
}

const payloads = documents(schema, {
  ticker: ['INFY', 'M&M.NS'],
  date: ['2024-10-08', '2024-10-01'],
  sector: ['banks', 'it'],
  method: ['greyoak-1.1'],
  id: ['a', 'b', 'c', 'd'],
  cursors: {},
});

type Args = Readonly<Record<string, unknown>>;

/** What a resolver hands to the fields within: the arguments that it was asked with. */
interface Source {
  readonly args: Args;
  /** The field that returned the source, and its place in the list of that field. */
  readonly field?: string;
  readonly place?: number;
}

/** As long as lists are in a market with the shipped method, by the fields that have them. */
const LENGTHS: Readonly<Record<string, number>> = {
  sectors: 18,
  bands: 4,
  all: 6,
  parts: 5,
  guardrails: 6,
  weights: 6,
  bandThresholds: 4,
  guardrailThresholds: 7,
};

/** Components of each pillar, in the order of `Pillars.all`. */
const COMPONENTS: Readonly<Record<string, number>> = {
  fundamentals: 8,
  technicals: 5,
  relativeStrength: 3,
  ownership: 3,
  quality: 2,
  sectorMomentum: 3,
};

/** Of what is in pages, by the type that has the list, where `first` is null. */
const PAGES: Readonly<Record<string, number>> = {
  StockConnection: 50,
  ScoreConnection: 100,
  BarConnection: 260,
  RunConnection: 20,
  WhatIf: 50,
};

function lengthOf({ fieldName, parentType }: GraphQLResolveInfo, args: Args, source: Source): number {
  const keys = args['ids'] ?? args['representations'];
  if (Array.isArray(keys)) return keys.length;
  const known = LENGTHS[fieldName];
  if (known !== undefined) return known;
  const { args: maker, field = '', place = 0 } = source;
  if (fieldName === 'components') return COMPONENTS[field] ?? Object.values(COMPONENTS)[place];
  const input = maker['input'] as Args | undefined;
  const usual = PAGES[parentType.name];
  const { first: given, last } = input ?? maker;
  const first = given ?? usual;
  // The default of `first` counts as left out where `last` is given.
  const sizes = typeof last !== 'number' ? [first] : first === usual ? [last] : [first, last];
  return Math.min(
    ...sizes.map((size) => {
      if (typeof size !== 'number' || size < 0 || size > 500) throw new Error('no such page');
      return size;
    }),
  );
}

const scalarOf = (type: GraphQLNamedType): unknown => {
  if (isEnumType(type)) return type.getValues()[0].value;
  return type.name === 'Boolean' || type.name === 'Int' || type.name === 'Float' ? 1 : 'text';
};

const fullStore: GraphQLFieldResolver<Source, unknown, Args> = (source, args, _, info) => {
  const { fieldName: field } = info;
  const named = getNamedType(info.returnType);
  if (isListType(getNullableType(info.returnType))) {
    if (!isCompositeType(named)) return ['text', 'text'];
    return Array.from({ length: lengthOf(info, args, source) }, (_, place) => ({ args, field, place }));
  }
  return isCompositeType(named) ? { args, field } : scalarOf(named);
};

/** Each node of a list is of another type. */
function answerOf(document: DocumentNode, variables: Args): unknown {
  const types = ['Score', 'Stock', 'Run', 'Sector'];
  let nodes = 0;
  const result = execute({
    schema: bare,
    document,
    variableValues: variables,
    rootValue: { args: {} },
    fieldResolver: fullStore,
    typeResolver: () => types[nodes++ % types.length],
  });
  if (result instanceof Promise) throw new Error('expected an answer at once');
  return result.data;
}

function parsed(text: string): DocumentNode | null {
  try {
    return parse(text);
  } catch {
    return null;
  }
}

describe('the predicted cost of a generated document', () => {
  test('is a whole number of at least 1, and not below the objects and bytes of a full answer', () => {
    const counts = { valid: 0, answered: 0 };
    const property = fc.property(payloads, ({ query, variables }) => {
      const document = parsed(query);
      if (document === null || validate(schema, document).length > 0) return;
      counts.valid++;
      const most = costOf(schema, document, null, variables);
      const cost = unitsOf(most);
      expect(Number.isSafeInteger(cost) && cost >= 1).toBe(true);
      if (most.objects > DEAREST) return;
      const measured = measureAnswer(answerOf(document, variables));
      counts.answered++;
      expect(measured.objects).toBeLessThanOrEqual(most.objects);
      expect(measured.leaves).toBeLessThanOrEqual(most.leaves + most.objects);
      // The braces around the whole.
      expect(measured.bytes).toBeLessThanOrEqual(most.bytes + 2);
    });
    fc.assert(property, { seed: SEED, numRuns: DOCUMENTS });
    // Measured: 688 and 680.
    expect(counts.valid).toBeGreaterThan(500);
    expect(counts.answered).toBeGreaterThan(500);
  }, 120_000);
});
