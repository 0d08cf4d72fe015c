import { Component, computed, effect, type ElementRef, inject, input, viewChild } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import type { Finding } from '@countersign/api-types';
import { mdiAlertOctagram, mdiClose } from '@mdi/js';
import { daysBetween } from '@countersign/domain';
import { formatDistance } from '../../language/distance';
import { message } from '../../language/message';
import { SessionStore } from '../../session/session-store';
import { DayPipe } from '../../ui/dates';
import { Icon } from '../../ui/icon';
import { Column } from '../../ui/list/column';
import { List } from '../../ui/list/list';
import { ListFilter } from '../../ui/list/list-filter';
import { ListState } from '../../ui/list/list-state';
import { ListSwitch } from '../../ui/list/list-switch';
import { byWords } from '../../ui/option';
import { PageHeader } from '../../ui/page-header';
import { SeverityChip } from '../../ui/severity-chip';
import { StateChip } from '../../ui/state-chip';
import { FINDING_STATE_WORDS, SEVERITIES, SEVERITY_WORDS } from '../../ui/words';
import { findingOrigin } from '../tables/finding-origin';
import { FindingDetail } from './finding-detail';
import { FindingsClient } from './findings-client';

/** The source of what a vendor's answers show; every other is seen by us. */
const FROM_ANSWERS = 'answer';

@Component({
  selector: 'cs-finding-list',
  imports: [
    Column,
    DayPipe,
    FindingDetail,
    Icon,
    List,
    ListFilter,
    ListSwitch,
    MatButton,
    MatIconButton,
    PageHeader,
    RouterLink,
    SeverityChip,
    StateChip,
  ],
  templateUrl: './finding-list.html',
  styleUrl: './finding-list.scss',
  host: { class: 'cs-stack' },
})
export class FindingList {
  /** `?finding=` opens one finding beside the list. */
  readonly finding = input<string>();

  readonly #router = inject(Router);
  readonly #today = inject(SessionStore).today;
  protected readonly list = new ListState({
    sort: 'dueOn',
    direction: 'asc',
    filters: ['severity', 'state', 'overdue', 'engagementId'],
  });
  protected readonly findings = inject(FindingsClient).list(this.list);
  protected readonly panel = viewChild.required<ElementRef<HTMLDialogElement>>('panel');

  protected readonly severities = byWords(SEVERITY_WORDS, SEVERITIES);
  protected readonly states = byWords(FINDING_STATE_WORDS);
  protected readonly stateWords = FINDING_STATE_WORDS;
  protected readonly icons = { close: mdiClose, knockout: mdiAlertOctagram };

  protected readonly opened = computed(
    () => this.findings.page()?.items.find(({ id }) => id === this.finding()) ?? null,
  );
  protected readonly engagement = computed(() => {
    const id = this.list.filter('engagementId');
    return id === null ? null : (this.findings.page()?.items.find((row) => row.engagementId === id) ?? null);
  });

  constructor() {
    effect(() => {
      const dialog = this.panel().nativeElement;
      if (this.opened() === null) {
        dialog.close();
      } else if (!dialog.open) {
        dialog.showModal();
      }
    });
  }

  protected under(row: Finding): string {
    const ours = row.source === FROM_ANSWERS ? [] : [row.sourceTitle];
    return [row.vendorName, row.engagementName, ...ours, ...findingOrigin(row)].join(' · ');
  }

  protected distance(row: Finding): string {
    if (row.state === 'closed' || row.state === 'rejected') {
      return '';
    }
    const today = this.#today();
    return row.overdue
      ? message(
          $localize`:@@finding-list.days-overdue:{n, plural, one {# day overdue} other {# days overdue}}`,
          { n: daysBetween(row.dueOn, today) },
        )
      : formatDistance(row.dueOn, today);
  }

  protected close(): void {
    if (this.finding() !== undefined) {
      void this.#router.navigate([], { queryParams: { finding: null }, queryParamsHandling: 'merge' });
    }
  }

  /** Nothing is returned: a listener that returns false would keep the panel's form from being sent. */
  protected closeOutside(event: Event): void {
    const dialog = this.panel().nativeElement;
    if (event.target === dialog) {
      dialog.close();
    }
  }

  protected allEngagements(): void {
    this.list.setFilters({ engagementId: null });
  }
}
