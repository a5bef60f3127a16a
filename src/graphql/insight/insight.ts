import { Field, ObjectType } from 'type-graphql';
import type { Insight as Found } from '../../companies/analysis/insight.js';
import { NamedNumber } from './namedNumber.js';

@ObjectType('Insight', {
  simpleResolvers: true,
  description: 'What a rule found in the figures. A rule that does not fire says nothing.',
})
export class Insight {
  @Field(() => String, { description: 'Name of the rule, for programs, such as HIGH_CONCENTRATION.' })
  readonly rule: string;

  @Field(() => String, { description: 'What it found, in English, with the numbers.' })
  readonly sentence: string;

  @Field(() => [NamedNumber], { description: 'The numbers that fired the rule.' })
  readonly numbers: readonly NamedNumber[];

  constructor({ rule, sentence, numbers }: Found) {
    this.rule = rule;
    this.sentence = sentence;
    this.numbers = numbers.map((number) => new NamedNumber(number));
  }
}
