import { Component, computed, inject } from '@angular/core';
import { MatAnchor } from '@angular/material/button';
import type { SealStanding } from '@countersign/api-types';
import { mdiAlertOutline, mdiDownload } from '@mdi/js';
import { formatMoment, number } from '../../language/formats';
import { message } from '../../language/message';
import { ProvedDownload } from '../../session/confirm/proved-download';
import { SessionStore } from '../../session/session-store';
import { Icon } from '../../ui/icon';
import { readProblem } from '../../ui/problem';
import { ProblemPanel } from '../../ui/problem-panel';
import { AuditClient } from './audit-client';

/** How far the trail is sealed, and what a seal is worth. */
@Component({
  selector: 'cs-seal-card',
  imports: [Icon, MatAnchor, ProblemPanel, ProvedDownload],
  templateUrl: './seal-card.html',
  styleUrl: './seal-card.scss',
  host: { class: 'cs-panel', role: 'region', '[attr.aria-label]': 'regionName' },
})
export class SealCard {
  protected readonly regionName = $localize`:@@seal-card.seal:Seal`;
  readonly #session = inject(SessionStore);
  protected readonly seal = inject(AuditClient).seal();
  protected readonly icons = { download: mdiDownload, lost: mdiAlertOutline };
  protected readonly mayExport = computed(() => this.#session.may('audit.export'));
  protected readonly problem = computed(() =>
    this.seal.status() === 'error' ? readProblem(this.seal.error()) : null,
  );
  protected readonly moment = formatMoment;

  protected readonly figure = number;

  protected lostInWords({ to, keys, at }: NonNullable<SealStanding['lost']>): string {
    return message(
      $localize`:@@seal-card.lost:Seals up to no. {to} that were made with {n, plural, one {the key {keys}} other {the keys {keys}}} can no longer be proved: {n, plural, one {its} other {their}} loss was recorded {at}. Those lines are kept and marked. What was changed since then is found; whether one was changed before then nobody can tell.`,
      { to, n: keys.length, keys: keys.join(', '), at: formatMoment(at) },
    );
  }
}
