import { computed, effect, signal, untracked, type WritableSignal } from '@angular/core';
import { catchError, type Observable, tap, throwError } from 'rxjs';
import { readProblem } from '../problem';

/** A field on which what is typed here and what is stored by now disagree. */
export interface Clash {
  readonly field: string;
  readonly mine: string;
  readonly theirs: string;
}

/** A row as the API shows it to whoever edits it. */
export interface Kept {
  readonly revision: number;
}

type InWords = readonly (readonly [label: string, text: string])[];

export interface RevisedDefinition<Row extends Kept, Draft extends object> {
  readonly draft: WritableSignal<Draft>;
  /** What is edited, as the page read it last; null before it was read. */
  readonly row: () => Row | null;
  readonly draftOf: (row: Row) => Draft;
  /** What the form starts with where that is not the row: a decision is taken anew, never edited. */
  readonly begin?: Draft;
  /** What the form is about, where that may change below it: another vendor, another term. */
  readonly subject?: () => string | number;
  /** Where nobody is asked before the subject changes: what was typed about the former one is kept, under its name. */
  readonly subjectInWords?: () => string;
  /** Each field in words, by its label; the same labels in the same order for every draft. */
  readonly inWords: (draft: Draft) => InWords;
  /** What is not typed here, and what whoever types goes by; it is said where it is another by now. */
  readonly groundsInWords?: (row: Row) => InWords;
  /** It is no edit: something new is done to what is shown, such as closing it. */
  readonly act?: true;
  /** Where somebody was faster the page shows what holds now, before whoever typed chooses. */
  readonly readAnew?: () => void;
}

/** What was typed about something that the form is not about any more. */
interface SetAside<Draft> {
  readonly about: string;
  readonly draft: Draft;
  readonly words: InWords;
}

/**
 * An edit that names the revision it was made on. Where somebody else was faster, what only they have changed is taken
 * over, what both have changed is shown side by side, and nothing is sent before whoever typed has chosen.
 *
 * It follows its row while the page reads it anew: what nobody has touched here follows; what is typed stays, and is
 * held beside another revision as soon as one is read.
 */
export class Revised<Row extends Kept, Draft extends object> {
  readonly act?: true;
  readonly #of: RevisedDefinition<Row, Draft>;
  readonly #base = signal<Row | null>(null);
  readonly #theirs = signal<Row | null>(null);
  readonly #setAside = signal<SetAside<Draft> | null>(null);
  readonly #refusals = signal(0);
  #shown: Draft;
  #subject: string | number = '';
  #name = '';
  /** What comes next is what was saved here. */
  #own = false;

