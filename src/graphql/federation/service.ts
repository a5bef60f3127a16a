import { Field, ObjectType } from 'type-graphql';

@ObjectType('_Service', {
  simpleResolvers: true,
  description: 'The schema as a subgraph of Apollo Federation 2.',
})
export class Service {
  @Field(() => String, {
    description: 'The schema in the schema definition language, with the keys of its entities.',
  })
  readonly sdl: string;

  constructor(sdl: string) {
    this.sdl = sdl;
  }
}
