/** Bytes of the longer texts of introspection, by schema coordinate. */
export const INTROSPECTED_BYTES: Readonly<Record<string, number>> = {
  '__Type.description': 120,
  '__Field.description': 100,
  '__InputValue.description': 100,
  '__EnumValue.description': 100,
  '__Directive.description': 200,
};
