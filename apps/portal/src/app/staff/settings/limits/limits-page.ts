import { Component, computed, effect, inject, signal, untracked } from '@angular/core';
import type { LimitsOverview } from '@countersign/api-types';
import { catchError, type Observable, switchMap, throwError } from 'rxjs';
import { SessionStore } from '../../../session/session-store';
import { apiForm } from '../../../ui/form/api-form';
import { ClashNote } from '../../../ui/form/clash-note';
import { FormFrame } from '../../../ui/form/form-frame';
import { NumberField } from '../../../ui/form/number-field';
import { Notices } from '../../../ui/notices';
import { ObjectState } from '../../../ui/object/object-state';
import { PageHeader } from '../../../ui/page-header';
import { readProblem } from '../../../ui/problem';
import { LimitNote } from './limit-note';
import {
  amountInWords,
  amountOf,
  LIMIT_WORDS,
  type LimitName,
  LIMITS_OF_ACTS,
  LIMITS_OF_FILES,
  boundsInWords,
} from './limit-words';
import { LimitsClient } from './limits-client';
import { changeOf, clashes, draftOf, EMPTY_LIMITS, limitOf, limitRules } from './limits-draft';
import { StorageMeter } from './storage-meter';

/** How much may be stored, saved and mailed here, and how much is. */
@Component({
  selector: 'cs-limits-page',
  imports: [ClashNote, FormFrame, LimitNote, NumberField, ObjectState, PageHeader, StorageMeter],
  templateUrl: './limits-page.html',
  styleUrl: './limits-page.scss',
  host: { class: 'cs-stack' },
})
export class LimitsPage {
  readonly #client = inject(LimitsClient);
  readonly #notices = inject(Notices);
  readonly #session = inject(SessionStore);
  readonly #draft = signal(EMPTY_LIMITS);
  /** What was read, or what somebody else has stored since and was looked at. */
  readonly #read = signal<LimitsOverview | null>(null);
  readonly #theirs = signal<LimitsOverview | null>(null);

  protected readonly limits = this.#client.limits();
  protected readonly mayChange = computed(() => this.#session.may('organisation.manage'));
  protected readonly groups = [
    { legend: $localize`:@@limits-page.files:Files`, names: LIMITS_OF_FILES },
    { legend: $localize`:@@limits-page.saving-and-mail:Saving and mail`, names: LIMITS_OF_ACTS },
  ];
  protected readonly words = LIMIT_WORDS;
  protected readonly limitOf = limitOf;
  protected readonly bounds = boundsInWords;
  protected readonly amount = amountInWords;
  protected readonly clashes = computed(() => {
    const theirs = this.#theirs();
    return theirs === null ? null : clashes(this.#draft(), theirs);
  });

  readonly form = apiForm({
    model: this.#draft,
    rules: limitRules(() => this.#read()),
    save: (draft) =>
      this.#client
        .change(changeOf(draft, this.#known()))
        .pipe(catchError((refusal: unknown) => this.#meetTheirs(refusal))),
    saved: (overview) => {
      this.#theirs.set(null);
      this.limits.set(overview);
      this.#notices.done(
        $localize`:@@limits-page.the-limits-were-saved:The limits were saved. They hold from now on.`,
      );
    },
  });

  constructor() {
    effect(() => {
      if (this.limits.hasValue()) {
        const overview = this.limits.value();
        untracked(() => this.#show(overview));
      }
    });
  }

  /** As typed; as stored where what is typed is no number. */
  protected wanted(overview: LimitsOverview, name: LimitName): number {
    const limit = limitOf(overview, name);
    const amount = amountOf(limit, this.#draft()[name]);
    return Number.isFinite(amount) ? amount : limit.value;
  }

  protected keepMine(): void {
    this.#read.update((read) => this.#theirs() ?? read);
    this.#theirs.set(null);
  }

  protected takeTheirs(): void {
    const theirs = this.#theirs();
    if (theirs !== null) {
      this.#theirs.set(null);
      this.limits.set(theirs);
      this.form.fields().reset();
    }
  }

  #known(): LimitsOverview {
    const read = this.#read();
    if (read === null) {
      throw new Error('The limits are saved before they were read.');
    }
    return read;
  }

  #show(overview: LimitsOverview): void {
    this.#read.set(overview);
    this.#draft.set(draftOf(overview));
  }

  #meetTheirs(refusal: unknown): Observable<never> {
    if (readProblem(refusal).status !== 409) {
      return throwError(() => refusal);
    }
    return this.#client.current().pipe(
      switchMap((theirs) => {
        this.#theirs.set(theirs);
        return throwError(() => refusal);
      }),
    );
  }
}
