import { Field, Float, ID, ObjectType } from 'type-graphql';
import { MAX_CAP } from '../../method/methodRules.js';
import { encodeId, type IdKind } from '../ids.js';
import { Node } from '../relay/node.js';

const KEY = /^[a-z][a-z0-9_]*$/;

export const SECTOR_IDS: IdKind<string> = {
  type: 'Sector',
  parts: (key) => [key],
  key: ([text = '']) => (KEY.test(text) ? text : null),
};

@ObjectType('Sector', {
  implements: Node,
  simpleResolvers: true,
  description:
    'A sector group: stocks that are compared with each other and share weights and a penalty cap (method §11). The ' +
    'group "none" holds the stocks that have no group, which are not scored.',
})
export class Sector implements Node {
  @Field(() => String, { description: 'Key of the group, as filters take it, such as psu_banks.' })
  readonly key: string;

  @Field(() => String, { description: 'Display name, in English.' })
  readonly name: string;

  @Field(() => Boolean, { description: 'Whether the stocks are scored as lenders (method §5, F).' })
  readonly banking: boolean;

  @Field(() => Float, {
    description: `The most points that the penalty can take off, above 0 and at most ${MAX_CAP} (method §7).`,
  })
  readonly penaltyCap: number;

  constructor(key: string, name: string, banking: boolean, penaltyCap: number) {
    this.key = key;
    this.name = name;
    this.banking = banking;
    this.penaltyCap = penaltyCap;
  }

  @Field(() => ID, { description: 'Opaque id. It changes only if the key does.' })
  get id(): string {
    return encodeId(SECTOR_IDS, this.key);
  }
}
