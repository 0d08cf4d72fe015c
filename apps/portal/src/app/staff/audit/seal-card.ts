import { Component, computed, inject } from '@angular/core';
import { MatAnchor } from '@angular/material/button';
import { mdiAlertOutline, mdiDownload } from '@mdi/js';
import { ProvedDownload } from '../../session/confirm/proved-download';
import { SessionStore } from '../../session/session-store';
import { Icon } from '../../ui/icon';
import { readProblem } from '../../ui/problem';
import { ProblemPanel } from '../../ui/problem-panel';
import { AuditClient } from './audit-client';
import { formatMoment } from './moment';

/** How far the trail is sealed, and what a seal is worth. */
@Component({
  selector: 'cs-seal-card',
  imports: [Icon, MatAnchor, ProblemPanel, ProvedDownload],
  templateUrl: './seal-card.html',
  styleUrl: './seal-card.scss',
  host: { class: 'cs-panel', role: 'region', 'aria-label': 'Seal' },
})
export class SealCard {
  readonly #session = inject(SessionStore);
  protected readonly seal = inject(AuditClient).seal();
  protected readonly icons = { download: mdiDownload, lost: mdiAlertOutline };
  protected readonly mayExport = computed(() => this.#session.may('audit.export'));
  protected readonly problem = computed(() =>
    this.seal.status() === 'error' ? readProblem(this.seal.error()) : null,
  );
  protected readonly moment = formatMoment;

  protected lostKeys(ids: readonly string[]): string {
    return ids.length === 1 ? `the key ${ids[0] ?? ''}` : `the keys ${ids.join(', ')}`;
  }

  protected figure(amount: number): string {
    return amount.toLocaleString('en-GB');
  }
}
