import { expect, test } from '@jest/globals';
import { hasStoredFeatures } from '../../../src/market/store/updateFeatures.js';
import { loadMethod } from '../../../src/method/loadMethod.js';

test('features are stored as the default method computes them, and not as another one does', async () => {
  const method = await loadMethod();
  expect(hasStoredFeatures(method)).toBe(true);
  const features = {
    resistance_includes_last_bar: !method.parameters.features.resistance_includes_last_bar,
  };
  const other = { ...method, parameters: { ...method.parameters, features } };
  expect(hasStoredFeatures(other)).toBe(false);
});
