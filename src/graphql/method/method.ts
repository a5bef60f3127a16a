import { Field, ObjectType } from 'type-graphql';
import type { Method as MethodInForce } from '../../scoring/method.js';

@ObjectType('Method', {
  simpleResolvers: true,
  description: 'What scores are computed by: one engine with the parameters of one file.',
})
export class Method {
  readonly inForce: MethodInForce;

  @Field(() => String, { description: "The file's own name for it, such as greyoak-1.1." })
  readonly name: string;

  @Field(() => String, {
    description:
      'SHA-256 of the canonical JSON of the parameters in force (method §10), 64 hexadecimal digits.',
  })
  readonly hash: string;

  @Field(() => String, { description: 'The method file as it was written: YAML, with its comments.' })
  readonly document: string;

  constructor(inForce: MethodInForce, document: string) {
    this.inForce = inForce;
    this.name = inForce.name;
    this.hash = inForce.hash;
    this.document = document;
  }
}
