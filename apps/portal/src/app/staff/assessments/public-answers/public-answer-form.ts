import { Component, computed, inject, input, output, signal } from '@angular/core';
import { hidden, maxLength, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import type { PublicAnswer, StandingPublicAnswer, Uuid } from '@countersign/api-types';
import { type CompiledQuestion, textIn } from '@countersign/domain';
import { formatDate } from '../../../language/formats';
import { SessionStore } from '../../../session/session-store';
import { apiForm } from '../../../ui/form/api-form';
import { DayField } from '../../../ui/form/day-field';
import { FormFrame } from '../../../ui/form/form-frame';
import { LongTextField } from '../../../ui/form/long-text-field';
import { Revised } from '../../../ui/form/revised';
import { SelectField } from '../../../ui/form/select-field';
import { TextField } from '../../../ui/form/text-field';
import { Notices } from '../../../ui/notices';
import { PublicAnswersClient } from './public-answers-client';

interface PublicAnswerDraft {
  readonly choice: string;
  readonly says: string;
  readonly sourceTitle: string;
  readonly sourceAddress: string;
  readonly seenOn: string;
  readonly reason: string;
}

/** The others are told in words alone. */
const WITH_ONE_CHOICE: ReadonlySet<string> = new Set(['single', 'yes_no', 'yes_no_partial_na']);

/** Answers a question from a public document, or corrects what stands. */
@Component({
  selector: 'cs-public-answer-form',
  imports: [DayField, FormFrame, LongTextField, MatButton, SelectField, TextField],
  template: `
    <cs-form
      [form]="form"
      saveLabel="Save our answer"
      i18n-saveLabel="@@public-answer-form.save"
      savingLabel="Saving …"
      i18n-savingLabel="@@public-answer-form.saving"
    >
      @if (options().length > 0) {
        <cs-select-field
          label="Answer"
          i18n-label="@@public-answer-form.answer"
          none="The document does not say which"
          i18n-none="@@public-answer-form.the-document-does-not"
          [options]="options()"
          [formField]="form.fields.choice"
        />
      }
      <cs-long-text-field
        label="What the document states"
        i18n-label="@@public-answer-form.what-the-document-states"
        hint="Internal: the vendor never sees it, and it counts neither as its answer nor in the score"
        i18n-hint="@@public-answer-form.internal"
        [formField]="form.fields.says"
      />
      <div class="cs-fields">
        <cs-text-field
          label="Title of the document"
          i18n-label="@@public-answer-form.title"
          [formField]="form.fields.sourceTitle"
        />
        <cs-day-field
          label="Read on"
          i18n-label="@@public-answer-form.read-on"
          [latest]="today()"
          [formField]="form.fields.seenOn"
        />
      </div>
      <cs-text-field
        label="Address of the document"
        i18n-label="@@public-answer-form.address"
        hint="Such as https://vendor.example/trust"
        i18n-hint="@@public-answer-form.such-as"
        inputmode="url"
        verbatim
        [formField]="form.fields.sourceAddress"
      />
      @if (!form.fields.reason().hidden()) {
        <cs-long-text-field
          label="Why it is corrected"
          i18n-label="@@public-answer-form.why-it-is-corrected"
          [rows]="2"
          [formField]="form.fields.reason"
        />
      }
      <button i18n="@@public-answer-form.cancel" matButton type="button" csFormActions (click)="over.emit()">
        Cancel
      </button>
    </cs-form>
  `,
})
export class PublicAnswerForm {
  readonly assessmentId = input.required<Uuid>();
  readonly question = input.required<CompiledQuestion>();
  /** Null where nobody has ever answered it. */
  readonly answer = input.required<PublicAnswer | null>();
  readonly saved = output();
  readonly over = output();

  readonly #client = inject(PublicAnswersClient);
  readonly #notices = inject(Notices);
  protected readonly today = inject(SessionStore).today;
  readonly #draft = signal<PublicAnswerDraft>({
    choice: '',
    says: '',
    sourceTitle: '',
    sourceAddress: '',
    seenOn: this.today(),
    reason: '',
  });
  protected readonly options = computed(() => {
    const { type, options } = this.question();
    return WITH_ONE_CHOICE.has(type)
      ? options.map(({ id, label }) => ({ value: id, text: textIn(label) }))
      : [];
  });
  readonly #stands = computed(() => this.answer()?.says != null);

  readonly #revised = new Revised<StandingPublicAnswer, PublicAnswerDraft>({
    draft: this.#draft,
    row: () =>
      this.answer() ?? {
        revision: 0,
        choice: null,
        says: null,
        sourceTitle: null,
        sourceAddress: null,
        seenOn: null,
      },
    draftOf: ({ choice, says, sourceTitle, sourceAddress, seenOn }) => ({
      choice: choice ?? '',
      says: says ?? '',
      sourceTitle: sourceTitle ?? '',
      sourceAddress: sourceAddress ?? '',
      seenOn: seenOn ?? this.today(),
      reason: '',
    }),
    inWords: ({ choice, says, sourceTitle, sourceAddress, seenOn }) => [
      [
        $localize`:@@public-answer-form.answer:Answer`,
        this.options().find(({ value }) => value === choice)?.text ?? '',
      ],
      [$localize`:@@public-answer-form.what-the-document-states:What the document states`, says.trim()],
      [$localize`:@@public-answer-form.title:Title of the document`, sourceTitle.trim()],
      [$localize`:@@public-answer-form.read-on:Read on`, seenOn === '' ? '' : formatDate(seenOn)],
      [$localize`:@@public-answer-form.address:Address of the document`, sourceAddress.trim()],
    ],
  });

  protected readonly form = apiForm({
    model: this.#draft,
    revised: this.#revised,
    rules: (path) => {
      hidden(path.reason, { when: () => !this.#stands() });
      required(path.says, {
        message: $localize`:@@public-answer-form.say-what:Say what the document states.`,
      });
      maxLength(path.says, 4_000, {
        message: $localize`:@@public-answer-form.keep-within:Keep it within 4,000 characters.`,
      });
      required(path.sourceTitle, {
        message: $localize`:@@public-answer-form.name-the-document:Name the document.`,
      });
      maxLength(path.sourceTitle, 300, {
        message: $localize`:@@public-answer-form.keep-the-title:Keep the title within 300 characters.`,
      });
      required(path.sourceAddress, {
        message: $localize`:@@public-answer-form.give-the-address:Give the address at which the document is published.`,
      });
      maxLength(path.sourceAddress, 2_000, {
        message: $localize`:@@public-answer-form.keep-the-address:Keep the address within 2,000 characters.`,
      });
      required(path.seenOn, {
        message: $localize`:@@public-answer-form.give-the-day:Give the day on which you read it.`,
      });
      required(path.reason, {
        message: $localize`:@@public-answer-form.say-why:Say why it is corrected.`,
        when: () => this.#stands(),
      });
      maxLength(path.reason, 1_000, {
        message: $localize`:@@public-answer-form.keep-the-reason:Keep the reason within 1,000 characters.`,
      });
    },
    save: ({ choice, says, sourceTitle, sourceAddress, seenOn, reason }) =>
      this.#revised.save((revision) =>
        this.#client.give(this.assessmentId(), this.question().id, {
          choice: choice || null,
          says: says.trim(),
          sourceTitle: sourceTitle.trim(),
          sourceAddress: sourceAddress.trim(),
          seenOn,
          reason: reason.trim() || null,
          revision,
        }),
      ),
    saved: () => {
      this.#notices.done($localize`:@@public-answer-form.saved:Our answer was saved.`);
      this.saved.emit();
    },
  });
}
