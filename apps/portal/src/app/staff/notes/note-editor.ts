import { Component, computed, inject, input, output, signal } from '@angular/core';
import { maxLength, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import type { Note, NoteFields, NotePlace, Uuid } from '@countersign/api-types';
import { formatDate } from '../../language/formats';
import { SessionStore } from '../../session/session-store';
import { apiForm } from '../../ui/form/api-form';
import { DayField } from '../../ui/form/day-field';
import { FormFrame } from '../../ui/form/form-frame';
import { LongTextField } from '../../ui/form/long-text-field';
import { Revised } from '../../ui/form/revised';
import { SelectField } from '../../ui/form/select-field';
import { Notices } from '../../ui/notices';
import { byName, byWords } from '../../ui/option';
import { NOTE_KIND_WORDS } from './note-words';
import { NotesClient } from './notes-client';

interface NoteDraft {
  readonly kind: Note['kind'];
  readonly happenedOn: string;
  readonly text: string;
  readonly mentions: readonly Uuid[];
}

/** Writes a note, or corrects one. */
@Component({
  selector: 'cs-note-editor',
  imports: [DayField, FormFrame, LongTextField, MatButton, SelectField],
  template: `
    <cs-form [form]="form" saveLabel="Save the note" i18n-saveLabel="@@note-editor.save-the-note">
      <div class="cs-fields">
        <cs-select-field
          label="Kind"
          i18n-label="@@note-editor.kind"
          [options]="kinds"
          [formField]="form.fields.kind"
        />
        <cs-day-field
          label="Day"
          i18n-label="@@note-editor.day"
          [latest]="session.today()"
          [formField]="form.fields.happenedOn"
        />
      </div>
      <cs-long-text-field
        label="What was said or seen"
        i18n-label="@@note-editor.what-was-said-or-seen"
        hint="Internal: the vendor never sees it."
        i18n-hint="@@note-editor.internal-the-vendor-never"
        [rows]="5"
        [formField]="form.fields.text"
      />
      <cs-select-field
        multiple
        label="Mention members"
        i18n-label="@@note-editor.mention-members"
        hint="Optional. Each is told by mail once; the mail does not repeat the note"
        i18n-hint="@@note-editor.each-is-told-by"
        empty="There is nobody else yet"
        i18n-empty="@@note-editor.there-is-nobody-else"
        [options]="others()"
        [formField]="form.fields.mentions"
      />
      <button i18n="@@note-editor.cancel" matButton type="button" csFormActions (click)="over.emit()">
        Cancel
      </button>
    </cs-form>
  `,
  host: { class: 'cs-stack' },
})
export class NoteEditor {
  /** Where a new one belongs. */
  readonly kind = input.required<NotePlace['kind']>();
  readonly of = input.required<Uuid>();
  /** Null for a new one. */
  readonly note = input.required<Note | null>();
  readonly saved = output();
  readonly over = output();

  readonly #client = inject(NotesClient);
  readonly #notices = inject(Notices);
  readonly #members = this.#client.members();
  protected readonly session = inject(SessionStore);
  protected readonly kinds = byWords(NOTE_KIND_WORDS);
  readonly #draft = signal<NoteDraft>({
    kind: 'note',
    happenedOn: this.session.today(),
    text: '',
    mentions: [],
  });

  readonly #revised = new Revised<NoteFields, NoteDraft>({
    draft: this.#draft,
    row: () => this.note(),
    subject: () => this.note()?.id ?? '',
    draftOf: ({ kind, happenedOn, text, mentions }) => ({
      kind,
      happenedOn,
      text,
      mentions: mentions.map(({ id }) => id),
    }),
    inWords: ({ kind, happenedOn, text, mentions }) => [
      [$localize`:@@note-editor.kind:Kind`, NOTE_KIND_WORDS[kind]],
      [$localize`:@@note-editor.day:Day`, happenedOn === '' ? '' : formatDate(happenedOn)],
      [$localize`:@@note-editor.what-was-said-or-seen:What was said or seen`, text.trim()],
      [
        $localize`:@@note-editor.mention-members:Mention members`,
        this.others()
          .filter(({ value }) => mentions.includes(value))
          .map(({ text: name }) => name)
          .join(', '),
      ],
    ],
  });
  /** Whoever is mentioned already stays to be chosen after leaving. */
  protected readonly others = computed(() => {
    const mentioned = this.note()?.mentions ?? [];
    const active = this.#members.hasValue()
      ? this.#members
          .value()
          .items.filter(
            ({ id, active: here, roles }) => here && roles.length > 0 && id !== this.session.member()?.id,
          )
      : [];
    return byName([...active, ...mentioned.filter(({ id }) => !active.some((one) => one.id === id))]);
  });

  readonly form = apiForm({
    model: this.#draft,
    revised: this.#revised,
    rules: (path) => {
      required(path.happenedOn, { message: $localize`:@@note-editor.give-the-day:Give the day.` });
      required(path.text, {
        message: $localize`:@@note-editor.write-what-there-is:Write what there is to note.`,
      });
      maxLength(path.text, 4_000, {
        message: $localize`:@@note-editor.keep-the-note-within:Keep the note within 4,000 characters.`,
      });
    },
    save: ({ mentions, text, ...draft }) => {
      const note = this.note();
      const fields = { ...draft, text: text.trim(), mentions: [...mentions] };
      return note === null
        ? this.#client.add({ ...fields, [`${this.kind()}Id`]: this.of() })
        : this.#revised.save((revision) => this.#client.change(note.id, { ...fields, revision }));
    },
    saved: () => {
      this.#notices.done($localize`:@@note-editor.the-note-was-saved:The note was saved.`);
      this.saved.emit();
    },
  });
}
