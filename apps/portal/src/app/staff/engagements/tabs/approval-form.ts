import { Component, computed, inject, input, output, signal } from '@angular/core';
import { hidden, required, validate } from '@angular/forms/signals';
import type { ApprovalOutcome } from '@countersign/api-types';
import { addMonths } from '@countersign/domain';
import { mdiLockOutline } from '@mdi/js';
import { SessionStore } from '../../../session/session-store';
import { apiForm } from '../../../ui/form/api-form';
import { BelowOption } from '../../../ui/form/below-option';
import { DayField } from '../../../ui/form/day-field';
import { FormFrame } from '../../../ui/form/form-frame';
import { LongTextField } from '../../../ui/form/long-text-field';
import { RadioField } from '../../../ui/form/radio-field';
import { Icon } from '../../../ui/icon';
import { Notices } from '../../../ui/notices';
import { APPROVAL_WORDS } from '../../../ui/words';
import type { EngagementView } from '../engagement-view';
import { EngagementsClient } from '../engagements-client';

interface ApprovalDraft {
  readonly outcome: ApprovalOutcome | '';
  readonly validTo: string;
  readonly conditions: string;
  readonly reason: string;
}

const MONTHS_VALID = 12;
const EXPLANATIONS: Readonly<Record<ApprovalOutcome, string>> = {
  'to-contract': $localize`:@@approval-form.the-contract-may-be:The contract may be signed. No personal information may be released yet.`,
  approved: $localize`:@@approval-form.the-service-may-be:The service may be used as stated in the intake.`,
  'approved-with-conditions': $localize`:@@approval-form.as-approved-while-the:As approved, while the conditions you name are kept.`,
  rejected: $localize`:@@approval-form.the-service-may-not:The service may not be used.`,
};

@Component({
  selector: 'cs-approval-form',
  imports: [BelowOption, DayField, FormFrame, Icon, LongTextField, RadioField],
  templateUrl: './approval-form.html',
  styleUrl: './approval-form.scss',
  host: { class: 'cs-panel cs-form-panel cs-stack' },
})
export class ApprovalForm {
  readonly engagement = input.required<EngagementView>();
  readonly approved = output();

  readonly #engagements = inject(EngagementsClient);
  readonly #notices = inject(Notices);
  readonly #today = inject(SessionStore).today;
  readonly #draft = signal<ApprovalDraft>({
    outcome: '',
    validTo: addMonths(this.#today(), MONTHS_VALID),
    conditions: '',
    reason: '',
  });

  protected readonly locked = mdiLockOutline;
  protected readonly options = computed(() =>
    this.engagement().approvalOptions.map(({ outcome, allowed, because }) => ({
      value: outcome,
      text: APPROVAL_WORDS[outcome].text,
      barred: !allowed,
      explanation: !allowed || !because ? EXPLANATIONS[outcome] : null,
      because,
    })),
  );

  protected readonly form = apiForm({
    model: this.#draft,
    rules: (path) => {
      required(path.outcome, { message: $localize`:@@approval-form.choose-a-decision:Choose a decision.` });
      hidden(path.validTo, { when: ({ valueOf }) => ['rejected', ''].includes(valueOf(path.outcome)) });
      hidden(path.conditions, {
        when: ({ valueOf }) => valueOf(path.outcome) !== 'approved-with-conditions',
      });
      required(path.validTo, {
        message: $localize`:@@approval-form.enter-the-day-to:Enter the day to which the approval holds.`,
      });
      validate(path.validTo, ({ value }) =>
        value() !== '' && value() <= this.#today()
          ? {
              kind: 'past',
              message: $localize`:@@approval-form.choose-a-last-day:Choose a last day in the future.`,
            }
          : null,
      );
      required(path.conditions, {
        message: $localize`:@@approval-form.name-the-conditions:Name the conditions.`,
      });
      required(path.reason, {
        message: $localize`:@@approval-form.give-the-reason-for:Give the reason for the decision.`,
      });
    },
    save: (draft) =>
      this.#engagements.approve(this.engagement().id, {
        outcome: draft.outcome || 'rejected',
        validTo: draft.outcome === 'rejected' ? null : draft.validTo,
        conditions: draft.outcome === 'approved-with-conditions' ? draft.conditions.trim() : null,
        reason: draft.reason.trim(),
      }),
    saved: () => {
      this.#notices.done($localize`:@@approval-form.the-decision-was-recorded:The decision was recorded.`);
      this.#draft.update((draft) => ({ ...draft, outcome: '', conditions: '', reason: '' }));
      this.approved.emit();
    },
  });
}
