import { Field, ID, InterfaceType } from 'type-graphql';

/** What Query.node can find again. */
@InterfaceType('Node', {
  description: 'An object with an id of its own, by which Query.node finds it again.',
})
export abstract class Node {
  @Field(() => ID, { description: 'Opaque, and unique among all nodes. It stays the same for good.' })
  abstract readonly id: string;
}
