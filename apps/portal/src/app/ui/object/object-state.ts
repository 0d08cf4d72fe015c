import type { HttpResourceRef } from '@angular/common/http';
import { Component, computed, input } from '@angular/core';
import { readProblem } from '../problem';
import { ProblemPanel } from '../problem-panel';

/** Stands where an object page will be: its skeleton while it loads, its problem with a retry. */
@Component({
  selector: 'cs-object-state',
  imports: [ProblemPanel],
  template: `
    @if (problem(); as problem) {
      <cs-problem-panel class="cs-panel" [problem]="problem" (retry)="of().reload()" />
    } @else {
      <p i18n="@@object-state.loading" class="cs-visually-hidden" role="status">Loading</p>
      <div class="block title"></div>
      <div class="block chips"></div>
      <div class="block next"></div>
      <div class="block body"></div>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--cs-space-4);
    }

    .block {
      border-radius: var(--mat-sys-corner-medium);
      background: var(--mat-sys-surface-container-high);
    }

    .title {
      inline-size: min(26rem, 80%);
      block-size: 2.5rem;
    }

    .chips {
      inline-size: min(16rem, 60%);
      block-size: 1.5rem;
    }

    .next {
      block-size: 5rem;
    }

    .body {
      block-size: 20rem;
    }
  `,
})
export class ObjectState<T> {
  readonly of = input.required<HttpResourceRef<T | undefined>>();
  protected readonly problem = computed(() =>
    this.of().status() === 'error' ? readProblem(this.of().error()) : null,
  );
}
