import { Component, computed, inject, input, output } from '@angular/core';
import { applyEach, hidden, required, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import type { ApprovalOutcome } from '@countersign/api-types';
import { addDays, approvesUse } from '@countersign/domain';
import { mdiLockOutline } from '@mdi/js';
import { formatDay } from '../../../language/formats';
import { message } from '../../../language/message';
import { SessionStore } from '../../../session/session-store';
import { apiForm } from '../../../ui/form/api-form';
import { BelowOption } from '../../../ui/form/below-option';
import { DayField } from '../../../ui/form/day-field';
import { FormFrame } from '../../../ui/form/form-frame';
import { LongTextField } from '../../../ui/form/long-text-field';
import { prefilled } from '../../../ui/form/prefilled';
import { RadioField } from '../../../ui/form/radio-field';
import { TextField } from '../../../ui/form/text-field';
import { Icon } from '../../../ui/icon';
import { Notices } from '../../../ui/notices';
import { APPROVAL_WORDS } from '../../../ui/words';
import type { EngagementView } from '../engagement-view';
import { EngagementsClient } from '../engagements-client';
import { within } from '../../../ui/form/within';

interface ConditionDraft {
  readonly text: string;
  readonly dueOn: string;
}

interface ApprovalDraft {
  readonly outcome: ApprovalOutcome | '';
  readonly validTo: string;
  readonly conditions: readonly ConditionDraft[];
  readonly reason: string;
}

const NO_CONDITION: ConditionDraft = { text: '', dueOn: '' };
const UNDECIDED: ApprovalDraft = { outcome: '', validTo: '', conditions: [NO_CONDITION], reason: '' };
const EXPLANATIONS: Readonly<Record<ApprovalOutcome, string>> = {
  'to-contract': $localize`:@@approval-form.the-contract-may-be:The contract may be signed. No personal information may be released yet.`,
  approved: $localize`:@@approval-form.the-service-may-be:The service may be used as stated in the intake.`,
  'approved-with-conditions': $localize`:@@approval-form.as-approved-while-the:As approved, while the conditions you name are kept.`,
  rejected: $localize`:@@approval-form.the-service-may-not:The service may not be used.`,
};

@Component({
  selector: 'cs-approval-form',
  imports: [BelowOption, DayField, FormFrame, Icon, LongTextField, MatButton, RadioField, TextField],
  templateUrl: './approval-form.html',
  styleUrl: './approval-form.scss',
  host: { class: 'cs-panel cs-form-panel cs-stack' },
})
export class ApprovalForm {
  readonly engagement = input.required<EngagementView>();
  readonly approved = output();
  readonly barred = output();

  readonly #engagements = inject(EngagementsClient);
  readonly #notices = inject(Notices);
  readonly #today = inject(SessionStore).today;
  readonly #draft = prefilled(UNDECIDED, () => {
    const latest = this.engagement().latestValidTo;
    return { validTo: latest > this.#today() ? latest : '' };
  });

  protected readonly tomorrow = computed(() => addDays(this.#today(), 1));
  protected readonly latest = computed(() =>
    approves(this.#draft().outcome) ? this.engagement().latestValidTo : null,
  );
  protected readonly validToHint = computed(() => {
    const latest = this.latest();
    return latest === null
      ? ''
      : $localize`:@@approval-form.at-the-latest:At the latest ${formatDay(latest)}:day:`;
  });

  protected readonly locked = mdiLockOutline;
  protected readonly options = computed(() =>
    this.engagement().approvalOptions.map(({ outcome, allowed, blockedBy }) => ({
      value: outcome,
      text: APPROVAL_WORDS[outcome].text,
      barred: !allowed,
      explanation: EXPLANATIONS[outcome],
      because: allowed ? null : stillOpen(blockedBy.length),
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
      validate(path.validTo, ({ value }) => {
        const latest = this.latest();
        return latest !== null && value() > latest
          ? {
              kind: 'too-late',
              message: $localize`:@@approval-form.choose-a-last-day-up:Choose a last day up to ${formatDay(latest)}:day:: then the vendor has to be assessed again.`,
            }
          : null;
      });
      applyEach(path.conditions, (condition) => {
        const wanted = () => this.#draft().outcome === 'approved-with-conditions';
        required(condition.text, {
          message: $localize`:@@approval-form.say-what-has-to:Say what has to be done.`,
          when: wanted,
        });
        within(condition.text, 500);
        required(condition.dueOn, {
          message: $localize`:@@approval-form.enter-the-day-by:Enter the day by which it has to be done.`,
          when: wanted,
        });
        validate(condition.dueOn, ({ value }) =>
          value() !== '' && value() <= this.#today()
            ? {
                kind: 'past',
                message: $localize`:@@approval-form.choose-a-day-after-today:Choose a day after today.`,
              }
            : null,
        );
      });
      required(path.reason, {
        message: $localize`:@@approval-form.give-the-reason-for:Give the reason for the decision.`,
      });
      within(path.reason, 10_000);
    },
    save: (draft) =>
      this.#engagements.approve(this.engagement().id, {
        outcome: draft.outcome || 'rejected',
        validTo: draft.outcome === 'rejected' ? null : draft.validTo,
        conditions:
          draft.outcome === 'approved-with-conditions'
            ? draft.conditions.map(({ text, dueOn }) => ({ text: text.trim(), dueOn }))
            : [],
        reason: draft.reason.trim(),
        after: this.engagement().approvals[0]?.id ?? null,
      }),
    barred: () => {
      this.barred.emit();
    },
    saved: () => {
      this.#notices.done($localize`:@@approval-form.the-decision-was-recorded:The decision was recorded.`);
      this.#draft.update((draft) => ({ ...draft, outcome: '', conditions: [NO_CONDITION], reason: '' }));
      this.approved.emit();
    },
  });

  protected addCondition(): void {
    this.#draft.update((draft) => ({ ...draft, conditions: [...draft.conditions, NO_CONDITION] }));
  }

  protected leaveOut(place: number): void {
    this.#draft.update((draft) => ({
      ...draft,
      conditions: draft.conditions.filter((_one, index) => index !== place),
    }));
  }
}

function approves(outcome: ApprovalOutcome | ''): boolean {
  return outcome !== '' && approvesUse(outcome);
}

function stillOpen(n: number): string {
  return message(
    $localize`:@@approval-form.points-above-are-open:{n, plural, one {One point above is open.} other {# points above are open.}}`,
    { n },
  );
}
