import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { KEY_BOUNDS } from '../../access/keys/newApiKey.js';
import type { GraphqlContext } from '../context.js';
import { User } from '../user/user.js';
import { ApiKey } from './apiKey.js';
import { keysOfUserLoader } from './apiKeyLoaders.js';
import { ownersFor } from './ownersFor.js';

@Resolver(() => User)
export class UserApiKeys {
  @FieldResolver(() => [ApiKey], {
    description:
      `The user's API keys that are neither revoked nor expired, the newest first, at most ${KEY_BOUNDS.keys}; ` +
      'Query.apiKeys has all. Those of another user are left out without the scope KEYS_ADMIN.',
  })
  async apiKeys(
    @Root() { row: { id } }: User,
    @Ctx() { caller, loaders }: GraphqlContext,
  ): Promise<readonly ApiKey[]> {
    const owners = ownersFor(caller);
    if (owners !== 'EVERYBODY' && owners !== id) return [];
    const keys = await loaders.get(keysOfUserLoader).load({ owner: id });
    return keys.map((key) => new ApiKey(key));
  }
}
