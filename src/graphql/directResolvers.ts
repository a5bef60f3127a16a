import {
  getNamedType,
  isInputObjectType,
  isObjectType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import type { GraphqlContext } from './context.js';

type Resolve = GraphQLFieldResolver<unknown, GraphqlContext>;
type Parameter = (...call: Parameters<Resolve>) => unknown;
type Method = (...values: unknown[]) => unknown;

/** What type-graphql knows of a method that resolves a field. */
type Handler = Pick<
  ReturnType<typeof getMetadataStorage>['queries'][number],
  'methodName' | 'middlewares' | 'params' | 'schemaName' | 'target'
>;

/**
 * Lets resolvers be called as they are. type-graphql puts a handler around each that sorts the parameters, asks a
 * container and looks for middlewares at every call, and reads getters through it too: a page of fifty scores took
 * twice as long. Fields with middlewares, or with arguments that become instances of classes, keep it.
 */
export function resolveDirectly(schema: GraphQLSchema): void {
  const { fieldResolvers, objectTypes, queries } = getMetadataStorage();
  const instances = new Map<object, object>();
  const instanceOf = (target: Handler['target']): object => {
    let instance = instances.get(target);
    // Resolvers keep nothing: one of a kind serves all.
    if (instance === undefined) instances.set(target, (instance = Reflect.construct(target, []) as object));
    return instance;
  };
  const fieldOf = (typeName: string, name: string) => {
    const type = schema.getType(typeName);
    return isObjectType(type) ? type.getFields()[name] : undefined;
  };
  for (const query of queries) makeDirect(fieldOf('Query', query.schemaName), query, instanceOf);
  const nameOf = new Map(objectTypes.map(({ name, target }) => [target, name]));
  for (const resolver of fieldResolvers) {
    const owner = nameOf.get(resolver.getObjectType?.() as Handler['target']);
    const field = owner === undefined ? undefined : fieldOf(owner, resolver.schemaName);
    if (resolver.kind === 'external') makeDirect(field, resolver, instanceOf);
    else if (field && isGetter(resolver)) delete field.resolve;
  }
}

const isGetter = ({ target, methodName }: Handler): boolean =>
  Object.getOwnPropertyDescriptor((target as { readonly prototype: object }).prototype, methodName)?.get !==
  undefined;

function makeDirect(
  field: GraphQLField<unknown, unknown> | undefined,
  handler: Handler,
  instanceOf: (target: Handler['target']) => object,
): void {
  const { methodName, middlewares = [], params = [], target } = handler;
  if (field === undefined || middlewares.length > 0) return;
  const parameters = params.toSorted((a, b) => a.index - b.index).map((param) => parameterOf(param, field));
  if (!parameters.every((parameter) => parameter !== null)) return;
  const instance = instanceOf(target);
  const method = (instance as Readonly<Record<string, Method>>)[methodName];
  const resolve: Resolve = (...call) =>
    method.apply(
      instance,
      parameters.map((parameter) => parameter(...call)),
    );
  field.resolve = resolve as GraphQLFieldResolver<unknown, unknown>;
}

/** Null where type-graphql makes something of the value. */
function parameterOf(
  param: NonNullable<Handler['params']>[number],
  { args }: GraphQLField<unknown, unknown>,
): Parameter | null {
  switch (param.kind) {
    case 'root':
      return (root) => root;
    case 'context':
      return (_root, _args, context) => context;
    case 'info':
      return (_root, _args, _context, info) => info;
    case 'arg': {
      const { name } = param;
      const type = args.find((one) => one.name === name)?.type;
      if (type === undefined || isInputObjectType(getNamedType(type))) return null;
      return (_root, values) => (values as Readonly<Record<string, unknown>>)[name];
    }
    default:
      return null;
  }
}
