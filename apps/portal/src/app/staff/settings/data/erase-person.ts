import { Component, computed, inject, output, signal } from '@angular/core';
import { maxLength, required, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { mdiAlertOutline } from '@mdi/js';
import { message } from '../../../language/message';
import { apiForm } from '../../../ui/form/api-form';
import { FormFrame } from '../../../ui/form/form-frame';
import { TextField } from '../../../ui/form/text-field';
import { Icon } from '../../../ui/icon';
import { Notices } from '../../../ui/notices';
import { readProblem } from '../../../ui/problem';
import { ProblemPanel } from '../../../ui/problem-panel';
import { DataJobsClient, type Person } from './data-jobs-client';
import { PersonFinder } from './person-finder';

const EMPTY = { reason: '', typed: '' };

/** Finds a person, shows what would go and what stands in the way, and asks for the name before anything happens. */
@Component({
  selector: 'cs-erase-person',
  imports: [FormFrame, Icon, MatButton, PersonFinder, ProblemPanel, TextField],
  templateUrl: './erase-person.html',
  styleUrl: './erase-person.scss',
  host: { class: 'cs-panel cs-stack', role: 'region', '[attr.aria-label]': 'regionName' },
})
export class ErasePerson {
  protected readonly regionName = $localize`:@@erase-person.erase-a-person:Erase a person`;
  readonly requested = output();

  readonly #client = inject(DataJobsClient);
  readonly #notices = inject(Notices);
  readonly #draft = signal(EMPTY);
  protected readonly person = signal<Person | null>(null);
  protected readonly preview = this.#client.preview(this.person);
  protected readonly sign = mdiAlertOutline;
  protected readonly problem = computed(() =>
    this.preview.status() === 'error' ? readProblem(this.preview.error()) : null,
  );
  readonly #name = computed(() => (this.preview.hasValue() ? this.preview.value().name : ''));
  protected readonly whatGoes = computed(() => {
    if (!this.preview.hasValue()) {
      return '';
    }
    const { rows, files } = this.preview.value().counts;
    return message(
      $localize`:@@erase-person.what-stands:What stands in {rows, plural, one {# record} other {# records}}, {files, plural, one {# file} other {# files}} of their own, and every other file that names them`,
      { rows, files },
    );
  });

  protected readonly notSearched = computed(() => {
    const files = this.preview.hasValue() ? this.preview.value().counts.unsearchedFiles : 0;
    if (files === 0) {
      return null;
    }
    return message(
      $localize`:@@erase-person.not-searched:{files, plural, one {# file} other {# files}} of all vendors (PDF, ZIP, Office, pictures): the name is not looked for inside these. Open those that may hold it.`,
      { files },
    );
  });

  protected readonly form = apiForm({
    model: this.#draft,
    rules: (path) => {
      required(path.reason, {
        message: $localize`:@@erase-person.say-why-this-person:Say why this person is erased.`,
      });
      maxLength(path.reason, 1_000, {
        message: $localize`:@@erase-person.keep-the-reason-within:Keep the reason within 1,000 characters.`,
      });
      validate(path.typed, ({ value }) =>
        value().trim() === this.#name()
          ? null
          : {
              kind: 'name',
              message: $localize`:@@erase-person.type-exactly-as-it:Type “${this.#name()}:name:” exactly as it stands.`,
            },
      );
    },
    save: ({ reason }) =>
      this.#client.erase({ ...(this.person() ?? { kind: 'member', id: '' }), reason: reason.trim() }),
    saved: () => {
      this.#notices.done(
        $localize`:@@erase-person.the-erasure-has-been:The erasure has been asked for. It is done in the background.`,
      );
      this.leave();
      this.requested.emit();
    },
  });

  protected choose(person: Person | null): void {
    this.#draft.set(EMPTY);
    this.form.fields().reset();
    this.person.set(person);
  }

  protected leave(): void {
    this.choose(null);
  }
}
