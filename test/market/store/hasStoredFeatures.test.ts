import { expect, test } from '@jest/globals';
import { hasStoredFeatures } from '../../../src/market/store/updateFeatures.js';
import { loadMethod } from '../../../src/method/loadMethod.js';

test('stored features are those of the default method, and not those of greyoak-1.0', async () => {
  expect(hasStoredFeatures(await loadMethod())).toBe(true);
  expect(hasStoredFeatures(await loadMethod('config/method-1.0.yaml'))).toBe(false);
});
