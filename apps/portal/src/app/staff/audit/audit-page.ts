import { Component, computed, inject } from '@angular/core';
import { MatAnchor, MatButton } from '@angular/material/button';
import { MatProgressBar } from '@angular/material/progress-bar';
import { mdiChevronLeft, mdiChevronRight, mdiClose, mdiDownload } from '@mdi/js';
import { zoneHere } from '../../language/formats';
import { ProvedDownload } from '../../session/confirm/proved-download';
import { SessionStore } from '../../session/session-store';
import { Icon } from '../../ui/icon';
import { ListState } from '../../ui/list/list-state';
import { PageHeader } from '../../ui/page-header';
import { ProblemPanel } from '../../ui/problem-panel';
import { AuditClient } from './audit-client';
import { AuditFilters } from './audit-filters';
import { AuditLines } from './audit-lines';
import { LinesSkeleton } from './lines-skeleton';
import { SealCard } from './seal-card';

const FILTERS = ['actor', 'what', 'objectKind', 'objectId', 'from', 'to'] as const;

@Component({
  selector: 'cs-audit-page',
  imports: [
    AuditFilters,
    AuditLines,
    Icon,
    LinesSkeleton,
    MatAnchor,
    MatButton,
    MatProgressBar,
    PageHeader,
    ProblemPanel,
    ProvedDownload,
    SealCard,
  ],
  templateUrl: './audit-page.html',
  styleUrl: './audit-page.scss',
  host: { class: 'cs-stack' },
})
export class AuditPage {
  readonly #session = inject(SessionStore);
  protected readonly list = new ListState({ sort: 'at', direction: 'desc', filters: FILTERS });
  readonly #filters = computed(() => {
    const chosen: Record<string, string> = {};
    for (const name of FILTERS) {
      const value = this.list.filter(name);
      if (value) chosen[name] = value;
    }
    return chosen;
  });
  readonly #asked = computed(() => {
    const cursor = this.list.filter('cursor');
    return cursor ? { ...this.#filters(), cursor } : this.#filters();
  });
  protected readonly trail = inject(AuditClient).trail(this.#asked);

  protected readonly lines = computed(() => this.trail.page()?.items ?? []);
  protected readonly next = computed(() => this.trail.page()?.next ?? null);
  protected readonly firstLoad = computed(() => this.trail.page() === null && this.trail.problem() === null);
  protected readonly mayExport = computed(() => this.#session.may('audit.export'));
  protected readonly exportAddress = computed(
    () => `/api/audit/export?${new URLSearchParams(this.#filters()).toString()}`,
  );
  protected readonly ofOneObject = computed(() => this.list.filter('objectId') !== null);
  protected readonly lead = $localize`:@@audit-page.who-did-what-when:Who did what, when and from where, the latest first. Times are in your own zone, ${zoneHere()}:zoneHere:.`;
  protected readonly icons = {
    clear: mdiClose,
    download: mdiDownload,
    later: mdiChevronLeft,
    earlier: mdiChevronRight,
  };
}
