import { Component, computed, inject, input, signal } from '@angular/core';
import { maxLength, required, validate } from '@angular/forms/signals';
import { MatAnchor } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { isReviewable, UNANSWERED_STATES } from '@countersign/domain';
import type { EngagementFields, NewEnd } from '@countersign/api-types';
import { formatDate } from '../../language/formats';
import { SessionStore } from '../../session/session-store';
import { apiForm } from '../../ui/form/api-form';
import { DayField } from '../../ui/form/day-field';
import { FormFrame } from '../../ui/form/form-frame';
import { LongTextField } from '../../ui/form/long-text-field';
import { RadioField } from '../../ui/form/radio-field';
import { Revised } from '../../ui/form/revised';
import { Notices } from '../../ui/notices';
import { ObjectState } from '../../ui/object/object-state';
import { PageHeader } from '../../ui/page-header';
import { AssessmentTable } from '../tables/assessment-table';
import { ContractTable } from '../tables/contract-table';
import { ownFields } from './engagement-draft';
import { EngagementsClient } from './engagements-client';
import { Offboarding } from './offboarding';

interface EndDraft {
  lastDay: string;
  reason: string;
  assessments: NewEnd['assessments'];
}

const OPEN_WORK_WORDS: Readonly<Record<NewEnd['assessments'], string>> = {
  cancel: $localize`:@@end-engagement.cancel-them:Cancel them`,
  keep: $localize`:@@end-engagement.keep-them:Keep them`,
};

/** Says what follows from the end of a service, and then ends it. */
@Component({
  selector: 'cs-end-engagement',
  imports: [
    AssessmentTable,
    ContractTable,
    DayField,
    FormFrame,
    LongTextField,
    MatAnchor,
    ObjectState,
    Offboarding,
    PageHeader,
    RadioField,
    RouterLink,
  ],
  templateUrl: './end-engagement.html',
  styles: 'ul { padding-inline-start: var(--cs-space-5); }',
  host: { class: 'cs-stack' },
})
export class EndEngagementPage {
  readonly id = input.required<string>();

  readonly #engagements = inject(EngagementsClient);
  readonly #router = inject(Router);
  readonly #notices = inject(Notices);
  readonly #today = inject(SessionStore).today;
  readonly #draft = signal<EndDraft>({ lastDay: '', reason: '', assessments: 'cancel' });
  protected readonly engagement = this.#engagements.engagement(this.id);
  protected readonly revised = new Revised<EngagementFields, EndDraft>({
    draft: this.#draft,
    row: () => (this.engagement.hasValue() ? ownFields(this.engagement.value()) : null),
    subject: () => this.id(),
    draftOf: ({ end }) => ({
      lastDay: end?.lastDay ?? '',
      reason: end?.reason ?? '',
      assessments: end?.assessments ?? 'cancel',
    }),
    inWords: ({ lastDay, reason, assessments }) => [
      [$localize`:@@end-engagement.last-day:Last day`, lastDay === '' ? '' : formatDate(lastDay)],
      [$localize`:@@end-engagement.reason:Reason`, reason.trim()],
      [$localize`:@@end-engagement.open-questionnaires:Open questionnaires`, OPEN_WORK_WORDS[assessments]],
    ],
  });

  protected readonly lead = computed(() =>
    this.engagement.hasValue()
      ? $localize`:@@end-engagement.lead:${this.engagement.value().name}:name:, ${this.engagement.value().vendorName}:vendorName:. What was decided is kept, and the engagement can be reopened.`
      : null,
  );
  protected readonly later = computed(() => this.#draft().lastDay > this.#today());
  /** One that was declined ends too, and its vendor is told. */
  protected readonly withVendor = computed(() =>
    this.#assessments().filter(({ state }) => (UNANSWERED_STATES as readonly string[]).includes(state)),
  );
  protected readonly toReview = computed(() =>
    this.#assessments().filter(({ state }) => isReviewable(state)),
  );
  protected readonly contracts = computed(() =>
    this.engagement.hasValue()
      ? this.engagement.value().contracts.filter(({ state }) => state !== 'ended' && state !== 'held-over')
      : [],
  );
  protected readonly whatOfOpen = [
    {
      value: 'cancel' as const,
      text: OPEN_WORK_WORDS.cancel,
      explanation: $localize`:@@end-engagement.their-links-end:The vendor is told by mail that they are no longer needed, their links end, and no reminder goes out. Reopening does not undo this; a cancelled questionnaire can then be brought back on its page, follow-up questions are sent anew.`,
    },
    {
      value: 'keep' as const,
      text: OPEN_WORK_WORDS.keep,
      explanation: $localize`:@@end-engagement.the-vendor-goes-on:The vendor goes on answering and is reminded as before, for instance about the return of the data.`,
    },
  ];

  /** Nothing ends before it is used. */
  protected readonly since = computed(() =>
    this.engagement.hasValue() ? this.engagement.value().use.since : null,
  );

  readonly form = apiForm({
    model: this.#draft,
    revised: this.revised,
    rules: (path) => {
      required(path.lastDay, {
        message: $localize`:@@end-engagement.enter-the-last-day:Enter the last day of the service.`,
      });
      validate(path.lastDay, ({ value }) => {
        const since = this.since();
        return since !== null && value() !== '' && value() < since
          ? {
              kind: 'before-use',
              message: $localize`:@@end-engagement.not-before-its-use:Choose ${formatDate(since)}:since: or a later day: the service has been used since then.`,
            }
          : null;
      });
      required(path.reason, {
        message: $localize`:@@end-engagement.say-why-it-ends:Say why the service ends.`,
      });
      maxLength(path.reason, 10_000, {
        message: $localize`:@@end-engagement.keep-the-reason-within:Keep the reason within 10,000 characters.`,
      });
    },
    save: (draft) =>
      this.revised.save((revision) =>
        this.#engagements.end(this.id(), { ...draft, reason: draft.reason.trim(), revision }),
      ),
    saved: ({ id, name, end }) => {
      this.#notices.done(
        end?.planned
          ? $localize`:@@end-engagement.ends-on:${name}:name: ends after ${formatDate(end.lastDay)}:lastDay:.`
          : $localize`:@@end-engagement.was-ended:${name}:name: was ended.`,
      );
      void this.#router.navigate(['/engagements', id]);
    },
  });

  readonly #assessments = computed(() =>
    this.engagement.hasValue() ? this.engagement.value().assessments : [],
  );
}
