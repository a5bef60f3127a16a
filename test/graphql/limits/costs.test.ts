import { describe, expect, test } from '@jest/globals';
import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isObjectType,
  type GraphQLField,
} from 'graphql';
import { COSTS, isListOfPage } from '../../../src/graphql/limits/costs.js';
import { READS } from '../../../src/graphql/limits/readsInARow.js';
import { buildGreyoakSchema } from '../../../src/graphql/schema.js';
import { FUNDAMENTAL_COMPONENTS } from '../../../src/scoring/hygiene.js';
import { PENALTIES, GUARDRAILS, BANDS } from '../../../src/scoring/names.js';

interface Place {
  readonly typeName: string;
  readonly field: GraphQLField<unknown, unknown>;
}

const schema = buildGreyoakSchema();
const places: readonly Place[] = Object.values(schema.getTypeMap())
  .filter((type) => !type.name.startsWith('__') && (isObjectType(type) || isInterfaceType(type)))
  .flatMap((type) =>
    isObjectType(type) || isInterfaceType(type)
      ? Object.values(type.getFields()).map((field) => ({ typeName: type.name, field }))
      : [],
  );
const coordinateOf = ({ typeName, field }: Place): string => `${typeName}.${field.name}`;
const isListOfObjects = ({ field }: Place): boolean =>
  isListType(getNullableType(field.type)) && isCompositeType(getNamedType(field.type));

describe('the tables', () => {
  test('name fields that exist', () => {
    const known = new Set(places.map(coordinateOf));
    expect(known.size).toBeGreaterThan(150);
    const unknown = [...Object.keys(COSTS), ...Object.keys(READS)].filter((name) => !known.has(name));
    expect(unknown).toEqual([]);
  });

  test('give every list of objects a size, unless it is that of a page', () => {
    const lists = places.filter(isListOfObjects);
    const sized = Object.keys(COSTS).filter((coordinate) => COSTS[coordinate].size !== undefined);
    const ofPages = lists
      .filter(({ typeName, field }) => isListOfPage(typeName, field.name))
      .map(coordinateOf);
    expect([...sized, ...ofPages].sort()).toEqual(lists.map(coordinateOf).sort());
    expect(ofPages).toHaveLength(8);
  });

  test('know the page of every connection: its field has first, with a default', () => {
    const makers = places.filter(({ field }) => getNamedType(field.type).name.endsWith('Connection'));
    const pages = makers.map((place) => [
      coordinateOf(place),
      place.field.args.find(({ name }) => name === 'first')?.defaultValue,
    ]);
    expect(Object.fromEntries(pages)).toEqual({
      'Query.stocks': 50,
      'Query.runs': 20,
      'Stock.scores': 100,
      'Stock.bars': 260,
    });
    // Where it is null, WhatIf.stocks is as long as where it is left out.
    const input = schema.getType('WhatIfInput');
    expect(isInputObjectType(input) && input.getFields()['first'].defaultValue).toBe(50);
  });

  test('have the sizes of the method', () => {
    const sizes = Object.entries(COSTS).map(([coordinate, { size }]) => [coordinate, size]);
    expect(Object.fromEntries(sizes)).toMatchObject({
      'Penalty.parts': PENALTIES.length,
      'Score.guardrails': GUARDRAILS.length,
      // ILLIQUIDITY has one for each mode.
      'Method.guardrailThresholds': GUARDRAILS.length + 1,
      'Method.bandThresholds': BANDS.length,
      'Query.bands': BANDS.length,
      'WhatIf.bands': BANDS.length,
      'Pillar.components': FUNDAMENTAL_COMPONENTS.length,
    });
  });
});
