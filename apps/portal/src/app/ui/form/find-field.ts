import type { FieldTree } from '@angular/forms/signals';

type Branch = Readonly<Record<string, FieldTree<unknown> | undefined>>;

/** The control behind a path of the API such as `contact.email` or `amendments.0.lastDay`. */
export function findField<Model>(root: FieldTree<Model>, path: string): FieldTree<unknown> | null {
  let field = root as FieldTree<unknown>;
  for (const key of path.split('.')) {
    const value = field().value();
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) {
      return null;
    }
    const child = (field as unknown as Branch)[key];
    if (child === undefined) {
      return null;
    }
    field = child;
  }
  return field;
}
