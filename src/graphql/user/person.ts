import { Field, ID, ObjectType } from 'type-graphql';
import { encodeId } from '../ids.js';
import { USER_IDS } from './user.js';

@ObjectType('Person', {
  simpleResolvers: true,
  description: 'Who owns or did something, as others may know it.',
})
export class Person {
  @Field(() => String, { description: 'Name of the user.' })
  readonly name: string;

  readonly #id: number;

  constructor({ id, name }: { readonly id: number; readonly name: string }) {
    this.#id = id;
    this.name = name;
  }

  @Field(() => ID, { description: 'Id of the user.' })
  get id(): string {
    return encodeId(USER_IDS, this.#id);
  }
}
