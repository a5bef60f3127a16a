import { getNullableType, isCompositeType, isListType, getNamedType } from 'graphql';
import { MOST_PER_PAGE } from '../../books/page.js';
import type { FieldVisit } from './fieldVisit.js';

type Amount = number | ((visit: FieldVisit) => number);

/** One point is one object of the answer, or one row of the store that is read. */
export interface FieldCost {
  /** Lists of objects: how many there are at most for each parent. Those of connections go by `first`. */
  readonly size?: Amount;
  /** Rows that are read for each parent, beside the objects, or work that is worth so many. */
  readonly rows?: Amount;
}

/** SQL reads one row more than the page, to know whether there is a next one. */
const pageRows = (visit: FieldVisit): number => pageOf(visit) + 1;
/** The run of a score; read where it is not a current one. */
const RUN = 1;
/** The session as of which facts are known. */
const FEATURES = 1;
const SPLITS = 20;
/** Stocks of a day. */
const CROSS_SECTION = 2_000;
/** What it is worth to go through a book in memory. */
const BOOK = 10;

/**
 * What fields cost, by schema coordinate. All others go by rule: an object is one point, each item of a list of
 * objects is one, a scalar and a list of scalars are none; all times the number of parents.
 */
export const COSTS: Readonly<Record<string, FieldCost>> = {
  'Query.stocks': { rows: BOOK },
  'Query.bands': { size: 4, rows: BOOK },
  'Query.sectors': { size: 40 },
  'Query.node': { rows: 1 + RUN },
  'Query.nodes': { size: numberOfIds, rows: (visit) => numberOfIds(visit) * (1 + RUN) },
  'Query.runs': { rows: pageRows },
  'Query.whatIf': { rows: CROSS_SECTION },

  'Mutation.rescore': { rows: 20 },
  'Mutation.recordBars': { rows: givenBars },
  'RecordedBars.refused': { size: ({ parent }) => (parent === null ? 0 : givenBars(parent)) },
  'ScoreEvent.run': { rows: RUN },

  'Stock.score': { rows: RUN },
  'Stock.scores': { rows: pageRows },
  'Stock.bars': { rows: (visit) => pageRows(visit) + SPLITS + FEATURES },
  'Stock.features': { rows: FEATURES },
  // About ten years: a dozen figures of each statement, and as many quarters as there are.
  'Stock.fundamentals': { rows: FEATURES + 600 },
  'Stock.shareholding': { rows: FEATURES + 40 },
  'ScoreConnection.totalCount': { rows: 1 },
  'BarConnection.totalCount': { rows: 1 },
  'RunConnection.totalCount': { rows: 1 },

  'Score.previous': { rows: 1 },
  'Score.guardrails': { size: 6 },
  'Pillars.all': { size: 6 },
  // As many as there are metrics that F can be made of; the shipped methods have at most five. A stock's share
  // of computing its whole day again is worth 20.
  'Pillar.components': { size: 10, rows: 20 },
  'Penalty.parts': { size: 5 },
  'Provenance.reproduced': { rows: 50 },
  'Provenance.differences': { rows: 50 },

  'Sector.momentum': { rows: 1 },

  'Method.weights': { size: 6 },
  'Method.bandThresholds': { size: 4 },
  'Method.guardrailThresholds': { size: 7 },

  'WhatIf.stocks': { size: listedByWhatIf },
  'WhatIf.bands': { size: 4 },
};

/** How many objects the field gives for each parent at most; 0 where it gives scalars. */
export function sizeOf(visit: FieldVisit): number {
  const { field, coordinate, parentType, parent } = visit;
  if (!isCompositeType(getNamedType(field.type))) return 0;
  if (!isListType(getNullableType(field.type))) return 1;
  const size = COSTS[coordinate]?.size;
  if (size !== undefined) return amountOf(size, visit);
  if (parent !== null && isListOfPage(parentType.name, field.name)) return pageOf(parent);
  throw new Error(`${coordinate} is a list without a size: give it one in COSTS`);
}

/** How many rows the field reads for each parent. */
export function rowsOf(visit: FieldVisit): number {
  return amountOf(COSTS[visit.coordinate]?.rows ?? 0, visit);
}

/** Whether it is a list that is as long as the page of its connection. */
export function isListOfPage(typeName: string, fieldName: string): boolean {
  return typeName.endsWith('Connection') && (fieldName === 'nodes' || fieldName === 'edges');
}

const amountOf = (amount: Amount, visit: FieldVisit): number =>
  typeof amount === 'number' ? amount : amount(visit);

/** The page of a field that makes a connection. A `first` of null means what it does when it is left out. */
function pageOf({ args, field }: FieldVisit): number {
  return sizeOfPage(args['first'] ?? field.args.find(({ name }) => name === 'first')?.defaultValue);
}

/** Outside of 0 to 500 the resolver refuses it, and gives nothing. */
function sizeOfPage(first: unknown): number {
  if (typeof first !== 'number')
    throw new Error(`expected a page with a number of items, got ${String(first)}`);
  return Math.min(Math.max(first, 0), MOST_PER_PAGE);
}

function numberOfIds({ args: { ids } }: FieldVisit): number {
  return Array.isArray(ids) ? ids.length : 0;
}

function givenBars({ args }: FieldVisit): number {
  const { rows } = (args['input'] ?? {}) as { readonly rows?: readonly unknown[] };
  return rows?.length ?? 0;
}

function listedByWhatIf({ parent }: FieldVisit): number {
  const input = parent?.args['input'] as { readonly first?: number | null } | undefined;
  return sizeOfPage(input?.first ?? 50);
}
