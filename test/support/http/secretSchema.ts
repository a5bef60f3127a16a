import { buildSchema, type GraphQLSchema } from 'graphql';
import { applyPolicies } from '../../../src/graphql/applyPolicies.js';
import type { FieldPolicy } from '../../../src/graphql/fieldPolicy.js';
import type { GraphqlContext } from '../../../src/graphql/context.js';
import { UserError } from '../../../src/userError.js';

const SDL = `
  type Query { greeting: String, rights: String }
  type Mutation {
    enter(input: EnterInput!): String
    redeem(token: String!, password: String!, note: String): String
    leave: String
    write(text: String): String
  }
  type Subscription { told: String }
  input EnterInput { email: String!, password: String!, times: Int, cookie: Boolean! = false }
`;
const ACT: FieldPolicy = { access: 'PUBLIC', freshness: 'VOLATILE' };
const READ: FieldPolicy = { access: 'PUBLIC', freshness: 'COMMIT' };

/** Returns a schema with two guesses at secrets, and tells of each mutation that is executed. */
export function secretSchema(executed: (name: string) => void): GraphQLSchema {
  const schema = buildSchema(SDL);
  for (const [name, field] of Object.entries(schema.getMutationType()?.getFields() ?? {})) {
    field.resolve = (_source, args: Readonly<Record<string, unknown>>, { caller }: GraphqlContext) => {
      executed(name);
      if (args['note'] === 'tell')
        throw new UserError(`Expected another one, got "${String(args['password'])}".`);
      if (args['note'] === 'fail') throw new Error(`cannot use ${String(args['password'])}`);
      return `${caller.kind} ${caller.rights.key}`;
    };
  }
  const { greeting, rights } = schema.getQueryType()?.getFields() ?? {};
  greeting.resolve = () => 'hello';
  rights.resolve = (_source, _args, { caller }: GraphqlContext) => caller.rights.key;
  applyPolicies(schema, [
    {
      'Query.greeting': READ,
      'Query.rights': READ,
      'Mutation.enter': {
        ...ACT,
        secretArguments: ['input.password'],
        isGuess: true,
        ignoresCredential: true,
      },
      'Mutation.redeem': {
        ...ACT,
        secretArguments: ['token', 'password'],
        isGuess: true,
        ignoresCredential: true,
      },
      'Mutation.leave': { ...ACT, ignoresCredential: true },
      'Mutation.write': ACT,
      'Subscription.told': ACT,
    },
  ]);
  return schema;
}
