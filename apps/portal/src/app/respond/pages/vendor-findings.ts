import { afterNextRender, Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { VendorFinding } from '@countersign/api-types';
import { DayPipe, InstantPipe } from '../../ui/dates';
import { SeverityChip } from '../../ui/severity-chip';
import { StateChip } from '../../ui/state-chip';
import { FINDING_STATE_WORDS } from '../../ui/words';
import { AssessmentStore } from '../assessment/assessment-store';
import { refusalOf, RespondClient } from '../respond-client';
import { VendorPlan } from './vendor-plan';

/** What the organisation has found in these answers, and until when it is to be fixed. Nothing where there is nothing. */
@Component({
  selector: 'cs-vendor-findings',
  imports: [DayPipe, InstantPipe, MatButton, SeverityChip, StateChip, VendorPlan],
  template: `
    @if (findings(); as findings) {
      @if (findings.length > 0) {
        <section class="cs-stack" aria-labelledby="findings-title">
          <h2 i18n="@@vendor-findings.title" id="findings-title">Findings from your answers</h2>
          <p i18n="@@vendor-findings.who-found">
            {{ store.assessment().organisationName }} has confirmed these gaps and expects each to be fixed by
            its due date. Say below what you will do and by when. If one is mistaken, write to
            {{ store.assessment().askedBy }} (<a [href]="'mailto:' + store.assessment().askedByEmail">{{
              store.assessment().askedByEmail
            }}</a
            >).
          </p>
          <ul>
            @for (finding of findings; track finding.id) {
              <li>
                <h3 [id]="'finding-' + finding.id">
                  @if (finding.question) {
                    <span class="cs-muted">{{ finding.question }}</span>
                  }
                  {{ finding.title }}
                </h3>
                <p>{{ finding.detail }}</p>
                <p class="standing">
                  <cs-severity-chip [severity]="finding.severity" />
                  <cs-state-chip [words]="words[finding.state]" />
                  @if (finding.state === 'closed') {
                    @if (finding.fixedAt; as fixedAt) {
                      <span i18n="@@vendor-findings.fixed">Fix verified on {{ fixedAt | instant }}</span>
                    }
                  } @else if (finding.overdue) {
                    <strong i18n="@@vendor-findings.was-due">Was due on {{ finding.dueOn | day }}</strong>
                  } @else {
                    <span i18n="@@vendor-findings.due">Due on {{ finding.dueOn | day }}</span>
                  }
                  @if (finding.citation; as citation) {
                    <span class="cs-muted">{{ citation }}</span>
                  }
                </p>
                <cs-vendor-plan [finding]="finding" [titleId]="'finding-' + finding.id" (changed)="read()" />
              </li>
            }
          </ul>
        </section>
      }
    } @else if (failed()) {
      <p role="status">
        <ng-container i18n="@@vendor-findings.not-read"
          >Whether there are findings from your answers could not be read.</ng-container
        >
        <button i18n="@@vendor-findings.try-again" matButton type="button" (click)="read()">Try again</button>
      </p>
    }
  `,
  styles: `
    ul {
      margin: 0;
      padding: 0;
      list-style: none;
    }

    li {
      display: grid;
      gap: var(--cs-space-1);
      padding-block: var(--cs-space-4);
      border-block-end: 1px solid var(--mat-sys-outline-variant);
      break-inside: avoid;
    }

    h3 {
      font: var(--mat-sys-title-medium);
    }

    .standing {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--cs-space-2) var(--cs-space-3);
    }

    button {
      min-block-size: 44px;
    }
  `,
})
export class VendorFindings {
  protected readonly store = inject(AssessmentStore);
  readonly #client = inject(RespondClient);

  protected readonly words = FINDING_STATE_WORDS;
  protected readonly findings = signal<readonly VendorFinding[] | null>(null);
  protected readonly failed = signal(false);

  constructor() {
    afterNextRender(() => void this.read());
  }

  protected async read(): Promise<void> {
    this.failed.set(false);
    try {
      this.findings.set(await this.#client.findings(this.store.assessment().id));
    } catch (error) {
      if (refusalOf(error).kind === 'signed-out') this.store.signedOut();
      else this.failed.set(true);
    }
  }
}
