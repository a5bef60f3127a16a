import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { parseDocument } from 'yaml';
import { compileMethod, DEFAULT_METHOD, loadMethod, parseMethod } from '../../src/method/loadMethod.js';
import { MethodError } from '../../src/method/methodError.js';
import type { MethodParameters, ThresholdSet } from '../../src/scoring/method.js';
import { UserError } from '../../src/userError.js';

type Path = readonly (string | number)[];

const FIRST_METHOD = fileURLToPath(new URL('../../config/method-1.0.yaml', import.meta.url));
const TEXT = readFileSync(DEFAULT_METHOD, 'utf8');
const FILES: [string, string][] = [
  ['greyoak-1.1', DEFAULT_METHOD],
  ['greyoak-1.0', FIRST_METHOD],
];
const SETS: ThresholdSet[] = ['production', 'test'];

/** The default method's text with one value replaced. */
function having(path: Path, value: unknown, text = TEXT): string {
  const document = parseDocument(text);
  document.setIn(path, document.createNode(value));
  return String(document);
}
function without(path: Path): string {
  const document = parseDocument(TEXT);
  document.deleteIn(path);
  return String(document);
}
const hashOf = (text: string, set: ThresholdSet = 'production') =>
  compileMethod(parseMethod(text, 'm.yaml'), set).hash;

function errorOf(text: string): MethodError {
  try {
    parseMethod(text, 'm.yaml');
  } catch (error) {
    if (error instanceof MethodError) return error;
    throw error;
  }
  throw new Error('expected a refusal, got a method');
}
/** The path that a refusal names, and what is wrong there; the only one. */
function refusal(text: string): [string, string] {
  const { problems } = errorOf(text);
  expect(problems).toHaveLength(1);
  return [problems[0].path, problems[0].problem];
}

/** Every key of a method file, outermost first. */
function keysOf(value: unknown, path: Path = []): Path[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const key = [...path, Array.isArray(value) ? Number(name) : name];
    return [...(Array.isArray(value) ? [] : [key]), ...keysOf(inner, key)];
  });
}
const inside = (content: unknown, path: Path): unknown =>
  path.reduce<unknown>((inner, key) => (inner as Record<string | number, unknown>)[key], content);
const isLeaf = (value: unknown): boolean => value === null || typeof value !== 'object';

describe('the shipped files', () => {
  test.each(FILES)('%s loads', async (name, file) => {
    for (const set of SETS) {
      const method = await loadMethod(file, set);
      expect(method.name).toBe(name);
      expect(method.thresholds).toBe(method.parameters.thresholds[set]);
      expect(method.hash).toMatch(/^[0-9a-f]{64}$/);
    }
  });

  test('the documented method is the default, with the production thresholds', async () => {
    const method = await loadMethod();
    expect(method.name).toBe('greyoak-1.1');
    expect(method.thresholds.bands).toEqual({ STRONG_BUY: 75, BUY: 65, HOLD: 50 });
    expect(method).toEqual(await loadMethod(DEFAULT_METHOD, 'production'));
  });

  test.each(FILES)('the threshold sets of %s are those of method.md §9', async (_, file) => {
    const guardrails = { PLEDGE_CAP: 0.1, HIGH_RISK_CAP: 15, LOW_COVERAGE: 0.25 };
    expect((await loadMethod(file)).parameters.thresholds).toEqual({
      production: {
        bands: { STRONG_BUY: 75, BUY: 65, HOLD: 50 },
        guardrails: { ...guardrails, LOW_DATA_HOLD: 0.7, SECTOR_BEAR: -1.5 },
      },
      test: {
        bands: { STRONG_BUY: 70, BUY: 60, HOLD: 45 },
        guardrails: { ...guardrails, LOW_DATA_HOLD: 0.6, SECTOR_BEAR: -2 },
      },
    });
  });
});