  /** Null where nobody was faster; empty where what they changed does not contradict what is typed here. */
  readonly clashes = computed<readonly Clash[] | null>(() => {
    const theirs = this.#theirs();
    const base = this.#base();
    if (theirs === null || base === null) return null;
    const before = this.#of.inWords(this.#of.draftOf(base));
    const stored = this.#of.inWords(this.#of.draftOf(theirs));
    const typed = this.#of
      .inWords(this.#of.draft())
      .map(([field, mine], at) => ({ field, mine, theirs: stored[at]?.[1] ?? '' }))
      .filter(({ mine, theirs: kept }, at) => mine !== kept && kept !== before[at]?.[1]);
    const grounds = this.#of.groundsInWords?.(theirs) ?? [];
    const shown = (this.#of.groundsInWords?.(base) ?? [])
      .map(([field, mine], at) => ({ field, mine, theirs: grounds[at]?.[1] ?? '' }))
      .filter(({ mine, theirs: now }) => mine !== now);
    return [...shown, ...typed];
  });
  readonly setAside = computed<Omit<SetAside<Draft>, 'draft'> | null>(() => this.#setAside());
  /** Grows with each save that was refused since somebody else was faster. */
  readonly refusals = this.#refusals.asReadonly();

  constructor(definition: RevisedDefinition<Row, Draft>) {
    this.#of = definition;
    if (definition.act === true) this.act = true;
    this.#shown = untracked(definition.draft);
    effect(() => {
      const row = definition.row();
      const subject = definition.subject?.() ?? '';
      if (row !== null) untracked(() => this.#follow(row, subject));
    });
  }

  save<Saved>(send: (revision: number, base: Row | null) => Observable<Saved>): Observable<Saved> {
    const base = this.#base();
    return send(base?.revision ?? 0, base).pipe(
      tap(() => {
        this.#own = true;
        this.#theirs.set(null);
      }),
      catchError((refusal: unknown) => {
        const theirs = presentOf<Row>(refusal);
        if (theirs !== null) {
          this.#meet(theirs);
          this.#refusals.update((n) => n + 1);
          this.#of.readAnew?.();
        }
        return throwError(() => refusal);
      }),
    );
  }

  /** Whether this panel says it already: then the form says nothing else of it. */
  says(refusal: unknown): boolean {
    return presentOf<Row>(refusal) !== null;
  }

  /** The form is opened anew, with this in it, on what the page shows. */
  open(draft: Draft): void {
    const row = this.#of.row();
    if (row !== null) this.#start(row, draft);
  }

  /** What is typed here holds: the next press of the button saves it over what is stored. */
  keepMine(): void {
    this.#base.update((base) => this.#theirs() ?? base);
    this.#theirs.set(null);
  }

  takeTheirs(): void {
    const theirs = this.#theirs();
    if (theirs !== null) this.#start(theirs, this.#of.draftOf(theirs));
  }

  putBack(): void {
    const kept = this.#setAside();
    if (kept !== null) this.#of.draft.set(kept.draft);
    this.#setAside.set(null);
  }

  leaveAside(): void {
    this.#setAside.set(null);
  }

  #follow(row: Row, subject: string | number): void {
    const base = this.#base();
    const another = subject !== this.#subject;
    if (another && !this.#own) this.#keepAside();
    this.#subject = subject;
    this.#name = this.#of.subjectInWords?.() ?? '';
    if (base === null || another || this.#own) {
      this.#own = false;
      this.#start(row);
    } else if (!this.#touched() && this.#theirs() === null) {
      if (this.#of.begin === undefined) this.#start(row);
      else this.#base.set(row);
    } else if (row.revision > (this.#theirs() ?? base).revision) {
      this.#meet(row);
    }
  }

  #start(row: Row, draft: Draft = this.#of.begin ?? this.#of.draftOf(row)): void {
    this.#theirs.set(null);
    this.#base.set(row);
    this.#shown = draft;
    this.#of.draft.set(draft);
  }

  #touched(): boolean {
    return !same(this.#of.draft(), this.#shown);
  }

  #keepAside(): void {
    if (this.#name === '' || !this.#touched()) return;
    const draft = this.#of.draft();
    const words = this.#of.inWords(draft).filter(([, text]) => text !== '');
    this.#setAside.set({ about: this.#name, draft, words });
  }

  #meet(theirs: Row): void {
    const known = this.#theirs() ?? this.#base();
    if (known !== null && this.#of.begin === undefined) {
      const before = this.#of.draftOf(known);
      const stored = this.#of.draftOf(theirs);
      this.#of.draft.update((mine) => merged(mine, before, stored));
    }
    this.#theirs.set(theirs);
  }
}

/** The row as it is stored by now, where a save was refused since somebody was faster. */
export function presentOf<Row>(refusal: unknown): Row | null {
  const { code, present } = readProblem(refusal) as { readonly code: string; readonly present?: Row };
  return code === 'stale-revision' ? (present ?? null) : null;
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Field by field, also within a group of fields; a list is one field. */
function merged<Draft extends object>(mine: Draft, before: Draft, stored: Draft): Draft {
  const fields = (Object.keys(mine) as (keyof Draft)[]).map((key) => {
    const [typed, read, kept] = [mine[key], before[key], stored[key]];
    if (isGroup(typed) && isGroup(read) && isGroup(kept)) return [key, merged(typed, read, kept)];
    return [key, same(typed, read) ? kept : typed];
  });
  return Object.fromEntries(fields) as Draft;
}

const isGroup = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
