import { Component, computed, ElementRef, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { ColleagueNote } from '@countersign/api-types';
import { InstantPipe } from '../../ui/dates';
import { AssessmentStore } from '../assessment/assessment-store';
import { ColleagueNotes } from '../assessment/colleague-notes';

/** Beside a question: what colleagues say to each other, which whoever asks does not read. */
@Component({
  selector: 'cs-notes-of-colleagues',
  imports: [InstantPipe, MatButton, RouterLink],
  templateUrl: './notes-of-colleagues.html',
  styleUrl: './notes-of-colleagues.scss',
})
export class NotesOfColleagues {
  readonly questionId = input.required<string>();

  protected readonly store = inject(AssessmentStore);
  protected readonly notes = inject(ColleagueNotes);
  readonly #element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  protected readonly lines = computed(() => this.notes.of(this.questionId()));
  protected readonly asking = computed(() => [
    '/respond/assessments',
    this.store.assessment().id,
    'colleagues',
  ]);
  protected readonly busy = signal(false);
  protected readonly trouble = signal<string | null>(null);
  protected readonly said = signal('');
  protected readonly changing = signal<string | null>(null);

  protected valueOf(event: Event): string {
    return (event.target as HTMLTextAreaElement).value;
  }

  protected begin({ id, text }: ColleagueNote): void {
    this.notes.type(id, text);
    this.changing.set(id);
    setTimeout(() => this.#element.querySelector<HTMLElement>(`[id="note-${id}"]`)?.focus());
  }

  protected leave({ id }: ColleagueNote): void {
    this.notes.type(id, '');
    this.changing.set(null);
    this.#focus();
  }

  protected write(): Promise<void> {
    return this.#attempt(
      () => this.notes.write(this.questionId()),
      $localize`:@@notes-of-colleagues.added:Note added`,
    );
  }

  protected async change(note: ColleagueNote): Promise<void> {
    await this.#attempt(
      () => this.notes.change(note),
      $localize`:@@notes-of-colleagues.changed:Note changed`,
    );
    if (this.trouble() === null) this.changing.set(null);
  }

  protected withdraw(note: ColleagueNote): Promise<void> {
    return this.#attempt(
      () => this.notes.withdraw(note),
      $localize`:@@notes-of-colleagues.withdrawn:Note withdrawn`,
    );
  }

  async #attempt(act: () => Promise<string | null>, done: string): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.said.set('');
    this.trouble.set(await act());
    this.busy.set(false);
    if (this.trouble() !== null) return;
    this.said.set(done);
    this.#focus();
  }

  /** The button that was pressed is gone. */
  #focus(): void {
    this.#element.querySelector('summary')?.focus({ preventScroll: true });
  }
}
