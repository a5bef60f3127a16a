import { Kind, lexicographicSortSchema, parse, print, printSchema, visit, type GraphQLSchema } from 'graphql';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])';

/** Directives by the type that they stand at. Every Relay API has a PageInfo and a Node of its own. */
const DIRECTIVES: Readonly<Record<string, string>> = {
  Stock: '@key(fields: "ticker")',
  Score: '@key(fields: "id")',
  Sector: '@key(fields: "key")',
  PageInfo: '@shareable',
};

/** What a gateway adds by itself. */
const OF_GATEWAYS: ReadonlySet<string> = new Set(['_Any', '_Entity', '_Service', '_entities', '_service']);

/** Returns a schema as a subgraph of Apollo Federation 2 shows it to gateways: with keys, without their own fields. */
export function subgraphSdl(schema: GraphQLSchema): string {
  const leaveOut = ({ name }: { readonly name: { readonly value: string } }) =>
    OF_GATEWAYS.has(name.value) ? null : undefined;
  const document = visit(parse(printSchema(lexicographicSortSchema(schema))), {
    [Kind.FIELD_DEFINITION]: leaveOut,
    [Kind.SCALAR_TYPE_DEFINITION]: leaveOut,
    [Kind.UNION_TYPE_DEFINITION]: leaveOut,
    [Kind.OBJECT_TYPE_DEFINITION]: {
      enter: leaveOut,
      leave: (node) => ({ ...node, directives: directivesOf(DIRECTIVES[node.name.value]) }),
    },
  });
  return `${LINK}\n\n${print(document)}\n`;
}

function directivesOf(text: string | undefined) {
  if (text === undefined) return [];
  const [definition] = parse(`type Any ${text}`).definitions;
  return 'directives' in definition ? (definition.directives ?? []) : [];
}
