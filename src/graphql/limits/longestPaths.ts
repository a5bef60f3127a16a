import { Kind, type FieldNode, type NamedTypeNode, type SelectionSetNode } from 'graphql';
import type { FragmentOf } from './selectionsAt.js';

/** What makes a path through an operation long. */
export interface PathRule<Place, Path> {
  /** Equal for places between which a fragment makes no difference. */
  readonly keyOf: (place: Place) => string;
  /** The place within a fragment. */
  readonly placeIn: (typeCondition: NamedTypeNode | undefined, place: Place) => Place;
  /** The longest path that begins with a field; null where it has no length. */
  readonly through: (
    field: FieldNode,
    place: Place,
    longestIn: (set: SelectionSetNode | undefined, place: Place) => Path | null,
  ) => Path | null;
  readonly lengthOf: (path: Path) => number;
}

/**
 * Finds the longest path through selections, by a measure of its own. Directives are not looked at: whether they skip
 * a field is not known before execution. A fragment is walked once for each key of a place, no matter how often it
 * is spread.
 */
export class LongestPaths<Place, Path> {
  readonly #known = new Map<string, Path | null>();

  constructor(
    private readonly fragmentOf: FragmentOf,
    private readonly rule: PathRule<Place, Path>,
  ) {}

  /** Returns the longest path in a selection set; null where none has a length. */
  in(set: SelectionSetNode | undefined, place: Place): Path | null {
    const { lengthOf, placeIn, through } = this.rule;
    let longest: Path | null = null;
    for (const selection of set?.selections ?? []) {
      let path: Path | null;
      switch (selection.kind) {
        case Kind.FIELD:
          path = through(selection, place, (inner, at) => this.in(inner, at));
          break;
        case Kind.INLINE_FRAGMENT:
          path = this.in(selection.selectionSet, placeIn(selection.typeCondition, place));
          break;
        case Kind.FRAGMENT_SPREAD:
          path = this.#inFragment(selection.name.value, place);
          break;
        default:
          return selection satisfies never;
      }
      if (path !== null && (longest === null || lengthOf(path) > lengthOf(longest))) longest = path;
    }
    return longest;
  }

  #inFragment(name: string, place: Place): Path | null {
    const fragment = this.fragmentOf(name);
    if (!fragment) return null;
    const within = this.rule.placeIn(fragment.typeCondition, place);
    const key = `${name} ${this.rule.keyOf(within)}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    // Another rule refuses a fragment within itself. Here the walk only has to end.
    this.#known.set(key, null);
    const path = this.in(fragment.selectionSet, within);
    this.#known.set(key, path);
    return path;
  }
}
