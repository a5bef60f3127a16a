/** compose.yaml, as far as it can be checked without containers. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';

interface Service {
  readonly environment?: Readonly<Record<string, string>>;
}

const { services } = parse(readFileSync('compose.yaml', 'utf8')) as {
  readonly services: Readonly<Record<string, Service>>;
};
const variables = Object.values(services).flatMap(({ environment = {} }) => Object.entries(environment));

test('has no password that a deployment could forget to replace', () => {
  const secrets = variables.filter(([name, value]) =>
    /PASSWORD|SECRET|TOKEN|KEY|DATABASE_URL/.test(`${name} ${value}`),
  );
  expect(secrets.length).toBeGreaterThan(4);
  // `${NAME:?text}` stops with the text where the variable is not set.
  for (const [, value] of secrets)
    expect(value).toMatch(/^(postgres:\/\/\w+:)?\$\{\w+:\?[^}]+\}(@postgres:5432\/greyoak)?$/);
});

test('runs the service as another role than migrations, whose password it does not get', () => {
  const { environment: service = {} } = services['greyoak'];
  const { environment: migrate = {} } = services['migrate'];
  const userOf = (url: string) => /^postgres:\/\/(\w+):/.exec(url)?.[1];
  expect(userOf(service['DATABASE_URL'])).toBe('greyoak_service');
  expect(userOf(migrate['MIGRATION_DATABASE_URL'])).toBe(services['postgres'].environment?.['POSTGRES_USER']);
  expect(JSON.stringify(service)).not.toContain('POSTGRES_PASSWORD');
});
