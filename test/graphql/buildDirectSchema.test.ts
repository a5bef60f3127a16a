import 'reflect-metadata';
import { describe, expect, test } from '@jest/globals';
import { graphql } from 'graphql';
import {
  Arg,
  Authorized,
  Ctx,
  Field,
  FieldResolver,
  ObjectType,
  Query,
  Resolver,
  Root,
  UseMiddleware,
  type MiddlewareFn,
} from 'type-graphql';
import { buildDirectSchema } from '../../src/graphql/buildDirectSchema.js';

const deny: MiddlewareFn = () => {
  throw new Error('denied');
};

@ObjectType()
class Thing {
  @Field(() => String)
  get name(): string {
    return 'told';
  }

  @Field(() => String)
  @UseMiddleware(deny)
  get denied(): string {
    return 'told';
  }
}

@Resolver(() => Thing)
class Open {
  @Query(() => Thing)
  thing(): Thing {
    return new Thing();
  }

  @Query(() => String)
  @UseMiddleware(deny)
  denied(): string {
    return 'told';
  }

  @Query(() => String)
  echo(@Arg('text', () => String) text: string, @Ctx('user') user: string): string {
    return `${user} says ${text}`;
  }

  @FieldResolver(() => String)
  twice(@Root() { name }: Thing): string {
    return name + name;
  }
}

@Resolver()
class Secrets {
  @Authorized('ADMIN')
  @Query(() => String)
  secret(): string {
    return 'told';
  }
}

@ObjectType({ simpleResolvers: true })
class Safe {
  @Authorized()
  @Field(() => String)
  readonly content = 'told';
}

@Resolver()
class SafeQueries {
  @Query(() => Safe)
  safe(): Safe {
    return new Safe();
  }
}

const answerTo = (source: string) =>
  graphql({
    schema: buildDirectSchema({ resolvers: [Open], validate: false }),
    source,
    contextValue: { user: 'Asha' },
  });

describe('buildDirectSchema', () => {
  test('calls resolvers, field resolvers and getters', async () => {
    const { data } = await answerTo('{ thing { name twice } echo(text: "hello") }');
    expect(JSON.parse(JSON.stringify(data))).toEqual({
      thing: { name: 'told', twice: 'toldtold' },
      echo: 'Asha says hello',
    });
  });

  test.each(['{ denied }', '{ thing { denied } }'])('keeps middlewares: %s', async (source) => {
    const { errors } = await answerTo(source);
    expect(errors?.map(({ message }) => message)).toEqual(['denied']);
  });

  test.each([
    ['of a query', Secrets, 'Query.secret'],
    ['of a field with a simple resolver', SafeQueries, 'Safe.content'],
  ])('refuses @Authorized %s', (_, resolver, coordinate) => {
    expect(() => buildDirectSchema({ resolvers: [resolver], validate: false })).toThrow(
      `Expected ${coordinate} without @Authorized, which is not honoured: name the scope in the policy of the field.`,
    );
  });

  test.each([
    ['authChecker', { authChecker: () => false }],
    ['globalMiddlewares', { globalMiddlewares: [deny] }],
    ['container', { container: { get: () => new Open() } }],
  ])('refuses %s', (name, options) => {
    expect(() => buildDirectSchema({ resolvers: [Open], validate: false, ...options })).toThrow(
      `Expected a schema without ${name}, as resolvers are called directly`,
    );
  });
});
