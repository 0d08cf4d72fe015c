import { booleanAttribute, Component, computed, input } from '@angular/core';
import { MatCheckbox } from '@angular/material/checkbox';
import { OwnControl } from './own-control';

/** An option that may say below what it leads to; an exclusive one stands alone. */
export interface CheckboxOption<Value extends string> {
  readonly value: Value;
  readonly text: string;
  readonly explanation?: string;
  readonly exclusive?: boolean;
}

let made = 0;

/** Any of some options, kept in the order in which they are offered. */
@Component({
  selector: 'cs-checkbox-set',
  imports: [MatCheckbox],
  templateUrl: './checkbox-set.html',
  styleUrl: './checkbox-set.scss',
})
export class CheckboxSet<Value extends string> extends OwnControl<readonly Value[]> {
  readonly label = input.required<string>();
  readonly options = input.required<readonly CheckboxOption<Value>[]>();
  /** One of many sets below each other: a smaller label, and more options side by side. */
  readonly dense = input(false, { transform: booleanAttribute });
  /** None of them need be chosen, where those beside it need. */
  readonly optional = input(false, { transform: booleanAttribute });

  protected readonly id = `cs-checkbox-set-${(made += 1)}`;
  protected readonly explained = computed(() =>
    this.options().some(({ explanation }) => explanation !== undefined),
  );

  protected turn(option: CheckboxOption<Value>, on: boolean): void {
    this.touched.set(true);
    const chosen = this.value();
    this.value.set(
      this.options()
        .filter((each) =>
          each === option ? on : chosen.includes(each.value) && !(on && this.#excludes(option, each)),
        )
        .map(({ value }) => value),
    );
  }

  #excludes(option: CheckboxOption<Value>, other: CheckboxOption<Value>): boolean {
    return (option.exclusive ?? false) || (other.exclusive ?? false);
  }
}
