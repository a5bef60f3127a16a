import type { Company } from './facts.js';

/** The fields that decide the sector group of a company. */
const DECIDING = ['industry', 'basicIndustry', 'sectorGroup'] as const;

/**
 * Returns a company with what its former symbol's row says of its sector group, where its own row says nothing of it, and of
 * its profile. A list of the exchange that names a company under a new symbol tells no industry.
 */
export function filledCompany(company: Company, former: Company): Company {
  const { industry, basicIndustry, sectorGroup, listedOn, faceValue, website } = former;
  return {
    ...(listedOn !== undefined && { listedOn }),
    ...(faceValue !== undefined && { faceValue }),
    ...(website !== undefined && { website }),
    ...company,
    ...(DECIDING.every((field) => company[field] === '') && { industry, basicIndustry, sectorGroup }),
  };
}
