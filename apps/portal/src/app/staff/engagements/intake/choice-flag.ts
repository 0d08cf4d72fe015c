import { Component, computed, input } from '@angular/core';
import { MatRadioButton, MatRadioGroup } from '@angular/material/radio';
import type { FactCatalogue, IntakeFlagName } from '@countersign/domain';
import { OwnControl } from '../../../ui/form/own-control';
import { factLabel } from './fact-label';
import type { FlagDraft } from './intake-draft';

/** A fact that is true, false or not known. */
@Component({
  selector: 'cs-choice-flag',
  imports: [MatRadioButton, MatRadioGroup],
  template: `
    <p class="label" [id]="fact() + '-label'">{{ label() }}</p>
    <mat-radio-group
      class="answers"
      [value]="value()"
      [attr.aria-labelledby]="fact() + '-label'"
      [attr.aria-describedby]="shownError() ? fact() + '-error' : null"
      (change)="choose($event.value)"
    >
      <mat-radio-button i18n="@@choice-flag.yes" value="yes">Yes</mat-radio-button>
      <mat-radio-button i18n="@@choice-flag.no" value="no">No</mat-radio-button>
      <mat-radio-button i18n="@@choice-flag.not-known" value="unknown">Not known</mat-radio-button>
    </mat-radio-group>
    @if (shownError(); as error) {
      <p class="error" [id]="fact() + '-error'">{{ error }}</p>
    }
  `,
  styleUrl: './choice-flag.scss',
})
export class ChoiceFlag extends OwnControl<FlagDraft> {
  readonly catalogue = input.required<FactCatalogue>();
  readonly fact = input.required<IntakeFlagName>();

  protected readonly label = computed(() => factLabel(this.catalogue(), this.fact()));

  protected choose(value: FlagDraft): void {
    this.touched.set(true);
    this.value.set(value);
  }
}
