import type { Setting } from './setting.js';

/** Settings that belong together, by the name that each has in the program. */
export interface Section {
  readonly title: string;
  readonly settings: Readonly<Record<string, Setting<unknown>>>;
}

/** The values of a section, as the rest of the program reads them. */
export type ValuesOf<Part extends Section> = {
  readonly [Key in keyof Part['settings']]: Part['settings'][Key] extends Setting<infer Value>
    ? Value
    : never;
};
