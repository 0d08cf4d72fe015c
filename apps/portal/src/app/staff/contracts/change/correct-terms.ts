import { Component, computed, inject, input, signal } from '@angular/core';
import { maxLength, required, validate } from '@angular/forms/signals';
import { MatAnchor, MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { type Amendment, type ContractTerms, dayProblem } from '@countersign/domain';
import { throwError } from 'rxjs';
import { SessionStore } from '../../../session/session-store';
import { formatDate, number } from '../../../language/formats';
import { apiForm } from '../../../ui/form/api-form';
import { DayField } from '../../../ui/form/day-field';
import { FormFrame } from '../../../ui/form/form-frame';
import { LongTextField } from '../../../ui/form/long-text-field';
import { Revised } from '../../../ui/form/revised';
import { Notices } from '../../../ui/notices';
import { ObjectState } from '../../../ui/object/object-state';
import { PageHeader } from '../../../ui/page-header';
import type { ContractView } from '../contract-view';
import { ContractsClient } from '../contracts-client';
import { signedOnRule } from '../new/details-draft';
import {
  draftFieldFor,
  draftOf,
  EMPTY_TERMS,
  TERM_FIELDS,
  type TermsDraft,
  termsDraftInWords,
  termsOf,
  termsProblem,
} from '../new/terms-draft';
import { TermsFields } from '../new/terms-fields';
import { TermsPreview } from '../new/terms-preview';
import { amendmentInWords } from '../terms/amendment-words';
import { contractCalendar } from '../terms/contract-calendar';
import { VoidNote } from './void-note';

interface CorrectionDraft {
  readonly signedOn: string;
  readonly terms: TermsDraft;
  readonly amendments: readonly Amendment[];
  readonly reason: string;
}

type Said = Pick<ContractView, 'revision' | 'signedOn' | 'terms'>;

const EMPTY: CorrectionDraft = { signedOn: '', terms: EMPTY_TERMS, amendments: [], reason: '' };

/** What a contract says, where it was recorded wrongly or in part; what it replaces stays in the history. */
@Component({
  selector: 'cs-correct-terms',
  imports: [
    DayField,
    FormFrame,
    LongTextField,
    MatAnchor,
    MatButton,
    ObjectState,
    PageHeader,
    RouterLink,
    TermsFields,
    TermsPreview,
    VoidNote,
  ],
  template: `
    @if (contract.hasValue()) {
      @let shown = contract.value();
      <cs-page-header
        heading="Correct the terms"
        i18n-heading="@@correct-terms.correct-the-terms"
        [lead]="shown.row.vendorName"
        [up]="{ text: shown.row.title, link: '/contracts/' + shown.id }"
      />
      @if (shown.row.voided) {
        <cs-void-note [id]="id()" />
      } @else {
        <div class="columns">
          <div class="cs-panel cs-stack">
            <cs-form
              [form]="form"
              saveLabel="Save the terms"
              i18n-saveLabel="@@correct-terms.save-the-terms"
              savingLabel="Saving …"
              i18n-savingLabel="@@correct-terms.saving"
            >
              <cs-day-field
                label="Signed on"
                i18n-label="@@correct-terms.signed-on"
                hint="Empty while it is not signed"
                i18n-hint="@@correct-terms.empty-while-it-is"
                [latest]="today()"
                [formField]="form.fields.signedOn"
              />
              <cs-terms-fields [fields]="form.fields.terms" />
              @if (amendments().length > 0) {
                <fieldset>
                  <legend i18n="@@correct-terms.amendments">Amendments</legend>
                  <ul class="amendments">
                    @for (amendment of amendments(); track $index) {
                      <li>
                        <span>{{ line(amendment) }}</span>
                        <button
                          i18n="@@correct-terms.leave-out"
                          matButton
                          type="button"
                          (click)="leaveOut($index)"
                        >
                          Leave it out
                        </button>
                      </li>
                    }
                  </ul>
                </fieldset>
              }
              <cs-long-text-field
                label="Reason"
                i18n-label="@@correct-terms.reason"
                hint="What it replaces is kept with it."
                i18n-hint="@@correct-terms.what-it-replaces"
                [rows]="2"
                [formField]="form.fields.reason"
              />
              <a
                i18n="@@correct-terms.cancel"
                matButton
                [routerLink]="['/contracts', shown.id]"
                csFormActions
              >
                Cancel
              </a>
            </cs-form>
          </div>
          <cs-terms-preview class="preview" [terms]="terms()" [calendar]="calendar()" />
        </div>
      }
    } @else {
      <cs-object-state [of]="contract" />
    }
  `,
  styleUrl: '../new/new-contract.scss',
  styles: `
    .amendments {
      display: grid;
      gap: var(--cs-space-2);
    }

    .amendments li {
      display: flex;
      flex-wrap: wrap;
      gap: var(--cs-space-2);
      align-items: baseline;
      justify-content: space-between;
    }
  `,
  host: { class: 'cs-stack' },
})
export class CorrectTermsPage {
  readonly id = input.required<string>();

  readonly #contracts = inject(ContractsClient);
  readonly #router = inject(Router);
  readonly #notices = inject(Notices);
  protected readonly today = inject(SessionStore).today;
  protected readonly calendar = contractCalendar();
  protected readonly contract = this.#contracts.contract(this.id);
  readonly #shown = computed<ContractView | null>(() =>
    this.contract.hasValue() ? this.contract.value() : null,
  );
  readonly #draft = signal(EMPTY);
  protected readonly amendments = computed(() => this.#draft().amendments);
  readonly #revised = new Revised<Said, CorrectionDraft>({
    draft: this.#draft,
    row: () => this.#shown(),
    subject: () => this.id(),
    draftOf: ({ signedOn, terms }) => ({
      signedOn: signedOn ?? '',
      terms: draftOf(terms),
      amendments: terms.amendments,
      reason: '',
    }),
    inWords: ({ signedOn, terms, amendments }) => [
      [
        $localize`:@@correct-terms.signed-on:Signed on`,
        dayProblem(signedOn) === null ? formatDate(signedOn) : '',
      ],
      ...termsDraftInWords(terms),
      [$localize`:@@correct-terms.amendments:Amendments`, amendments.map(amendmentLine).join('; ')],
    ],
    groundsInWords: ({ terms }) => [
      [
        $localize`:@@correct-terms.ended-early-on:Ended early on (stays as it is stored)`,
        terms.endedEarlyOn === null ? '' : formatDate(terms.endedEarlyOn),
      ],
      [
        $localize`:@@correct-terms.renewals-agreed:Renewals agreed (stay as they are stored)`,
        number(terms.agreedRenewals ?? 0),
      ],
      [
        $localize`:@@correct-terms.agreed-terms:Agreed terms until (stay as they are stored)`,
        (terms.agreedTerms ?? []).map(({ lastDay }) => formatDate(lastDay)).join(', '),
      ],
    ],
  });
  protected readonly terms = computed<ContractTerms | null>(() => {
    const shown = this.#shown();
    return shown === null ? null : this.#corrected(shown);
  });

  readonly form = apiForm({
    model: this.#draft,
    revised: this.#revised,
    rules: (path) => {
      signedOnRule(path.signedOn, this.today);
      for (const field of TERM_FIELDS) {
        validate(path.terms[field], ({ valueOf }) => {
          const message = termsProblem(valueOf(path.terms), field);
          return message === null ? null : { kind: 'terms', message };
        });
      }
      required(path.reason, {
        message: $localize`:@@correct-terms.give-the-reason:Give the reason: what it replaces is kept with it.`,
      });
      maxLength(path.reason, 2_000, {
        message: $localize`:@@correct-terms.keep-the-reason-within:Keep the reason within 2,000 characters.`,
      });
    },
    save: ({ signedOn, reason }) =>
      this.#revised.save((revision, base) => {
        const terms = base === null ? null : this.#corrected(base);
        return terms === null
          ? throwError(() => new Error('The terms are not complete.'))
          : this.#contracts.correctTerms(this.id(), {
              signedOn: signedOn || null,
              terms,
              reason: reason.trim(),
              revision,
            });
      }),
    fieldFor: draftFieldFor,
    saved: (contract) => {
      this.#notices.done($localize`:@@correct-terms.the-terms-were-saved:The terms were saved.`);
      void this.#router.navigate(['/contracts', contract.id]);
    },
  });

  /** What is not corrected here stays as it was seen last: an early end, and what was agreed. */
  #corrected({ terms: seen }: Said): ContractTerms | null {
    const terms = termsOf(this.#draft().terms);
    if (terms === null) return null;
    const { endedEarlyOn, agreedRenewals, agreedTerms } = seen;
    return {
      ...terms,
      amendments: this.amendments(),
      endedEarlyOn,
      ...(agreedRenewals !== undefined && { agreedRenewals }),
      ...(agreedTerms !== undefined && { agreedTerms }),
    };
  }

  protected leaveOut(index: number): void {
    this.#draft.update((draft) => ({
      ...draft,
      amendments: draft.amendments.filter((_one, at) => at !== index),
    }));
  }

  protected line(amendment: Amendment): string {
    return amendmentLine(amendment);
  }
}

function amendmentLine(amendment: Amendment): string {
  const [day, words] = [formatDate(amendment.agreedOn), amendmentInWords(amendment)];
  return $localize`:@@correct-terms.amendment-of:Of ${day}:day:, from term ${amendment.fromTerm}:term:: ${words}:words:`;
}
