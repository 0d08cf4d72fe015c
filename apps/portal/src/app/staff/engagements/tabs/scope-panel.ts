import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { ScopeLine } from '@countersign/api-types';
import type { FactValue } from '@countersign/domain';
import { mdiScaleBalance } from '@mdi/js';
import { firstValueFrom } from 'rxjs';
import { SessionStore } from '../../../session/session-store';
import { ReasonForm, type Reasoned } from '../../../ui/form/reason-form';
import { Icon } from '../../../ui/icon';
import { Notices } from '../../../ui/notices';
import type { EngagementView } from '../engagement-view';
import { EngagementsClient } from '../engagements-client';
import { Rulebook } from '../rulebook';

const SET_ASIDE = $localize`:@@scope-panel.set-aside:Set the answer aside`;
const INTAKE_STANDS = $localize`:@@scope-panel.the-intake-stands:The intake stands`;

/** Where the intake and the vendor's answers differ: who says what, what counts, and how it is settled. */
@Component({
  selector: 'cs-scope-panel',
  imports: [Icon, MatButton, ReasonForm, RouterLink],
  templateUrl: './scope-panel.html',
  styles: `
    ul {
      display: grid;
      gap: var(--cs-space-4);
      padding: 0;
      list-style: none;
    }

    li {
      display: grid;
      gap: var(--cs-space-2);
      padding: var(--cs-space-3);
      border-radius: var(--mat-sys-corner-medium);
      background: var(--cs-warn);
      color: var(--cs-on-warn);
    }

    .acts {
      display: flex;
      flex-wrap: wrap;
      gap: var(--cs-space-2);
    }
  `,
  host: { class: 'cs-panel cs-stack', '[style.display]': "lines().length === 0 ? 'none' : null" },
})
export class ScopePanel {
  readonly engagement = input.required<EngagementView>();
  readonly changed = output();

  readonly #client = inject(EngagementsClient);
  readonly #notices = inject(Notices);
  readonly #rulebook = inject(Rulebook);
  protected readonly session = inject(SessionStore);
  protected readonly setAside = SET_ASIDE;
  protected readonly intakeStands = INTAKE_STANDS;
  protected readonly icons = { differ: mdiScaleBalance };
  protected readonly saving = signal(false);
  protected readonly settling = signal<Reasoned | null>(null);
  protected readonly open = computed(() => this.engagement().state === 'open');
  /** What somebody is settling here, as it was when they began. */
  readonly #begun = signal<ScopeLine | null>(null);
  /** It stays beside what is open until whoever settles it leaves it, also where somebody else was faster. */
  protected readonly lines = computed<readonly ScopeLine[]>(() => {
    const { scope } = this.engagement();
    const begun = this.#begun();
    if (begun === null || scope.some((line) => this.key(line) === this.key(begun))) return scope;
    return [begun, ...scope];
  });

  protected key({ assessmentId, side, fact }: ScopeLine): string {
    return [assessmentId, side, fact].join(' ');
  }

  protected words(fact: string, value: FactValue): string {
    if (value === null) return $localize`:@@scope-panel.not-stated:not stated`;
    if (typeof value === 'boolean')
      return value ? $localize`:@@scope-panel.yes:yes` : $localize`:@@scope-panel.no:no`;
    const named = (Array.isArray(value) ? value : [value]).map((one) =>
      this.#rulebook.valueLabel(fact, String(one)),
    );
    return named.length > 0 ? named.join(', ') : $localize`:@@scope-panel.none:none`;
  }

  protected maySettle(line: ScopeLine): boolean {
    return this.session.may(line.forRisk ? 'engagement.approve' : 'assessment.review');
  }

  protected async adopt({ assessmentId, side, fact }: ScopeLine): Promise<void> {
    this.saving.set(true);
    try {
      const { id, revision } = this.engagement();
      await firstValueFrom(this.#client.adoptAnswer(id, { assessmentId, side, fact, revision }));
      this.#notices.done($localize`:@@scope-panel.adopted:The intake says it now.`);
    } catch (error) {
      this.#notices.failed(error);
    } finally {
      this.saving.set(false);
      this.changed.emit();
    }
  }

  protected settle(line: ScopeLine): void {
    const aside = line.side === 'proposal';
    const { assessmentId, fact } = line;
    this.#begun.set(line);
    this.settling.set({
      id: this.key(line),
      label: aside
        ? $localize`:@@scope-panel.why-set-aside:Why the answer does not count`
        : $localize`:@@scope-panel.why-the-intake-stands:Why the intake stands`,
      hint: $localize`:@@scope-panel.for-this-assessment:It holds for this assessment; an answer that names something else is a new difference.`,
      missing: $localize`:@@scope-panel.give-the-reason:Give the reason: it is kept with the assessment.`,
      saveLabel: aside ? SET_ASIDE : INTAKE_STANDS,
      savingLabel: $localize`:@@scope-panel.settling:Settling …`,
      leaveLabel: $localize`:@@scope-panel.leave-it:Leave it`,
      done: $localize`:@@scope-panel.settled:The difference is settled.`,
      save: (reason) =>
        this.#client.settleScope(this.engagement().id, {
          assessmentId,
          kind: aside ? 'set-aside' : 'intake-stands',
          fact,
          reason,
          revision: this.engagement().revision,
        }),
    });
  }

  protected settled(): void {
    this.leave();
    this.changed.emit();
  }

  protected leave(): void {
    this.settling.set(null);
    this.#begun.set(null);
  }

  /** Somebody else has settled it meanwhile. */
  protected over(line: ScopeLine): boolean {
    return !this.engagement().scope.some((one) => this.key(one) === this.key(line));
  }
}
