import { describe, expect, test } from '@jest/globals';
import { banner } from '../../src/cli/banner.js';
import { readSettings } from '../../src/settings.js';

const URL = 'http://127.0.0.1:4000';
const service = (mode: 'open' | 'closed', metricsUrl: string | null = `${URL}/metrics`) => ({
  url: URL,
  metricsUrl,
  access: () => mode,
});

describe('banner', () => {
  test('shows a first query without a key where access is open', () => {
    const text = banner(service('open'), readSettings({}));
    expect(text).toContain(`${URL}/playground`);
    expect(text).toContain(`curl ${URL}/graphql -H 'content-type: application/json' \\\n`);
    expect(text).not.toContain('authorization');
  });

  test('shows how to make a key, and a first query with it, where access is closed', () => {
    const text = banner(service('closed'), readSettings({}));
    expect(text).toContain('Access is closed: a caller without an API key is refused.');
    expect(text).toContain(
      'KEY=$(node bin/greyoak.js keys add --owner local --name first --scope SCORES_READ MARKET_READ)',
    );
    expect(text).toContain('-H "authorization: Bearer $KEY"');
  });

  test('names no API of a worker, but its health, and its metrics where they are', () => {
    const text = banner(service('open', 'http://127.0.0.1:9400/metrics'), readSettings({ ROLE: 'worker' }));
    expect(text).not.toMatch(/curl|playground|graphql/);
    expect(text).toContain(`${URL}/health/ready`);
    expect(text).toContain('http://127.0.0.1:9400/metrics');
    expect(banner(service('open', null), readSettings({ ROLE: 'worker' }))).not.toContain('metrics');
  });
});