describe('the hash', () => {
  const content: unknown = parseDocument(TEXT).toJS();
  const reversed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(reversed);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, inner]) => [key, reversed(inner)]),
    );
  };
  const sorted = (value: unknown): string => {
    if (Array.isArray(value)) return `[${value.map(sorted).join()}]`;
    if (value === null || typeof value !== 'object') return JSON.stringify(value);
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${sorted(inner)}`).join()}}`;
  };

  test('does not depend on the order of keys, on comments, nor on how numbers and maps are written', () => {
    const hash = hashOf(TEXT);
    expect(hashOf(JSON.stringify(reversed(content)))).toBe(hash);
    expect(hashOf(TEXT.replaceAll(/#.*$/gm, ''))).toBe(hash);
    expect(hashOf(`# another comment\n${TEXT}`)).toBe(hash);
    expect(hashOf(TEXT.replace('roe_3y: 0.35', 'roe_3y: 3.5e-1'))).toBe(hash);
  });

  test.each(SETS)(
    'is the SHA-256 of the canonical JSON of the parameters, with the thresholds of %s',
    (set) => {
      const parameters = parseMethod(TEXT, 'm.yaml');
      const inForce = sorted({ ...parameters, thresholds: parameters.thresholds[set] });
      expect(hashOf(TEXT, set)).toBe(createHash('sha256').update(inForce).digest('hex'));
    },
  );

  test('differs between the threshold sets, and between the methods', async () => {
    const hashes = await Promise.all(
      FILES.flatMap(([, file]) => SETS.map(async (set) => (await loadMethod(file, set)).hash)),
    );
    expect(new Set(hashes).size).toBe(4);
  });

  const leaves = keysOf(content).filter((path) => isLeaf(inside(content, path)));
  const hashes = { production: hashOf(TEXT), test: hashOf(TEXT, 'test') };
  test.each(leaves.map((path): [string, Path] => [path.join('.'), path]))(
    'differs where %s does',
    (_, path) => {
      const changed = structuredClone(content);
      const holder = inside(changed, path.slice(0, -1)) as Record<string | number, unknown>;
      const key = path[path.length - 1];
      const value = holder[key];
      holder[key] =
        typeof value === 'number' ? value + 0.001 : typeof value === 'boolean' ? !value : 'another';
      const set = path[1] === 'test' ? 'test' : 'production';
      expect(compileMethod(changed as MethodParameters, set).hash).not.toBe(hashes[set]);
    },
  );
});

describe('a missing key is refused by its path', () => {
  /** Metrics and groups may be left out; what is then wrong is a sum. */
  const optional = [
    /^pillars\.fundamentals\.\w+\.\w+$/,
    /^pillars\.quality\.\w+$/,
    /^weights\.\w+\.(?!default)\w+$/,
    /^penalties\.caps\.(?!default)\w+$/,
  ];
  const required = keysOf(parseDocument(TEXT).toJS()).filter(
    (path) => !optional.some((pattern) => pattern.test(path.join('.'))),
  );
  test.each(required.map((path): [string, Path] => [path.join('.'), path]))('%s', (name, path) => {
    const [faulty, problem] = refusal(without(path));
    expect(faulty).toBe(name);
    expect(problem).toMatch(/^missing key, expected /);
  });

  test('a group may be left out: it has the default’s', () => {
    expect(parseMethod(without(['weights', 'TRADER', 'it']), 'm.yaml').weights.TRADER['it']).toBeUndefined();
  });
});

describe('a file that is none', () => {
  test('cannot be read', async () => {
    const missing = loadMethod('/nowhere/method.yaml');
    await expect(missing).rejects.toThrow(UserError);
    await expect(missing).rejects.toThrow(
      'Expected a method file at /nowhere/method.yaml, but it cannot be read: ' +
        'it does not exist, or a folder of its path does not (ENOENT): check the path.',
    );
    await expect(loadMethod('/tmp')).rejects.toThrow('cannot be read: it is a folder (EISDIR)');
  });

  test('is no YAML', () => {
    const [path, problem] = refusal(TEXT.replace('name: greyoak-1.1', 'name: [greyoak-1.1'));
    expect(path).toBe('(YAML)');
    expect(problem).toMatch(/must be sufficiently indented and end with a \] at line \d+, column 1/);
  });

  test('has a key twice', () => {
    const [path, problem] = refusal(TEXT.replace('name: greyoak-1.1', 'name: greyoak-1.1\nname: other'));
    expect(path).toBe('(YAML)');
    expect(problem).toContain('Map keys must be unique at line 4, column 1');
  });

  test('has an alias without an anchor', () => {
    expect(errorOf(TEXT.replace('index: NIFTY 50', 'index: *nifty')).message).toMatch(/nifty/);
  });

  test.each(['', '# nothing', '- a list', 'text', '42'])('is not a mapping: %p', (text) => {
    const [path, problem] = refusal(text);
    expect(path).toBe('(file)');
    expect(problem).toMatch(/expected (a mapping|object)/);
    expect(problem).not.toContain('missing key');
  });

  test('the message names the file, each problem with its path, and what to do', () => {
    const text = having(['penalties', 'caps', 'it'], 0, having(['thresholds', 'test', 'bands', 'HOLD'], 60));
    const error = errorOf(text);
    expect(error).toBeInstanceOf(UserError);
    expect(error.name).toBe('MethodError');
    expect(error.message).toBe(
      'The method file m.yaml cannot be used:\n' +
        '  thresholds.test.bands.HOLD: expected less than BUY (60), got 60\n' +
        '  penalties.caps.it: expected more than 0 and at most 20, got 0\n' +
        'Fix the file; nothing was scored.',
    );
  });
});
