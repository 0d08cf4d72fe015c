import { computed, signal, type WritableSignal } from '@angular/core';
import { catchError, type Observable, throwError } from 'rxjs';
import { readProblem } from '../problem';
import type { Clash } from './clash-note';

/** A row as the API shows it to whoever edits it. */
export interface Kept {
  readonly revision: number;
}

export interface RevisedDefinition<Row extends Kept, Draft extends object> {
  readonly draft: WritableSignal<Draft>;
  readonly draftOf: (row: Row) => Draft;
  /** Each field in words, by its label; the same labels in the same order for every draft. */
  readonly inWords: (draft: Draft) => readonly (readonly [label: string, text: string])[];
}

/**
 * An edit that names the revision it was made on. Where somebody else was faster, what only they have changed is taken
 * over, what both have changed is shown side by side, and nothing is sent before whoever typed has chosen.
 */
export class Revised<Row extends Kept, Draft extends object> {
  readonly #about: RevisedDefinition<Row, Draft>;
  readonly #base = signal<Row | null>(null);
  readonly #theirs = signal<Row | null>(null);

  /** Null where nobody was faster; empty where what they changed does not contradict what is typed here. */
  readonly clashes = computed<readonly Clash[] | null>(() => {
    const theirs = this.#theirs();
    const base = this.#base();
    if (theirs === null || base === null) return null;
    const before = this.#about.inWords(this.#about.draftOf(base));
    const stored = this.#about.inWords(this.#about.draftOf(theirs));
    return this.#about
      .inWords(this.#about.draft())
      .map(([field, mine], at) => ({ field, mine, theirs: stored[at]?.[1] ?? '' }))
      .filter(({ mine, theirs: kept }, at) => mine !== kept && kept !== before[at]?.[1]);
  });

  constructor(about: RevisedDefinition<Row, Draft>) {
    this.#about = about;
  }

  /** What is edited, as it was read. */
  start(row: Row): void {
    this.#theirs.set(null);
    this.#base.set(row);
    this.#about.draft.set(this.#about.draftOf(row));
  }

  save<Saved>(send: (revision: number) => Observable<Saved>): Observable<Saved> {
    return send(this.#base()?.revision ?? 0).pipe(
      catchError((refusal: unknown) => {
        const problem = readProblem(refusal) as { readonly code: string; readonly present?: Row };
        if (problem.code === 'stale-revision' && problem.present !== undefined) this.#meet(problem.present);
        return throwError(() => refusal);
      }),
    );
  }

  /** What is typed here holds: the next press of the button saves it over what is stored. */
  keepMine(): void {
    this.#base.update((base) => this.#theirs() ?? base);
    this.#theirs.set(null);
  }

  takeTheirs(): void {
    const theirs = this.#theirs();
    if (theirs !== null) this.start(theirs);
  }

  #meet(theirs: Row): void {
    const base = this.#base();
    const stored = this.#about.draftOf(theirs);
    if (base !== null) {
      const before = this.#about.draftOf(base);
      this.#about.draft.update((mine) => merged(mine, before, stored));
    }
    this.#theirs.set(theirs);
  }
}

/** Field by field, also within a group of fields; a list is one field. */
function merged<Draft extends object>(mine: Draft, before: Draft, stored: Draft): Draft {
  const fields = (Object.keys(mine) as (keyof Draft)[]).map((key) => {
    const [typed, read, kept] = [mine[key], before[key], stored[key]];
    if (isGroup(typed) && isGroup(read) && isGroup(kept)) return [key, merged(typed, read, kept)];
    return [key, JSON.stringify(typed) === JSON.stringify(read) ? kept : typed];
  });
  return Object.fromEntries(fields) as Draft;
}

const isGroup = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
