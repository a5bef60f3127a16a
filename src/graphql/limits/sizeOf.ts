import { getNamedType, getNullableType, isCompositeType, isListType } from 'graphql';
import { policyOf, type Amount } from '../fieldPolicy.js';
import type { FieldVisit } from './fieldVisit.js';

/**
 * Returns how many objects a field returns for each parent at most; 0 for scalars and lists of scalars.
 *
 * @throws Error for a list of objects whose policy has no size
 */
export function sizeOf(visit: FieldVisit): number {
  const { field, coordinate } = visit;
  if (!isCompositeType(getNamedType(field.type))) return 0;
  if (!isListType(getNullableType(field.type))) return 1;
  const size = policyOf(field)?.size;
  if (size !== undefined) return amountOf(size, visit);
  throw new Error(`Expected a policy with a size for ${coordinate}, as it is a list of objects.`);
}

/** Returns how many rows a field reads for each parent. */
export function rowsOf(visit: FieldVisit): number {
  return amountOf(policyOf(visit.field)?.cost ?? 0, visit);
}

const amountOf = (amount: Amount, visit: FieldVisit): number =>
  typeof amount === 'number' ? amount : amount(visit);
