import { DOCUMENT } from '@angular/common';
import { httpResource } from '@angular/common/http';
import { afterRenderEffect, Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, RouterLink } from '@angular/router';
import type { SealStanding } from '@countersign/api-types';
import { mdiPrinterOutline } from '@mdi/js';
import { formatMoment, number } from '../../language/formats';
import { message } from '../../language/message';
import { SessionStore } from '../../session/session-store';
import { DayPipe, InstantPipe } from '../../ui/dates';
import { EmptyNote } from '../../ui/empty-note';
import { Icon } from '../../ui/icon';
import { ObjectHeader } from '../../ui/object/object-header';
import { ObjectState } from '../../ui/object/object-state';
import { SeverityChip } from '../../ui/severity-chip';
import { StateChip } from '../../ui/state-chip';
import {
  CLAUSE_STATUS_WORDS,
  CLAUSE_WITHOUT_CONTRACT,
  FINDING_STATE_WORDS,
  VERDICT_WORDS,
  type Words,
} from '../../ui/words';
import { AnswerBlock } from '../assessments/answers/answer-block';
import { sectionLines } from '../assessments/answers/question-line';
import type { AssessmentView } from '../assessments/assessment-view';
import type { EngagementView } from '../engagements/engagement-view';
import { Rulebook } from '../engagements/rulebook';
import {
  REQUIREMENT_STATES,
  type RequirementState,
  requirementTrace,
  type TracedClause,
} from './requirement-trace';

const STATE_WORDS: Readonly<Record<RequirementState, Words>> = {
  gap: { text: $localize`:@@requirements.gap:Gap`, tone: 'bad' },
  unanswered: { text: $localize`:@@requirements.unanswered:Not answered`, tone: 'warn' },
  'to-review': { text: $localize`:@@requirements.to-review:Not reviewed`, tone: 'busy' },
  met: { text: $localize`:@@requirements.met:Met`, tone: 'good' },
  'not-asked': { text: $localize`:@@requirements.not-asked:Not asked`, tone: 'quiet' },
};

/** For each requirement of the rule: what was asked and answered, what proves it, what the contract says, what is open. */
@Component({
  selector: 'cs-requirements-page',
  imports: [
    AnswerBlock,
    DayPipe,
    EmptyNote,
    Icon,
    InstantPipe,
    MatButton,
    ObjectHeader,
    ObjectState,
    RouterLink,
    SeverityChip,
    StateChip,
  ],
  templateUrl: './requirements-page.html',
  styleUrl: './requirements-page.scss',
  host: { class: 'cs-stack cs-print-alone' },
})
export class RequirementsPage {
  readonly id = input.required<string>();
  /** Of several submissions, the one that is traced; without it the newest. */
  readonly assessment = input<string>();

  readonly #document = inject(DOCUMENT);
  /** Of the address: the requirement that is looked for. */
  readonly #wanted = toSignal(inject(ActivatedRoute).fragment, { initialValue: null });
  readonly #session = inject(SessionStore);
  readonly #rulebook = inject(Rulebook);
  protected readonly engagement = httpResource<EngagementView>(() => `/api/engagements/${this.id()}`);
  protected readonly submissions = computed(() =>
    (this.engagement.hasValue() ? this.engagement.value().assessments : [])
      .filter((row) => row.submittedAt !== null && row.followsId === null && row.state !== 'cancelled')
      .sort((a, b) => Date.parse(b.submittedAt ?? '') - Date.parse(a.submittedAt ?? '')),
  );
  protected readonly chosen = computed(
    () => this.submissions().find(({ id }) => id === this.assessment()) ?? this.submissions()[0] ?? null,
  );
  protected readonly submission = httpResource<AssessmentView>(() => {
    const chosen = this.chosen();
    return chosen === null ? undefined : `/api/assessments/${chosen.id}`;
  });
  protected readonly seal = httpResource<SealStanding>(() =>
    this.#session.may('audit.read') ? '/api/audit/seal' : undefined,
  );

  protected readonly trace = computed(() => {
    const library = this.#rulebook.library();
    if (!this.engagement.hasValue() || !this.submission.hasValue() || library === null) return null;
    const shown = this.submission.value();
    const { clauses, findings } = this.engagement.value();
    return requirementTrace({
      requirements: shown.questionnaire.requirements,
      lines: sectionLines(shown, this.#session.today()).flatMap(({ lines }) => lines),
      clauses,
      library,
      findings,
    });
  });
  protected readonly asked = computed(() =>
    (this.trace() ?? []).filter(({ state }) => state !== 'not-asked'),
  );
  protected readonly others = computed(() =>
    (this.trace() ?? []).filter(({ state }) => state === 'not-asked'),
  );
  /** To be jumped to: a page of a whole rule is long, and these are what is looked for. */
  protected readonly wanting = computed(() =>
    (this.trace() ?? []).filter(({ state }) => state === 'gap' || state === 'unanswered'),
  );
  protected readonly counts = computed(() =>
    REQUIREMENT_STATES.map((state) => ({
      words: STATE_WORDS[state],
      n: number((this.trace() ?? []).filter((one) => one.state === state).length),
    })),
  );

  protected readonly states = STATE_WORDS;
  protected readonly findingStates = FINDING_STATE_WORDS;
  protected readonly verdicts = VERDICT_WORDS;
  protected readonly printer = mdiPrinterOutline;

  constructor() {
    afterRenderEffect(() => {
      const wanted = this.#wanted();
      if (wanted !== null && this.trace() !== null) this.goTo(wanted);
    });
  }

  protected up(shown: EngagementView) {
    return { text: `${shown.vendorName}: ${shown.name}`, link: `/engagements/${shown.id}` };
  }

  protected clauseWords({ status }: TracedClause): Words {
    return status === null ? CLAUSE_WITHOUT_CONTRACT : CLAUSE_STATUS_WORDS[status];
  }

  protected more(n: number): string {
    return message(
      $localize`:@@requirements.more-files:{n, plural, one {and # more file} other {and # more files}}`,
      {
        n,
      },
    );
  }

  protected sealed({ sealNo, hash, at }: NonNullable<SealStanding['head']>): string {
    return message(
      $localize`:@@requirements.sealed:The trail behind this page is sealed up to no. {sealNo} ({hash}), {at}.`,
      { sealNo: number(sealNo), hash: hash.slice(0, 12), at: formatMoment(at) },
    );
  }

  protected goTo(requirement: string): void {
    const heading = this.#document.getElementById(`requirement-${requirement}`);
    heading?.scrollIntoView();
    heading?.focus({ preventScroll: true });
  }

  protected print(): void {
    this.#document.defaultView?.print();
  }
}
