/** A classification value with the label to show. */
export interface Subcategory {
  readonly value: string;
  readonly label: string;
}

/**
 * A category with the subcategories that may go with it. A backend that ties no subcategory to a category
 * offers all of its subcategories with every category.
 */
export interface Category extends Subcategory {
  readonly subcategories: readonly Subcategory[];
}

/** A readable label for a value that no table knows: `APP_CRASH_FREEZE` → `App crash freeze`. */
export function toLabel(value: string): string {
  const words = value
    .replaceAll(/[_\s]+/g, ' ')
    .trim()
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
