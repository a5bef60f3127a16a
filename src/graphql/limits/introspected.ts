/**
 * How many objects the lists of introspection have for each parent, by schema coordinate. Below `types` these are
 * means over all types, most of which have no such list. A test compares them with the schema.
 */
export const INTROSPECTED: Readonly<Record<string, number>> = {
  '__Schema.types': 120,
  '__Schema.directives': 8,
  '__Type.fields': 6,
  '__Type.inputFields': 1,
  '__Type.enumValues': 2,
  '__Type.interfaces': 1,
  '__Type.possibleTypes': 1,
  '__Field.args': 1,
  '__Directive.args': 2,
};
