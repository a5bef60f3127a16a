import { Field, ObjectType } from 'type-graphql';
import type { Evidence } from '../../validation/figures/names.js';
import { EvidenceEnum } from './validationEnums.js';

@ObjectType('Verdict', {
  simpleResolvers: true,
  description:
    'Whether a mode of a method has predicted returns: over 20 sessions for TRADER and 120 for INVESTOR, of the 300 most traded ' +
    'stocks, from the start of WARM or from `validated_from` of the method, whichever is later.',
})
export class Verdict {
  @Field(() => EvidenceEnum, { description: 'The evidence; NOT_YET where nothing was validated yet.' })
  readonly evidence!: Evidence;

  @Field(() => String, { description: 'The verdict in words, with its numbers.' })
  readonly sentence!: string;
}
