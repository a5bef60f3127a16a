import ts from 'typescript';
import { OWNED_TABLES } from '../../src/access/owned.js';

/** Methods of Kysely whose first argument names tables. */
const READS: ReadonlySet<string> = new Set([
  ...['selectFrom', 'updateTable', 'deleteFrom', 'from', 'using', 'mergeInto', 'replaceInto'],
  ...['inner', 'left', 'right', 'full', 'cross'].flatMap((kind) => [`${kind}Join`, `${kind}JoinLateral`]),
]);
/** Those that are of no other library, so that a table that is not written there counts as one with an owner. */
const OF_KYSELY = /^(selectFrom|updateTable|deleteFrom|insertInto|mergeInto|replaceInto)$/;

const NAMES = OWNED_TABLES.join('|');
const TABLE = String.raw`(?:"?public"?\s*\.\s*)?"?(${NAMES})"?(?![\w"])(?:\s+(?:as\s+)?"?(?!(?:${[
  ...['where', 'set', 'order', 'on', 'join', 'inner', 'left', 'right', 'full', 'cross', 'using', 'values'],
  ...[
    'select',
    'group',
    'limit',
    'returning',
    'for',
    'union',
    'natural',
    'default',
    'having',
    'offset',
    'as',
  ],
].join('|')})\b)(\w+)"?)?`;
/** The tables before it in a list, each with its alias. */
const BEFORE = String.raw`(?:[\w".]+(?:\s+(?:as\s+)?\w+)?\s*,\s*)*`;
/** What stands before a table is not part of a match, so that each table of a list is one. */
const IN_SQL = new RegExp(
  String.raw`(?<=\b(from|join|update|into|using|table|truncate)\s+(?:only\s+|lateral\s+)*${BEFORE})(?<![\w."])${TABLE}`,
  'gi',
);
/** A table as methods of Kysely take it. */
const IN_KYSELY = new RegExp(`^${TABLE}$`, 'i');

/** A place in a source that names a table with an owner. */
interface Use {
  readonly node: ts.Node;
  /** The name by which the statement knows the table: its alias, or the expression that stands for it. */
  readonly alias: string;
  readonly inserts: boolean;
}

/**
 * Returns the lines of the statements on tables with owners that do not have the condition of `owned` for each of these
 * tables, by its alias, in the same statement. A statement that inserts rows names `owner_id` instead. SQL that is
 * no template of Kysely cannot have the condition, and is always returned.
 */
export function statementsWithoutOwner(source: string): readonly number[] {
  const file = ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true);
  const uses: Use[] = [];
  const visit = (node: ts.Node): void => {
    uses.push(...usesIn(node));
    ts.forEachChild(node, visit);
  };
  visit(file);
  const without = uses.filter((use) => {
    const statement = statementOf(use.node);
    if (use.inserts) return !/\bowner_id\b/.test(statement.getText());
    const same = uses.filter(
      ({ node, alias, inserts }) => !inserts && alias === use.alias && statementOf(node) === statement,
    );
    return conditionsOf(statement, use.alias) < same.length;
  });
  return without.map(({ node }) => file.getLineAndCharacterOfPosition(node.getStart()).line + 1);
}

function usesIn(node: ts.Node): readonly Use[] {
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression))
    return usesInCall(node, node.expression.name.text);
  if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) {
    if (isWhole(node)) return [{ node, alias: node.text, inserts: false }];
    return usesInSql(node);
  }
  return [];
}

function usesInCall(node: ts.CallExpression, method: string): readonly Use[] {
  const inserts = method === 'insertInto';
  const isNamed = ['table', 'id'].includes(method);
  if (!READS.has(method) && !inserts && !isNamed) return [];
  const [first] = node.arguments;
  const given = first && ts.isArrayLiteralExpression(first) ? first.elements : node.arguments.slice(0, 1);
  return given.flatMap((argument): readonly Use[] => {
    if (ts.isStringLiteralLike(argument)) {
      const found = IN_KYSELY.exec(argument.text.trim());
      return found ? [{ node: argument, alias: found[2] ?? found[1], inserts }] : [];
    }
    // A subquery is visited by itself.
    const isText =
      ts.isIdentifier(argument) ||
      ts.isPropertyAccessExpression(argument) ||
      ts.isTemplateExpression(argument);
    return isText && OF_KYSELY.test(method) ? [{ node: argument, alias: argument.getText(), inserts }] : [];
  });
}

/** Whether a text is the name of a table alone, of which SQL is put together: by `+`, in a template or as a constant. */
function isWhole(node: ts.Node): node is ts.StringLiteralLike {
  if (!ts.isStringLiteralLike(node) || !IN_KYSELY.test(node.text)) return false;
  const { parent } = node;
  return (
    ts.isTemplateSpan(parent) ||
    (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.PlusToken) ||
    (ts.isVariableDeclaration(parent) && parent.initializer === node)
  );
}

function usesInSql(node: ts.StringLiteralLike | ts.TemplateExpression): readonly Use[] {
  const text = ts.isTemplateExpression(node)
    ? [node.head.text, ...node.templateSpans.map(({ literal }) => ` _ ${literal.text}`)].join('')
    : node.text;
  const plain = text.replace(/--.*$/gm, ' ').replace(/\/\*[\s\S]*?\*\//g, ' ');
  return [...plain.matchAll(IN_SQL)].map(([, keyword, table, alias]) => ({
    node,
    alias: alias ?? table,
    inserts: keyword.toLowerCase() === 'into',
  }));
}

/** Counts the calls of `owned` for an alias within a statement. */
function conditionsOf(statement: ts.Node, alias: string): number {
  let count = 0;
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'owned') {
      const [table] = node.arguments;
      if (table && (ts.isStringLiteralLike(table) ? table.text : table.getText()) === alias) count++;
    }
    ts.forEachChild(node, visit);
  };
  visit(statement);
  return count;
}

function statementOf(node: ts.Node): ts.Node {
  let found = node;
  while (!ts.isStatement(found) && !ts.isClassElement(found)) found = found.parent;
  return found;
}
