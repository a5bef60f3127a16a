import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { GraphqlContext } from '../context.js';
import type { MaybePromise } from '../maybePromise.js';
import { Run } from './run.js';
import { methodNameLoader } from './runLoaders.js';

@Resolver(() => Run)
export class RunMethod {
  @FieldResolver(() => String, { description: 'Name of the method, such as greyoak-1.1.' })
  methodName(
    @Root() { methodHash }: Run,
    @Ctx() { snapshot, loaders }: GraphqlContext,
  ): MaybePromise<string> {
    // A run that was stored a moment ago may have a method that the snapshot lacks.
    return snapshot.nameOfMethod(methodHash) ?? loaders.get(methodNameLoader).load(methodHash);
  }
}
