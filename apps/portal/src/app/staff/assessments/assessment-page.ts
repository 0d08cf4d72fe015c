import { NgTemplateOutlet } from '@angular/common';
import { Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { mdiTimerSandComplete } from '@mdi/js';
import { formatDistance } from '../../language/distance';
import { SessionStore } from '../../session/session-store';
import { DayPipe } from '../../ui/dates';
import { EmptyNote } from '../../ui/empty-note';
import { Icon } from '../../ui/icon';
import { ObjectHeader } from '../../ui/object/object-header';
import { ObjectState } from '../../ui/object/object-state';
import { type Tab, UrlTabs } from '../../ui/object/url-tabs';
import { WhatNextPanel } from '../../ui/object/what-next';
import { RatingChip } from '../../ui/rating-chip';
import { StateChip } from '../../ui/state-chip';
import { ASSESSMENT_STATE_WORDS, SEVERITIES } from '../../ui/words';
import { ObjectHistory } from '../audit/object-history';
import { FindingDetail } from '../findings/finding-detail';
import { MailTable } from '../tables/mail-table';
import { OffCyclePanel, type OpenedQuestion } from '../tables/off-cycle-panel';
import { sectionLines } from './answers/question-line';
import { assessmentNext } from './assessment-next';
import type { AssessmentView } from './assessment-view';
import { AssessmentsClient } from './assessments-client';
import { DelegationsPanel } from './delegations-panel';
import { PassingOnPanel } from './passing-on-panel';
import { ClosingTab } from './closing/closing-tab';
import { ReviewDesk } from './desk/review-desk';
import { KnockoutPanel } from './score/knockout-panel';
import { ScoreSummary } from './score/score-summary';
import { ScoreTab } from './score/score-tab';
import { ShowStep } from './show-step';

@Component({
  selector: 'cs-assessment-page',
  imports: [
    ClosingTab,
    DayPipe,
    EmptyNote,
    FindingDetail,
    Icon,
    KnockoutPanel,
    MailTable,
    MatButton,
    NgTemplateOutlet,
    ObjectHeader,
    ObjectHistory,
    ObjectState,
    OffCyclePanel,
    DelegationsPanel,
    PassingOnPanel,
    RatingChip,
    ReviewDesk,
    RouterLink,
    ScoreSummary,
    ScoreTab,
    StateChip,
    UrlTabs,
    WhatNextPanel,
  ],
  templateUrl: './assessment-page.html',
  styleUrl: './assessment-page.scss',
  host: { class: 'cs-stack' },
})
export class AssessmentPage {
  protected opened({ id, unsentQuestions }: AssessmentView): readonly OpenedQuestion[] {
    return unsentQuestions.map((question) => ({ assessmentId: id, question, dueOn: null }));
  }

  readonly id = input.required<string>();
  readonly tab = input('answers', { transform: (tab: string | undefined) => tab ?? 'answers' });
  readonly show = input<string>();
  /** The question that the desk shows. */
  readonly q = input<string>();

  readonly #session = inject(SessionStore);
  readonly #step = inject(ShowStep);
  protected readonly assessment = inject(AssessmentsClient).assessment(this.id);
  protected readonly states = ASSESSMENT_STATE_WORDS;
  protected readonly up = {
    text: $localize`:@@assessment-page.assessments:Assessments`,
    link: '/assessments',
  };
  protected readonly stuckSign = mdiTimerSandComplete;

  readonly #shown = computed(() => (this.assessment.hasValue() ? this.assessment.value() : null));
  /** The worst first, as whoever decides reads them. */
  protected readonly findings = computed(() =>
    [...(this.#shown()?.findings ?? [])].sort(
      (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity),
    ),
  );
  protected readonly knockouts = computed(() =>
    (this.#shown()?.score?.knockouts ?? []).filter((knockout) => knockout.open),
  );
  protected readonly next = computed(() => {
    const shown = this.#shown();
    if (shown === null) {
      return null;
    }
    const lines = sectionLines(shown, this.#session.today()).flatMap((section) => section.lines);
    return assessmentNext(shown, {
      unreviewed: lines.filter(({ awaitsReview }) => awaitsReview).length,
      maySend: this.#session.may('assessment.send'),
    });
  });
  protected readonly tabs = computed<Tab[]>(() => {
    const shown = this.#shown();
    return [
      { key: 'answers', text: $localize`:@@assessment-page.answers:Answers` },
      {
        key: 'findings',
        text: $localize`:@@assessment-page.findings:Findings`,
        count: shown?.findings.length ?? 0,
      },
      { key: 'score', text: $localize`:@@assessment-page.score:Score` },
      { key: 'mail', text: $localize`:@@assessment-page.mail:Mail`, count: shown?.mail.length ?? 0 },
      { key: 'closing', text: $localize`:@@assessment-page.closing:Closing` },
      { key: 'history', text: $localize`:@@assessment-page.history:History` },
    ];
  });

  protected heading(shown: AssessmentView): string {
    return `${shown.row.vendorName}: ${shown.row.engagementName}`;
  }

  protected take(tab: 'answers' | 'closing', { row }: AssessmentView): void {
    const show = tab === 'answers' && row.state !== 'declined' ? 'not-reviewed' : null;
    void this.#step.go({ tab, show, q: null }, 'cs-assessment-page .tabs');
  }

  protected mayAct({ row }: AssessmentView): boolean {
    const decides = row.state === 'declined' && this.#session.may('assessment.send');
    return decides || this.#session.may('assessment.review');
  }

  protected distance(shown: AssessmentView): string {
    return shown.row.submittedAt === null
      ? ` (${formatDistance(shown.row.dueOn, this.#session.today())})`
      : '';
  }
}
