import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { isEnumType, isInputObjectType, isInterfaceType, isObjectType, isSpecifiedScalarType } from 'graphql';
import { emitSchema } from '../../src/graphql/emitSchema.js';
import { buildGreyoakSchema } from '../../src/graphql/schema.js';

/** Everything in the schema that can carry a description, by its path. */
function* described(): Generator<[path: string, description: string | null | undefined]> {
  for (const type of Object.values(buildGreyoakSchema().getTypeMap())) {
    if (type.name.startsWith('__') || isSpecifiedScalarType(type)) continue;
    yield [type.name, type.description];
    if (isEnumType(type)) {
      for (const { name, description } of type.getValues()) yield [`${type.name}.${name}`, description];
    }
    if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) {
        yield [`${type.name}.${field.name}`, field.description];
      }
    }
    if (isObjectType(type) || isInterfaceType(type)) {
      for (const field of Object.values(type.getFields())) {
        yield [`${type.name}.${field.name}`, field.description];
        for (const { name, description } of field.args) {
          yield [`${type.name}.${field.name}(${name})`, description];
        }
      }
    }
  }
}

describe('the schema', () => {
  test('describes every type, field, argument, input field and enum value', () => {
    const all = [...described()];
    expect(all.length).toBeGreaterThan(250);
    expect(all.filter(([, description]) => !description?.trim()).map(([path]) => path)).toEqual([]);
  });

  test('is what schema.graphql says', async () => {
    const text = await readFile(new URL('../../schema.graphql', import.meta.url), 'utf8');
    expect(text).toBe(emitSchema());
  });

  test('is built once', () => {
    expect(buildGreyoakSchema()).toBe(buildGreyoakSchema());
  });
});
