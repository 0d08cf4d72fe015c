import { Component, computed, effect, inject, signal, untracked } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { message } from '../../language/message';
import { AssessmentStore } from '../assessment/assessment-store';
import { UploadLine } from './upload-line';
import { Uploads, type Arrival, type UploadTrouble } from './uploads';

/** In the frame, whatever page is open: the files that have not arrived, and what each of them needs. */
@Component({
  selector: 'cs-upload-tray',
  imports: [RouterLink, UploadLine],
  template: `
    @if (open().length > 0) {
      <section aria-labelledby="uploads-title">
        <h2 id="uploads-title">{{ title() }}</h2>
        <ul>
          @for (upload of open(); track upload.id) {
            <li>
              <a [routerLink]="sectionOf(upload.question)" [fragment]="upload.question">{{
                upload.question
              }}</a>
              <cs-upload-line [upload]="upload" />
            </li>
          }
        </ul>
      </section>
    }
    <p class="cs-visually-hidden" role="status">{{ said() }}</p>
  `,
  styleUrl: './upload-tray.scss',
})
export class UploadTray {
  readonly #store = inject(AssessmentStore);
  readonly #uploads = inject(Uploads);

  protected readonly said = signal('');
  protected readonly open = computed(() => this.#uploads.of(this.#store.assessment().id));
  protected readonly title = computed(() =>
    message(
      $localize`:@@upload-tray.title:{n, plural, one {One file has not arrived yet} other {# files have not arrived yet}}`,
      { n: this.open().length },
    ),
  );

  constructor() {
    this.#uploads.arrivals.pipe(takeUntilDestroyed()).subscribe((arrival) => this.#arrived(arrival));
    this.#uploads.troubles.pipe(takeUntilDestroyed()).subscribe((trouble) => this.#met(trouble));
    effect(() => {
      const { id } = this.#store.assessment();
      untracked(() => {
        this.#uploads.remember(id);
        this.#uploads.goOn();
      });
    });
    effect(() => {
      const { id } = this.#store.assessment();
      for (const { question, items } of this.#store.evidence()) {
        if (question !== null) untracked(() => this.#uploads.compare(id, question, items));
      }
    });
  }

  protected sectionOf(question: string): string[] {
    const { id } = this.#store.assessment();
    return ['/respond/assessments', id, 'sections', this.#store.question(question).section];
  }

  #arrived({ assessmentId, question, file }: Arrival): void {
    if (assessmentId !== this.#store.assessment().id) return;
    this.#store.addEvidence(file);
    // the answer names its files, by the server's word
    if (this.#store.question(question).type === 'file') void this.#store.readOwnFiles(question);
    this.said.set($localize`:@@upload-tray.attached:${file.name}:name: attached`);
  }

  #met({ assessmentId, refusal }: UploadTrouble): void {
    if (assessmentId !== this.#store.assessment().id) return;
    if (refusal.kind === 'signed-out') this.#store.signedOut();
    else if (refusal.kind === 'conflict') void this.#store.refresh();
  }
}
