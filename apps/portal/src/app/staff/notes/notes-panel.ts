import { HttpErrorResponse } from '@angular/common/http';
import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { RouterLink } from '@angular/router';
import type { Note, NoteFields, NotePage, NotePlace, Uuid } from '@countersign/api-types';
import { mdiPlus } from '@mdi/js';
import { catchError, firstValueFrom, type Observable, tap, throwError } from 'rxjs';
import { message } from '../../language/message';
import { aStep } from '../../session/step';
import { SessionStore } from '../../session/session-store';
import { DayPipe, InstantPipe } from '../../ui/dates';
import { EmptyNote } from '../../ui/empty-note';
import { ReasonForm, type Reasoned } from '../../ui/form/reason-form';
import { presentOf } from '../../ui/form/revised';
import { Icon } from '../../ui/icon';
import { Notices } from '../../ui/notices';
import { ChoiceFilter } from '../../ui/list/choice-filter';
import { SearchField } from '../../ui/list/search-field';
import { byWords } from '../../ui/option';
import { readProblem } from '../../ui/problem';
import { ProblemNote } from '../../ui/problem-note';
import { ProblemPanel } from '../../ui/problem-panel';
import { TakesFocus } from '../../ui/takes-focus';
import { NoteEditor } from './note-editor';
import { NOTE_KIND_WORDS, pageOf, placeInWords } from './note-words';
import { type NoteFilters, NotesClient } from './notes-client';

const SEARCH_DELAY = 300;

/**
 * The notes and calls of one object, the latest day first; at a vendor those of its services and contracts too. Without
 * an object, those of the whole organisation: they are found and corrected there, and written where they belong.
 */
@Component({
  selector: 'cs-notes',
  imports: [
    ChoiceFilter,
    DayPipe,
    EmptyNote,
    Icon,
    InstantPipe,
    MatButton,
    MatCheckbox,
    NoteEditor,
    ProblemNote,
    ProblemPanel,
    ReasonForm,
    RouterLink,
    SearchField,
    TakesFocus,
  ],
  templateUrl: './notes-panel.html',
  styleUrl: './notes-panel.scss',
  host: { class: 'cs-stack' },
})
export class NotesPanel {
  readonly kind = input<NotePlace['kind'] | null>(null);
  readonly id = input<Uuid>('');

  readonly #client = inject(NotesClient);
  readonly #notices = inject(Notices);
  protected readonly session = inject(SessionStore);
  protected readonly add = mdiPlus;
  protected readonly kinds = byWords(NOTE_KIND_WORDS);
  protected readonly words = NOTE_KIND_WORDS;
  protected readonly placeInWords = placeInWords;
  protected readonly pageOf = pageOf;
  protected readonly typed = signal('');
  protected readonly search = signal('');
  protected readonly only = signal('');
  /** Those that mention whoever reads. */
  protected readonly mine = signal(false);
  protected readonly emptyOfObject = $localize`:@@notes-panel.no-notes-yet:No notes yet. Keep here what was said on the phone, promised or doubted, with its day. Notes are internal: the vendor never sees them.`;
  protected readonly emptyOfAll = $localize`:@@notes-panel.none-anywhere:No notes yet. They are written on the page of a vendor, an engagement or a contract, and are found here.`;
  protected readonly step = aStep();
  /** The form that is open: for a new note, or for the one that is corrected. */
  protected readonly writing = signal<{ readonly note: Note | null } | null>(null);
  protected readonly withdrawing = signal<Uuid | null>(null);

