import { Component, computed, inject, input, output, signal } from '@angular/core';
import { FormField, maxLength, required, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import type { SentAs } from '@countersign/api-types';
import { addDays } from '@countersign/domain';
import { formatDay } from '../../../language/formats';
import { SessionStore } from '../../../session/session-store';
import { apiForm } from '../../../ui/form/api-form';
import { CheckboxSet } from '../../../ui/form/checkbox-set';
import { DayField } from '../../../ui/form/day-field';
import { FormFrame } from '../../../ui/form/form-frame';
import { LongTextField } from '../../../ui/form/long-text-field';
import { Revised } from '../../../ui/form/revised';
import { SelectField } from '../../../ui/form/select-field';
import { Notices } from '../../../ui/notices';
import { VendorsClient } from '../../vendors/vendors-client';
import type { AssessmentView } from '../assessment-view';
import { AssessmentsClient } from '../assessments-client';

type Telling = 'reason' | 'again';

interface Correction {
  readonly dueOn: string;
  readonly contactId: string;
  readonly message: string;
  readonly reason: string;
  readonly telling: readonly Telling[];
}

const EMPTY: Correction = { dueOn: '', contactId: '', message: '', reason: '', telling: [] };

const TELLING: readonly { readonly value: Telling; readonly text: string }[] = [
  {
    value: 'reason',
    text: $localize`:@@correct-form.name-the-reason:Name the reason in the mail about another due date`,
  },
  {
    value: 'again',
    text: $localize`:@@correct-form.send-the-invitation-again:Send the same contact the invitation again, with the message`,
  },
];

/** Mends by which day, by whom and with which words an assessment is asked for. */
@Component({
  selector: 'cs-correct-form',
  imports: [CheckboxSet, DayField, FormField, FormFrame, LongTextField, MatButton, SelectField],
  templateUrl: './correct-form.html',
  host: { class: 'cs-stack' },
})
export class CorrectForm {
  readonly assessment = input.required<AssessmentView>();
  readonly done = output<AssessmentView>();
  readonly left = output();
  readonly barred = output();

  readonly #assessments = inject(AssessmentsClient);
  readonly #notices = inject(Notices);
  readonly #today = inject(SessionStore).today;
  readonly #draft = signal(EMPTY);
  protected readonly tomorrow = computed(() => addDays(this.#today(), 1));
  protected readonly vendor = inject(VendorsClient).vendor(computed(() => this.assessment().row.vendorId));
  protected readonly contacts = computed(() => {
    const { contact } = this.assessment();
    const known = this.vendor.hasValue() ? this.vendor.value().contacts : [contact];
    return known
      .filter(({ active, id }) => active || id === contact.id)
      .map(({ id, name, email }) => ({ value: id, text: `${name}, ${email}` }));
  });
  /** What the present choice leaves to be told: another contact is invited in any case. */
  protected readonly telling = computed(() =>
    TELLING.filter(({ value }) =>
      value === 'reason'
        ? this.#draft().dueOn !== this.assessment().row.dueOn
        : this.#draft().contactId === this.assessment().contact.id,
    ),
  );

  protected readonly revised = new Revised<SentAs, Correction>({
    draft: this.#draft,
    row: () => {
      const { row, contact, message, revision } = this.assessment();
      return { dueOn: row.dueOn, contactId: contact.id, contactName: contact.name, message, revision };
    },
    draftOf: ({ dueOn, contactId, message }) => ({ ...EMPTY, dueOn, contactId, message: message ?? '' }),
    inWords: ({ dueOn, contactId, message }) => [
      [$localize`:@@correct-form.answers-needed-by:Answers needed by`, dueOn === '' ? '' : formatDay(dueOn)],
      [
        $localize`:@@correct-form.contact:Contact who answers`,
        this.contacts().find(({ value }) => value === contactId)?.text ?? '',
      ],
      [$localize`:@@correct-form.message-to-the-contact:Message to the contact`, message.trim()],
    ],
  });

  protected readonly form = apiForm({
    model: this.#draft,
    revised: this.revised,
    rules: (path) => {
      required(path.dueOn, {
        message: $localize`:@@correct-form.enter-the-day-by:Enter the day by which you need the answers.`,
      });
      required(path.reason, {
        message: $localize`:@@correct-form.say-why-it-is:Say why it is changed: the reason stays in the history.`,
      });
      validate(path.reason, ({ valueOf }) =>
        this.revised.refusals() === 0 &&
        this.#isSame(valueOf(path.dueOn), valueOf(path.contactId), valueOf(path.message)) &&
        !valueOf(path.telling).includes('again')
          ? {
              kind: 'nothing',
              message: $localize`:@@correct-form.nothing-is-changed:Nothing is changed yet: change the due date, the contact or the message, or send the invitation again.`,
            }
          : null,
      );
      validate(path.dueOn, ({ value }) =>
        value() !== '' && value() !== this.assessment().row.dueOn && value() <= this.#today()
          ? {
              kind: 'past',
              message: $localize`:@@correct-form.choose-a-day-after-today:Choose a day after today.`,
            }
          : null,
      );
      maxLength(path.message, 2_000, {
        message: $localize`:@@correct-form.keep-the-message-within:Keep the message within 2,000 characters.`,
      });
      maxLength(path.reason, 2_000, {
        message: $localize`:@@correct-form.keep-the-reason-within:Keep the reason within 2,000 characters.`,
      });
    },
    save: ({ dueOn, contactId, message, reason, telling }) =>
      this.revised.save((revision) =>
        this.#assessments.correct(this.assessment().id, {
          dueOn,
          contactId,
          message: message.trim() || null,
          reason: reason.trim(),
          reasonShared: telling.includes('reason'),
          sentAgain: telling.includes('again') && contactId === this.assessment().contact.id,
          revision,
        }),
      ),
    barred: () => {
      this.barred.emit();
    },
    saved: (assessment) => {
      this.#notices.done(
        $localize`:@@correct-form.the-assessment-was-corrected:The assessment was corrected.`,
      );
      this.done.emit(assessment);
    },
  });

  #isSame(dueOn: string, contactId: string, message: string): boolean {
    const now = this.assessment();
    return dueOn === now.row.dueOn && contactId === now.contact.id && message.trim() === (now.message ?? '');
  }
}
