import type { GraphQLError, GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Field, ID, Info, InputType, Int, Mutation, Resolver } from 'type-graphql';
import { actorIn } from '../actorIn.js';
import { KEY_BOUNDS } from '../../access/keys/newApiKey.js';
import type { Scope } from '../../access/scopes.js';
import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';
import { ScopeEnum } from '../accessEnums.js';
import { codedError } from '../codedError.js';
import type { GraphqlContext } from '../context.js';
import { decodeId } from '../ids.js';
import { requireScope } from '../requireScope.js';
import { ApiKey, API_KEY_IDS } from './apiKey.js';
import { IssuedApiKey } from './issuedApiKey.js';
import { ownersFor } from './ownersFor.js';
import { requireUser } from './requireUser.js';

const NAME = 'What the key is for, 1 to 100 characters that print; blanks around it are left out.';
const CEILING = 'The most operations that the key may be used for in a minute, 1 or more';
const ID_OF_KEY = 'Id of the key.';

@InputType('CreateApiKeyInput', { description: 'An API key to make.' })
class CreateApiKeyInput {
  @Field(() => String, { description: NAME })
  readonly name!: string;

  @Field(() => [ScopeEnum], {
    description:
      'What the key may do: at least one scope, each once, of those that its owner has. No key can have OWN_ACCOUNT, ' +
      'USERS_ADMIN or KEYS_ADMIN.',
  })
  readonly scopes!: readonly Scope[];

  @Field(() => Int, {
    defaultValue: 90,
    description: `Days until the key ends by itself, 1 to ${KEY_BOUNDS.days}.`,
  })
  readonly expiresInDays!: number;

  @Field(() => Int, { nullable: true, description: `${CEILING}; null: as many as its owner.` })
  readonly operationsPerMinute?: number | null;
}

@InputType('UpdateApiKeyInput', { description: 'What to change of an API key: at least one thing.' })
class UpdateApiKeyInput {
  @Field(() => ID, { description: ID_OF_KEY })
  readonly id!: string;

  @Field(() => String, { nullable: true, description: `${NAME} Null: stays as it is.` })
  readonly name?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the key may do nothing until it is resumed; null: stays as it is.',
  })
  readonly paused?: boolean | null;

  @Field(() => Int, {
    nullable: true,
    description: `${CEILING}; null: as many as its owner; left out: stays as it is.`,
  })
  readonly operationsPerMinute?: number | null;
}

@Resolver()
export class ApiKeyMutations {
  @Mutation(() => IssuedApiKey, {
    description: `Makes an API key of the caller. A user has at most ${KEY_BOUNDS.keys} that are neither revoked nor expired.`,
  })
  async createApiKey(
    @Arg('input', () => CreateApiKeyInput, { description: 'The key to make.' }) input: CreateApiKeyInput,
    @Ctx() { apiKeys, caller, reads }: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<IssuedApiKey> {
    const key = { ...input, operationsPerMinute: input.operationsPerMinute ?? null };
    return new IssuedApiKey(
      await apiKeys.create(requireUser(caller), key, actorIn(caller, info), reads.signal),
    );
  }

  @Mutation(() => ApiKey, {
    description:
      "Changes an API key of the caller, or anybody's with the scope KEYS_ADMIN. A revoked key is refused.",
  })
  async updateApiKey(
    @Arg('input', () => UpdateApiKeyInput, { description: 'What to change.' })
    { id, name, paused, operationsPerMinute }: UpdateApiKeyInput,
    @Ctx() { apiKeys, caller, reads }: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ApiKey> {
    const change = { name: name ?? undefined, paused: paused ?? undefined, operationsPerMinute };
    const key = await apiKeys.update(
      keyOf(id),
      ownersFor(caller),
      change,
      actorIn(caller, info),
      reads.signal,
    );
    return new ApiKey(found(key, id));
  }

  @Mutation(() => IssuedApiKey, {
    description:
      'Gives an API key of the caller another secret. The secret of now works for a while longer, and one from before ' +
      'it ends. A key may do this to itself, with its newest secret. A revoked or expired key is refused.',
  })
  async rotateApiKey(
    @Arg('id', () => ID, { description: ID_OF_KEY }) id: string,
    @Arg('graceHours', () => Int, {
      defaultValue: 24,
      description:
        `How many hours the former secret still works, 0 to ${KEY_BOUNDS.graceHours}, but not longer than the key. ` +
        '0: it ends at once.',
    })
    graceHours: number,
    @Ctx() { apiKeys, caller, reads }: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<IssuedApiKey> {
    const key = keyOf(id);
    const isItself = caller.apiKey?.id === key;
    if (!isItself) requireScope(caller, 'OWN_ACCOUNT', 'Mutation.rotateApiKey');
    const issued = await apiKeys.rotate(
      key,
      requireUser(caller),
      graceHours,
      actorIn(caller, info),
      reads.signal,
      (locked) => {
        if (!isItself) return;
        if (locked.paused) throw pausedKey();
        if (caller.apiKey.shownPrefix !== locked.prefix) throw formerSecret();
      },
    );
    return new IssuedApiKey(found(issued, id));
  }

  @Mutation(() => ApiKey, {
    description:
      "Ends an API key of the caller for good, or anybody's with the scope KEYS_ADMIN. It stays listed. A key that is " +
      'revoked already is returned as it is.',
  })
  async revokeApiKey(
    @Arg('id', () => ID, { description: ID_OF_KEY }) id: string,
    @Ctx() { apiKeys, caller, reads }: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ApiKey> {
    return new ApiKey(
      found(await apiKeys.revoke(keyOf(id), ownersFor(caller), actorIn(caller, info), reads.signal), id),
    );
  }
}

/** @throws UserError for a text that is not the id of an API key */
function keyOf(id: string): number {
  const key = decodeId(API_KEY_IDS, id);
  if (key !== null) return key;
  throw new UserError(
    `Expected the id of an API key from an answer of this API, got "${shown(id)}": take it from the field id.`,
  );
}

/** @throws GraphQLError NOT_FOUND */
function found<Key>(key: Key | null, id: string): Key {
  if (key !== null) return key;
  throw codedError(
    'NOT_FOUND',
    `Expected the id of an API key that exists, got "${shown(id)}": apiKeys lists them.`,
    { status: 404 },
  );
}

/**
 * A key may rotate itself. But a former secret, which may have leaked, must not become a new one. Which one is former is
 * known only by the store: the caller of a socket showed its secret long ago.
 */
function formerSecret(): GraphQLError {
  return forbidden(
    'Expected the newest secret of the API key, got a former one: send the newest, or let its owner rotate it.',
  );
}

/** The key was paused after its request was received. */
function pausedKey(): GraphQLError {
  return forbidden('Expected an API key that is active, got one that is paused: let its owner resume it.');
}

function forbidden(message: string): GraphQLError {
  return codedError('FORBIDDEN', message, { status: 403 });
}
