import { describe, expect, test } from '@jest/globals';
import { graphql } from 'graphql';
import {
  Arg,
  Authorized,
  Ctx,
  Directive,
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

@ObjectType()
class Guarded {
  @Authorized()
  @Field(() => String)
  get content(): string {
    return 'told';
  }
}

@ObjectType()
class Inheriting extends Guarded {
  @Field(() => String, { name: 'title' })
  get name(): string {
    return 'told';
  }
}

@Resolver()
class InheritingQueries {
  @Query(() => Inheriting)
  inheriting(): Inheriting {
    return new Inheriting();
  }
}

@ObjectType()
class Renamed {
  @Field(() => String, { name: 'title' })
  get name(): string {
    return 'told';
  }
}

@Resolver()
class RenamedQueries {
  @Query(() => Renamed)
  renamed(): Renamed {
    return new Renamed();
  }
}

@ObjectType()
class Marked {
  @Field(() => String)
  @Directive('@auth(requires: ADMIN)')
  readonly content: string = 'told';
}

@Resolver()
class MarkedQueries {
  @Query(() => Marked)
  marked(): Marked {
    return new Marked();
  }
}

@Resolver()
class MarkedArguments {
  @Query(() => String)
  length(@Arg('text', () => String) @Directive('@most(length: 3)') text: string): string {
    return text;
  }
}

/** Has a query of the same name as a resolver of other schemas. */
@Resolver()
class Foreign {
  @Query(() => String)
  denied(): string {
    return 'told';
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

  test('calls getters of fields with another name', async () => {
    const schema = buildDirectSchema({ resolvers: [RenamedQueries], validate: false });
    const { data } = await graphql({ schema, source: '{ renamed { title } }' });
    expect(JSON.parse(JSON.stringify(data))).toEqual({ renamed: { title: 'told' } });
  });

  test('keeps a check of all arguments', async () => {
    const schema = buildDirectSchema({
      resolvers: [Open],
      validateFn: (value) => {
        if (value === 'bad') throw new Error('refused');
      },
    });
    const source = '{ good: echo(text: "good") bad: echo(text: "bad") }';
    const { errors } = await graphql({ schema, source, contextValue: { user: 'Asha' } });
    expect(errors?.map(({ message, path }) => [message, path])).toEqual([['refused', ['bad']]]);
  });

  test('takes resolvers of its own classes only', async () => {
    const schema = buildDirectSchema({ resolvers: [Foreign], validate: false });
    const { data } = await graphql({ schema, source: '{ denied }' });
    expect(data?.['denied']).toBe('told');
    const { errors } = await answerTo('{ denied }');
    expect(errors?.map(({ message }) => message)).toEqual(['denied']);
  });

  test.each([
    ['a field', MarkedQueries, 'Marked.content'],
    ['an argument', MarkedArguments, 'Query.length(text:)'],
  ])('refuses @Directive on %s', (_, resolver, coordinate) => {
    expect(() => buildDirectSchema({ resolvers: [resolver], validate: false })).toThrow(
      `Expected ${coordinate} without @Directive, which nothing reads`,
    );
  });

  test.each([
    ['of an inherited getter', InheritingQueries, 'Inheriting.content'],
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
