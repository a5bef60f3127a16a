/** Describes the argument `on` of fields that tell what was known of companies by then. */
export const KNOWN_ON =
  'The day: what was published later does not count. Null and a future day mean today in India.';