  readonly #filters = computed((): NoteFilters => {
    const kind = this.kind();
    return {
      ...(kind !== null && { [`${kind}Id`]: this.id() }),
      ...(this.mine() && { mentions: 'me' }),
      ...(this.search() !== '' && { search: this.search() }),
      ...(this.only() !== '' && { kind: this.only() }),
    };
  });
  protected readonly first = this.#client.notes(this.#filters);
  /** What was shown stays in sight while another search is answered. */
  protected readonly page = linkedSignal<NotePage | null, NotePage | null>({
    source: () => (this.first.hasValue() ? this.first.value() : null),
    computation: (current, previous) => current ?? previous?.value ?? null,
  });
  protected readonly problem = computed(() =>
    this.first.status() === 'error' ? readProblem(this.first.error()) : null,
  );
  protected readonly filtered = computed(() => this.search() !== '' || this.only() !== '' || this.mine());
  protected readonly total = computed(() => {
    const page = this.page();
    return page === null || page.total === 0
      ? ''
      : message($localize`:@@notes-panel.counted:{n, plural, one {# note} other {# notes}}`, {
          n: page.total,
        });
  });
  protected readonly withdrawal = computed<Reasoned | null>(() => {
    const note = this.page()?.items.find(({ id }) => id === this.withdrawing());
    return note === undefined
      ? null
      : {
          id: note.id,
          label: $localize`:@@notes-panel.reason:Reason`,
          hint: $localize`:@@notes-panel.it-stays-here-with:The note stays here, struck through, with the reason.`,
          most: 1_000,
          missing: $localize`:@@notes-panel.say-why-it-is:Say why it is withdrawn.`,
          saveLabel: $localize`:@@notes-panel.withdraw-the-note:Withdraw the note`,
          savingLabel: $localize`:@@notes-panel.withdrawing:Withdrawing …`,
          leaveLabel: $localize`:@@notes-panel.keep-the-note:Keep the note`,
          done: $localize`:@@notes-panel.the-note-was-withdrawn:The note was withdrawn.`,
          save: (reason) =>
            this.#client.withdraw(note, reason).pipe(
              tap(() => this.again()),
              catchError((refusal: unknown) => this.#meet(note.id, refusal)),
            ),
        };
  });
  #waiting: ReturnType<typeof setTimeout> | undefined;

  protected type(text: string): void {
    clearTimeout(this.#waiting);
    this.typed.set(text);
    this.#waiting = setTimeout(() => this.search.set(text.trim()), SEARCH_DELAY);
  }

  protected clear(): void {
    clearTimeout(this.#waiting);
    this.typed.set('');
    this.search.set('');
    this.only.set('');
    this.mine.set(false);
  }

  protected again(): void {
    this.writing.set(null);
    this.withdrawing.set(null);
    this.first.reload();
  }

  /** Somebody was faster: the note is shown as it is by now, and the next press withdraws that. */
  #meet(id: Uuid, refusal: unknown): Observable<never> {
    const problem = readProblem(refusal);
    if (problem.code === 'note-withdrawn') {
      this.#notices.failed(refusal);
      this.again();
    }
    const present = presentOf<NoteFields>(refusal);
    if (present === null) return throwError(() => refusal);
    this.page.update(
      (page) =>
        page && {
          ...page,
          items: page.items.map((note) => (note.id === id ? { ...note, ...present } : note)),
        },
    );
    const detail = $localize`:@@notes-panel.corrected-meanwhile:The note was corrected meanwhile. It stands here as it is now: withdraw it once more if that still holds.`;
    return throwError(
      () => new HttpErrorResponse({ status: 409, error: { ...problem, detail, present: null } }),
    );
  }

  protected showEarlier(cursor: string): Promise<void> {
    const filters = this.#filters();
    return this.step.take(async () => {
      const earlier = await firstValueFrom(this.#client.earlier(filters, cursor));
      // A search that was begun meanwhile has another list.
      if (filters !== this.#filters()) return;
      this.page.update((page) => ({ ...earlier, items: [...(page?.items ?? []), ...earlier.items] }));
    });
  }

  protected heading({ kind, happenedOn }: Note): string {
    return `${NOTE_KIND_WORDS[kind]}, ${new DayPipe().transform(happenedOn)}`;
  }

  protected mentioned({ mentions }: Note): string {
    return mentions.map(({ name }) => name).join(', ');
  }
}
