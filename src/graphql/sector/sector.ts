import { Field, Float, ID, ObjectType } from 'type-graphql';
import { encodeId } from '../ids.js';
import { Node } from '../node.js';

@ObjectType('Sector', {
  implements: Node,
  simpleResolvers: true,
  description:
    'A sector group: stocks that are scored, ranked and capped together (method §11). The group "none" stands for ' +
    'those that have no group and get no scores.',
})
export class Sector implements Node {
  @Field(() => String, { description: 'Names the group in filters, such as psu_banks.' })
  readonly key: string;

  @Field(() => String, { description: 'Its name for readers, in English.' })
  readonly name: string;

  @Field(() => Boolean, { description: 'Whether its stocks are scored as lenders (method §5, F).' })
  readonly banking: boolean;

  @Field(() => Float, {
    description: 'The most points that penalties may take off, above 0 and up to 20 (method §7).',
  })
  readonly penaltyCap: number;

  constructor(key: string, name: string, banking: boolean, penaltyCap: number) {
    this.key = key;
    this.name = name;
    this.banking = banking;
    this.penaltyCap = penaltyCap;
  }

  @Field(() => ID, { description: 'Opaque; the same as long as the key is.' })
  get id(): string {
    return encodeId({ kind: 'Sector', key: this.key });
  }
}
