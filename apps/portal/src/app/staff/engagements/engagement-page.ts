import { Component, computed, inject, input } from '@angular/core';
import { MatAnchor } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { mdiPencilOutline, mdiPlus } from '@mdi/js';
import { SessionStore } from '../../session/session-store';
import { EmptyNote } from '../../ui/empty-note';
import { Icon } from '../../ui/icon';
import { DayPipe } from '../../ui/dates';
import { ObjectHeader } from '../../ui/object/object-header';
import { ObjectState } from '../../ui/object/object-state';
import { type Tab, UrlTabs } from '../../ui/object/url-tabs';
import { WhatNextPanel } from '../../ui/object/what-next';
import { RatingChip } from '../../ui/rating-chip';
import { StateChip } from '../../ui/state-chip';
import { TierChip } from '../../ui/tier-chip';
import { approvalWords, ENGAGEMENT_STATE_WORDS, NO_APPROVAL } from '../../ui/words';
import { ObjectHistory } from '../audit/object-history';
import { NotesPanel } from '../notes/notes-panel';
import { ContractTable } from '../tables/contract-table';
import { FindingTable } from '../tables/finding-table';
import { OffCyclePanel } from '../tables/off-cycle-panel';
import { OwnerNote } from '../tables/owner-note';
import { MailTable } from '../tables/mail-table';
import { EngagementsClient } from './engagements-client';
import { nextStep } from './next-step';
import type { EngagementView } from './engagement-view';
import { ApprovalTab } from './tabs/approval-tab';
import { AssessmentsTab } from './tabs/assessments-tab';
import { EndPanel } from './tabs/end-panel';
import { ClauseTable } from './tabs/clause-table';
import { InherentSteps } from './tabs/inherent-steps';
import { IntakeSummary } from './tabs/intake-summary';
import { ReassessmentPanel } from './tabs/reassessment-panel';
import { ResidualSteps } from './tabs/residual-steps';
import { ScopePanel } from './tabs/scope-panel';
import { TierPanel } from './tabs/tier-panel';
import { UsePanel } from './tabs/use-panel';

@Component({
  selector: 'cs-engagement-page',
  imports: [
    ApprovalTab,
    AssessmentsTab,
    ClauseTable,
    ContractTable,
    DayPipe,
    EmptyNote,
    EndPanel,
    FindingTable,
    Icon,
    InherentSteps,
    IntakeSummary,
    MailTable,
    MatAnchor,
    NotesPanel,
    ObjectHeader,
    ObjectHistory,
    ObjectState,
    OffCyclePanel,
    OwnerNote,
    RatingChip,
    ReassessmentPanel,
    ResidualSteps,
    RouterLink,
    ScopePanel,
    StateChip,
    TierChip,
    TierPanel,
    UrlTabs,
    UsePanel,
    WhatNextPanel,
  ],
  templateUrl: './engagement-page.html',
  styleUrl: './engagement-page.scss',
  host: { class: 'cs-stack' },
})
export class EngagementPage {
  readonly id = input.required<string>();
  readonly tab = input('overview', { transform: (tab: string | undefined) => tab ?? 'overview' });
  /** `?step=send` opens the form for sending an assessment, `?step=use` the one for the use of the service. */
  readonly step = input<string>();

  protected readonly session = inject(SessionStore);
  protected readonly engagement = inject(EngagementsClient).engagement(this.id);
  protected readonly states = ENGAGEMENT_STATE_WORDS;
  protected readonly icons = { edit: mdiPencilOutline, add: mdiPlus };

  /** Of which assessments a later intake has opened questions. */
  protected openedOf({ assessments, offCycle }: EngagementView): EngagementView['assessments'] {
    return assessments.filter(({ id }) => offCycle.some(({ assessmentId }) => assessmentId === id));
  }

  protected readonly approval = computed(() => {
    return this.engagement.hasValue() ? approvalWords(this.engagement.value().standing) : NO_APPROVAL;
  });
  protected readonly next = computed(() => {
    const step = this.engagement.hasValue() ? nextStep(this.engagement.value()) : null;
    return step && this.session.may(step.permission) ? step : null;
  });
  protected readonly neededClauses = computed(() =>
    this.engagement.hasValue() ? this.engagement.value().clauses.filter(({ level }) => level !== 'none') : [],
  );
  protected readonly tabs = computed<Tab[]>(() => {
    const shown = this.engagement.hasValue() ? this.engagement.value() : null;
    return [
      { key: 'overview', text: $localize`:@@engagement-page.overview:Overview` },
      {
        key: 'assessments',
        text: $localize`:@@engagement-page.assessments:Assessments`,
        count: shown?.assessments.length ?? 0,
      },
      {
        key: 'contract',
        text: $localize`:@@engagement-page.contract-and-clauses:Contract and clauses`,
        count: shown?.contracts.length ?? 0,
      },
      {
        key: 'findings',
        text: $localize`:@@engagement-page.findings:Findings`,
        count: shown?.findings.length ?? 0,
      },
      {
        key: 'approval',
        text: $localize`:@@engagement-page.approval:Approval`,
        count: shown?.approvals.length ?? 0,
      },
      { key: 'mail', text: $localize`:@@engagement-page.mail:Mail`, count: shown?.mail.length ?? 0 },
      { key: 'history', text: $localize`:@@engagement-page.history:History` },
    ];
  });
}
