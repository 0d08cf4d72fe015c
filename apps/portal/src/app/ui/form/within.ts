import { type LogicFn, maxLength, type PathKind, type SchemaPath } from '@angular/forms/signals';
import { number } from '../../language/formats';

/** At most so many characters, as the API has it. */
export function within<Kind extends PathKind = PathKind.Root>(
  path: SchemaPath<string, 1, Kind>,
  most: number | LogicFn<string, number, Kind>,
): void {
  maxLength(path, most, {
    message: (field) =>
      $localize`:@@within.keep-this-within:Keep this within ${number(typeof most === 'number' ? most : most(field))}:most: characters.`,
  });
}
