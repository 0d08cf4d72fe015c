import { Component, computed, input } from '@angular/core';
import type { LimitsOverview } from '@countersign/api-types';
import { files } from '../../../language/counts';
import { storageInWords } from './limit-words';
import { limitOf } from './limits-draft';

const CROWDED = 80;

/** How much of its place for files the organisation has used. */
@Component({
  selector: 'cs-storage-meter',
  template: `
    <h2 i18n="@@storage-meter.stored-now" id="stored-now">Stored now</h2>
    <p i18n="@@storage-meter.of-in" class="figure">
      <strong>{{ used() }}</strong> of {{ most() }} <span class="cs-muted">in {{ files() }}</span>
    </p>
    <div
      class="bar"
      role="meter"
      aria-labelledby="stored-now"
      aria-valuemin="0"
      aria-valuemax="100"
      [attr.aria-valuenow]="shown()"
      [attr.aria-valuetext]="ofMost()"
    >
      <span [class.crowded]="crowded()" [style.inline-size.%]="shown()"></span>
    </div>
    @if (crowded()) {
      <p i18n="@@storage-meter.are-used-new-files">
        {{ percent() }} % are used: new files are refused at 100 %.
      </p>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--cs-space-2);
      max-inline-size: 54rem;
    }

    h2 {
      font: var(--mat-sys-title-medium);
    }

    .bar {
      overflow: hidden;
      block-size: 0.5rem;
      border-radius: var(--mat-sys-corner-full);
      background: var(--mat-sys-surface-container-highest);
    }

    .bar span {
      display: block;
      min-inline-size: 2px;
      block-size: 100%;
      background: var(--mat-sys-primary);
    }

    .bar .crowded {
      background: var(--mat-sys-error);
    }
  `,
  host: { class: 'cs-panel' },
})
export class StorageMeter {
  readonly overview = input.required<LimitsOverview>();

  readonly #limit = computed(() => limitOf(this.overview(), 'bytesOfOrganisation'));
  protected readonly percent = computed(() =>
    Math.floor(((this.#limit().used ?? 0) / this.#limit().value) * 100),
  );
  protected readonly shown = computed(() => Math.min(100, this.percent()));
  protected readonly crowded = computed(() => this.percent() >= CROWDED);
  protected readonly used = computed(() => storageInWords(this.#limit().used ?? 0));
  protected readonly most = computed(() => storageInWords(this.#limit().value));
  protected readonly ofMost = computed(
    () => $localize`:@@storage-meter.of-most:${this.used()}:used: of ${this.most()}:most:`,
  );
  protected readonly files = computed(() => files(this.overview().organisationFiles));
}
