import { Field, ID, InterfaceType } from 'type-graphql';

/** The interface of every object that Query.node finds. */
@InterfaceType('Node', {
  description: 'An object with an id, by which Query.node finds it again.',
})
export abstract class Node {
  @Field(() => ID, { description: 'Opaque id, unique among all nodes. It never changes.' })
  abstract readonly id: string;
}
