import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { BlockingReason } from '@countersign/domain';
import { mdiAlertOutline, mdiCheckCircleOutline, mdiMinusCircleOutline } from '@mdi/js';
import { message } from '../../../language/message';
import { SessionStore } from '../../../session/session-store';
import { Icon } from '../../../ui/icon';
import type { EngagementView } from '../engagement-view';
import { blockedWords, GATE_WORDS, gateLink, openWords } from './gate-words';

/** The gates before an approval, each with what stands against it and the way there. */
@Component({
  selector: 'cs-gate-list',
  imports: [Icon, RouterLink],
  templateUrl: './gate-list.html',
  styleUrl: './gate-list.scss',
  host: { class: 'cs-panel cs-stack' },
})
export class GateList {
  readonly engagement = input.required<EngagementView>();

  readonly #session = inject(SessionStore);
  protected readonly gates = computed(() => this.engagement().gates);
  protected readonly blocked = computed(() => this.gates().flatMap(({ blockedBy }) => blockedBy).length);
  protected readonly words = GATE_WORDS;
  protected readonly icons = {
    met: mdiCheckCircleOutline,
    blocked: mdiAlertOutline,
    'not-needed': mdiMinusCircleOutline,
  } as const;
  protected readonly states = {
    met: $localize`:@@gate-list.holds:holds`,
    blocked: $localize`:@@gate-list.does-not-hold:does not hold yet`,
    'not-needed': $localize`:@@gate-list.not-needed:not needed`,
  } as const;
  protected readonly openText = openWords;
  protected readonly blockedText = blockedWords;
  protected readonly openPoints = computed(() =>
    message(
      $localize`:@@gate-list.points-are-open:{n, plural, one {One point is open.} other {# points are open.}}`,
      { n: this.blocked() },
    ),
  );
  protected readonly policyWords = computed(() => {
    const { version, cadenceMonths } = this.engagement().policy;
    return message(
      $localize`:@@gate-list.policy-version:By version {version} of the policy; in this tier a submission is good for {months, plural, one {# month} other {# months}}.`,
      { version: String(version), months: cadenceMonths },
    );
  });

  protected linkOf(reason: BlockingReason) {
    return gateLink(reason, this.engagement().id, (permission) => this.#session.may(permission));
  }
}
