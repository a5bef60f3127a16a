import { getNamedType, getNullableType, isCompositeType, isEnumType, isListType } from 'graphql';
import { policyOf, type Amount } from '../fieldPolicy.js';
import type { FieldVisit } from './fieldVisit.js';
import { INTROSPECTED } from './introspected.js';
import { INTROSPECTED_BYTES } from './introspectedBytes.js';

/** Bytes of a value by its type, with quotes. */
const BYTES: Readonly<Record<string, number>> = {
  Boolean: 5,
  Date: 12,
  DateTime: 26,
  Float: 22,
  ID: 64,
  Int: 11,
  String: 40,
  Ticker: 24,
};
/** Values of a list of scalars, where a policy does not say how many bytes it has. */
const LISTED = 5;

/**
 * Returns how many objects a field returns for each parent at most; 0 for scalars and lists of scalars.
 *
 * @throws Error for a list of objects whose policy has no size
 */
export function sizeOf(visit: FieldVisit): number {
  const { field, coordinate } = visit;
  if (!isCompositeType(getNamedType(field.type))) return 0;
  if (!isListType(getNullableType(field.type))) return 1;
  const size = policyOf(field)?.size ?? INTROSPECTED[coordinate];
  if (size !== undefined) return amountOf(size, visit);
  throw new Error(`Expected a policy with a size for ${coordinate}, as it is a list of objects.`);
}

/** Returns how many rows a field reads for each parent. */
export function rowsOf(visit: FieldVisit): number {
  return amountOf(policyOf(visit.field)?.cost ?? 0, visit);
}

/** Returns the units of work that a field takes for each parent in addition to its rows, objects and bytes. */
export function workOf(visit: FieldVisit): number {
  return amountOf(policyOf(visit.field)?.work ?? 0, visit);
}

/** Whether a field sends a statement of its own. */
export function readsOf({ field }: FieldVisit): boolean {
  const { reads = 0 } = policyOf(field) ?? {};
  return reads === 'CHAIN' || (typeof reads === 'number' && reads > 0);
}

/** Returns how many scalars a field gives for each parent. */
export function itemsOf({ field }: FieldVisit): number {
  return isListType(getNullableType(field.type)) ? LISTED : 1;
}

/** Returns how many bytes the scalars of a field take for each parent, without its key. */
export function bytesOf(visit: FieldVisit): number {
  const { field, coordinate } = visit;
  const declared = policyOf(field)?.bytes ?? INTROSPECTED_BYTES[coordinate];
  if (declared !== undefined) return declared;
  const type = getNamedType(field.type);
  const one = isEnumType(type)
    ? Math.max(...type.getValues().map(({ name }) => name.length + 2))
    : (BYTES[type.name] ?? BYTES['String']);
  return one * itemsOf(visit);
}

const amountOf = (amount: Amount, visit: FieldVisit): number =>
  typeof amount === 'number' ? amount : amount(visit);
