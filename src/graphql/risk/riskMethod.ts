import { Field, ObjectType } from 'type-graphql';
import { NOT_A_FORECAST } from './notAForecast.js';

@ObjectType('RiskMethod', {
  simpleResolvers: true,
  description: `The method that risks are assessed with: the parameters of one file. ${NOT_A_FORECAST}`,
})
export class RiskMethod {
  @Field(() => String, { description: 'Name of the method, from its file, such as greyoak-risk-1.0.' })
  readonly name: string;

  @Field(() => String, {
    description: 'SHA-256 of the canonical JSON of the parameters, 64 hexadecimal digits.',
  })
  readonly hash: string;

  @Field(() => String, { description: 'Text of the method file: YAML, with its comments.' })
  readonly document: string;

  constructor({ name, hash }: { readonly name: string; readonly hash: string }, document: string) {
    this.name = name;
    this.hash = hash;
    this.document = document;
  }
}
