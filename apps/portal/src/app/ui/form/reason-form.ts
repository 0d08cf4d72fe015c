import { Component, computed, inject, input, output, signal } from '@angular/core';
import { required, submit } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import type { Observable } from 'rxjs';
import { Notices } from '../notices';
import { apiForm } from './api-form';
import type { Meets } from './clash-note';
import { FormFrame } from './form-frame';
import { LongTextField } from './long-text-field';
import { within } from './within';

/** Characters of a reason that decides on a risk or a service. */
export const USUAL_REASON = 10_000;

/** What is done to one thing for a reason that is kept, and the words for it. */
export interface Reasoned {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  /** Said where no reason is given. */
  readonly missing: string;
  readonly saveLabel: string;
  readonly savingLabel: string;
  readonly leaveLabel: string;
  readonly done: string;
  /** How many characters the API takes, where that is not what it usually does. */
  readonly most?: number;
  readonly save: (reason: string) => Observable<unknown>;
  /** Where it is done to what somebody else may have changed meanwhile. */
  readonly revised?: Meets;
}

/** Asks why something is done, and does it. */
@Component({
  selector: 'cs-reason-form',
  imports: [FormFrame, LongTextField, MatButton],
  template: `
    <cs-form [form]="form" [saveLabel]="about().saveLabel" [savingLabel]="about().savingLabel">
      <cs-long-text-field
        [label]="about().label"
        [hint]="about().hint"
        [rows]="2"
        [formField]="form.fields.reason"
      />
      <button matButton type="button" csFormActions (click)="left.emit()">{{ about().leaveLabel }}</button>
    </cs-form>
  `,
})
export class ReasonForm {
  readonly about = input.required<Reasoned>();
  readonly over = output();
  readonly left = output();
  /** It cannot be done (any more): the page reads anew what it shows. */
  readonly barred = output();

  readonly #notices = inject(Notices);
  readonly #draft = signal({ reason: '' });

  /** Of what the form is about at the moment. */
  readonly #meets: Meets = {
    act: true,
    clashes: computed(() => this.about().revised?.clashes() ?? null),
    setAside: computed(() => this.about().revised?.setAside() ?? null),
    refusals: computed(() => this.about().revised?.refusals() ?? 0),
    says: (refusal) => this.about().revised?.says(refusal) ?? false,
    keepMine: () => this.about().revised?.keepMine(),
    takeTheirs: () => this.about().revised?.takeTheirs(),
    putBack: () => this.about().revised?.putBack(),
    leaveAside: () => this.about().revised?.leaveAside(),
  };

  protected readonly form = apiForm({
    model: this.#draft,
    revised: this.#meets,
    rules: (path) => {
      required(path.reason, { message: () => this.about().missing });
      within(path.reason, () => this.about().most ?? USUAL_REASON);
    },
    save: ({ reason }) => this.about().save(reason.trim()),
    barred: () => {
      this.barred.emit();
    },
    saved: () => {
      this.#notices.done(this.about().done);
      this.over.emit();
    },
  });

  /** As its own button does, for a button that stands outside of it. */
  submit(): void {
    void submit(this.form.fields);
  }
}
