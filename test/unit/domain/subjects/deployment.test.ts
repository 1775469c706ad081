import { describe, expect, it } from '@jest/globals';
import { namesProduction } from '../../../../src/domain/subjects/deployment.js';

describe('the name of an environment', () => {
  it.each(['production', 'Production – shop', 'prod', 'prod-eu', 'eu_prod', 'shop/production', 'PROD'])(
    '%s means production',
    (name) => {
      expect(namesProduction(name)).toBe(true);
    },
  );

  it.each(['staging', 'product-catalog', 'preprod', 'pre-production', 'non_prod', 'review/reproduce', ''])(
    '%j does not',
    (name) => {
      expect(namesProduction(name)).toBe(false);
    },
  );
});
