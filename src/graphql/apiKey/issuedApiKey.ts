import { Field, ObjectType } from 'type-graphql';
import type { IssuedKey } from '../../access/keys/apiKeys.js';
import { DateTimeScalar } from '../scalars.js';
import { ApiKey } from './apiKey.js';

@ObjectType('IssuedApiKey', {
  simpleResolvers: true,
  description: 'An API key with a new secret.',
})
export class IssuedApiKey {
  @Field(() => ApiKey, { description: 'The key.' })
  readonly apiKey: ApiKey;

  @Field(() => String, {
    description: 'The secret, shown only now. Send it as `Authorization: Bearer …`.',
  })
  readonly secret: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Until when the former secret works; null: it does not, or there was none.',
  })
  readonly formerUntil: Date | null;

  constructor({ key, secret, formerUntil }: IssuedKey) {
    this.apiKey = new ApiKey(key);
    this.secret = secret;
    this.formerUntil = formerUntil;
  }
}
