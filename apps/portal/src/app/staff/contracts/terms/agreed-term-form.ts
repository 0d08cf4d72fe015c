import { ruleWords } from '../../../language/rule-words';
import { Component, computed, effect, inject, input, linkedSignal, output, untracked } from '@angular/core';
import { maxLength, required, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import type { AgreedTermLine } from '@countersign/api-types';
import { agreedTermProblems, type BusinessCalendar, dayProblem } from '@countersign/domain';
import { SessionStore } from '../../../session/session-store';
import { apiForm } from '../../../ui/form/api-form';
import { DayField } from '../../../ui/form/day-field';
import { FormFrame } from '../../../ui/form/form-frame';
import { LongTextField } from '../../../ui/form/long-text-field';
import { TextField } from '../../../ui/form/text-field';
import { Notices } from '../../../ui/notices';
import type { ContractView } from '../contract-view';
import { ContractsClient } from '../contracts-client';
import { SeenContract } from '../seen-contract';

interface AgreedDraft {
  readonly lastDay: string;
  readonly signedOn: string;
  readonly document: string;
  readonly reason: string;
}

/** A further term that both sides have signed; or the correction of one, with the reason. */
@Component({
  selector: 'cs-agreed-term-form',
  imports: [DayField, FormFrame, LongTextField, MatButton, TextField],
  template: `
    <h2>
      @if (corrects()) {
        <ng-container i18n="@@agreed-term-form.correct-the-agreed-term">Correct the agreed term</ng-container>
      } @else {
        <ng-container i18n="@@agreed-term-form.record-the-agreed-term">Record the agreed term</ng-container>
      }
    </h2>
    <p i18n="@@agreed-term-form.it-begins-the-day-after" class="cs-muted">
      It begins the day after the term before it and holds once both sides have signed it.
    </p>
    <cs-form
      [form]="form"
      [saveLabel]="saveLabel()"
      savingLabel="Recording …"
      i18n-savingLabel="@@agreed-term-form.recording"
    >
      <div class="cs-fields">
        <cs-day-field
          label="Its last day"
          i18n-label="@@agreed-term-form.its-last-day"
          [formField]="form.fields.lastDay"
        />
        <cs-day-field
          label="Signed on"
          i18n-label="@@agreed-term-form.signed-on"
          [earliest]="contract().signedOn"
          [latest]="today()"
          [formField]="form.fields.signedOn"
        />
        <cs-text-field
          label="Document"
          i18n-label="@@agreed-term-form.document"
          hint="Optional: what was signed, and where it is kept"
          i18n-hint="@@agreed-term-form.what-was-signed"
          [formField]="form.fields.document"
        />
      </div>
      @if (corrects()) {
        <cs-long-text-field
          label="Reason"
          i18n-label="@@agreed-term-form.reason"
          hint="What it replaces is kept with it."
          i18n-hint="@@agreed-term-form.what-it-replaces"
          [rows]="2"
          [formField]="form.fields.reason"
        />
      }
      <button i18n="@@agreed-term-form.cancel" matButton type="button" csFormActions (click)="left.emit()">
        Cancel
      </button>
    </cs-form>
  `,
  host: { class: 'cs-panel cs-stack' },
})
export class AgreedTermForm {
  readonly contract = input.required<ContractView>();
  readonly calendar = input.required<BusinessCalendar>();
  /** Null for a further one. */
  readonly corrects = input<AgreedTermLine | null>(null);
  readonly recorded = output<ContractView>();
  readonly left = output();

  readonly #contracts = inject(ContractsClient);
  readonly #notices = inject(Notices);
  protected readonly today = inject(SessionStore).today;
  readonly #seen = new SeenContract(this.contract);
  readonly #draft = linkedSignal<AgreedTermLine | null, AgreedDraft>({
    source: this.corrects,
    computation: (line) => ({
      lastDay: line?.lastDay ?? '',
      signedOn: line?.signedOn ?? '',
      document: line?.document ?? '',
      reason: '',
    }),
  });
  readonly #position = computed(
    () => this.corrects()?.position ?? (this.contract().terms.agreedTerms ?? []).length + 1,
  );
  protected readonly saveLabel = computed(() =>
    this.corrects() === null
      ? $localize`:@@agreed-term-form.record-the-agreed-term:Record the agreed term`
      : $localize`:@@agreed-term-form.correct-the-agreed-term:Correct the agreed term`,
  );

  protected readonly form = apiForm({
    model: this.#draft,
    revised: this.#seen,
    rules: (path) => {
      for (const field of ['lastDay', 'signedOn'] as const) {
        validate(path[field], ({ valueOf }) => {
          const message = this.#problem(field, valueOf(path));
          return message === null ? null : { kind: 'agreed', message };
        });
      }
      maxLength(path.document, 2_000, {
        message: $localize`:@@agreed-term-form.keep-the-document-within:Keep the document within 2,000 characters.`,
      });
      required(path.reason, {
        when: () => this.corrects() !== null,
        message: $localize`:@@agreed-term-form.give-the-reason:Give the reason: what it replaces is kept with it.`,
      });
      maxLength(path.reason, 2_000, {
        message: $localize`:@@agreed-term-form.keep-the-reason-within:Keep the reason within 2,000 characters.`,
      });
    },
    save: ({ lastDay, signedOn, document, reason }) => {
      const term = { lastDay, signedOn, document: document.trim() || null };
      const { id } = this.contract();
      return this.#seen.save((revision) =>
        this.corrects() === null
          ? this.#contracts.agreeTerm(id, { ...term, revision })
          : this.#contracts.correctAgreedTerm(id, this.#position(), {
              ...term,
              reason: reason.trim(),
              revision,
            }),
      );
    },
    saved: (contract) => {
      this.#notices.done(
        this.corrects() === null
          ? $localize`:@@agreed-term-form.the-agreed-term-was:The agreed term was recorded.`
          : $localize`:@@agreed-term-form.was-corrected:The agreed term was corrected.`,
      );
      this.recorded.emit(contract);
    },
  });

  constructor() {
    // Another line may be corrected in a form that is open: it is then opened anew.
    effect(() => {
      this.corrects();
      untracked(() => {
        this.#seen.begin();
      });
    });
  }

  /** The words of the rules, once both days are there. */
  #problem(field: 'lastDay' | 'signedOn', { lastDay, signedOn }: AgreedDraft): string | null {
    const given = field === 'lastDay' ? lastDay : signedOn;
    const missing =
      field === 'lastDay'
        ? $localize`:@@agreed-term-form.give-its-last-day:Give the last day of the agreed term.`
        : $localize`:@@agreed-term-form.give-the-day-of-signing:Give the day on which both sides have signed it.`;
    if (given === '') return missing;
    const problem = dayProblem(given);
    if (problem !== null) return ruleWords(problem);
    if (dayProblem(lastDay) !== null || dayProblem(signedOn) !== null) return null;
    const { terms, signedOn: contractSignedOn } = this.contract();
    const on = { terms, signedOn: contractSignedOn, calendar: this.calendar(), today: this.today() };
    const found = agreedTermProblems(on, { lastDay, signedOn }, this.#position());
    const wrong = found.find((one) => one.field === field);
    return wrong === undefined ? null : ruleWords(wrong.message);
  }
}
