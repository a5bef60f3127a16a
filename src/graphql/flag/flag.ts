import { Field, Int, ObjectType } from 'type-graphql';
import { flagCounts } from '../../market/flags/flagCounts.js';
import type { FlagKind } from '../../market/imports/refusal.js';
import { FlagKindEnum } from '../factEnums.js';

@ObjectType('Flag', {
  simpleResolvers: true,
  description: 'What is odd about a fact. The fact counts all the same.',
})
export class Flag {
  @Field(() => FlagKindEnum, { description: 'What is odd.' })
  readonly kind: FlagKind;

  @Field(() => String, { description: 'The numbers that show it.' })
  readonly detail: string;

  constructor({ kind, detail }: { readonly kind: FlagKind; readonly detail: string }) {
    this.kind = kind;
    this.detail = detail;
  }
}

@ObjectType('FlagCount', { simpleResolvers: true, description: 'How many flags there are of one kind.' })
export class FlagCount {
  @Field(() => FlagKindEnum, { description: 'The kind.' })
  readonly kind: FlagKind;

  @Field(() => Int, { description: 'How many, at least 1.' })
  readonly count: number;

  constructor(kind: FlagKind, count: number) {
    this.kind = kind;
    this.count = count;
  }
}

/** Counts flags by kind, in the order of the enum. Kinds that do not occur are left out. */
export const flagCountsOf = (flags: readonly { readonly kind: FlagKind }[]): readonly FlagCount[] =>
  flagCounts(flags).map(({ kind, count }) => new FlagCount(kind, count));
