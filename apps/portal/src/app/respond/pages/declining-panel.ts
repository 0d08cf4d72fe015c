import { afterNextRender, Component, EnvironmentInjector, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { Declining } from '@countersign/api-types';
import { AssessmentStore } from '../assessment/assessment-store';
import { Autosave } from '../assessment/autosave';
import { refusalOf, RespondClient, serverTrouble } from '../respond-client';
import { Uploads } from '../uploads/uploads';

const NOT_ARRIVED = $localize`:@@declining-panel.not-arrived:Some of your answers or files are not saved yet. Wait until they are, or look at what is wrong with them, then decline.`;

/** The honest "no": that the vendor does not answer this questionnaire, or nothing about the service, and why. */
@Component({
  selector: 'cs-declining-panel',
  imports: [MatButton],
  template: `
    <h2 i18n="@@declining-panel.you-will-not-answer">If you will not answer</h2>
    <p i18n="@@declining-panel.say-so-here">
      A clear “no” helps more than silence. {{ store.assessment().organisationName }} is told at once, with
      your reason, and you get no more reminders. What you have answered so far is kept, and you can take it
      back at this link.
    </p>
    @if (open()) {
      <form (submit)="decline($event)">
        <fieldset>
          <legend i18n="@@declining-panel.what-do-you-decline">What do you decline?</legend>
          <label>
            <input
              type="radio"
              name="decline-scope"
              [checked]="scope() === 'questionnaire'"
              (change)="scope.set('questionnaire')"
            />
            <span i18n="@@declining-panel.this-questionnaire">This questionnaire</span>
          </label>
          <label>
            <input
              type="radio"
              name="decline-scope"
              [checked]="scope() === 'service'"
              (change)="scope.set('service')"
            />
            <span i18n="@@declining-panel.anything-about"
              >Any questionnaire about {{ store.assessment().serviceName }}</span
            >
          </label>
        </fieldset>
        <label i18n="@@declining-panel.why" for="decline-because">Why?</label>
        <p i18n="@@declining-panel.for-example" id="decline-hint" class="cs-muted">
          {{ store.assessment().organisationName }} reads it. For example where your answers are published, or
          that the service is not yours any more.
        </p>
        <textarea
          id="decline-because"
          rows="4"
          maxlength="2000"
          aria-describedby="decline-hint"
          [value]="because()"
          (input)="type($event)"
        ></textarea>
        <p class="acts">
          <button
            i18n="@@declining-panel.decline-to-answer"
            matButton="filled"
            type="submit"
            [disabled]="busy() || because().trim() === ''"
          >
            Decline to answer
          </button>
          <button i18n="@@declining-panel.back" matButton type="button" (click)="open.set(false)">
            Back
          </button>
        </p>
      </form>
    } @else {
      <p>
        <button i18n="@@declining-panel.begin" matButton="outlined" type="button" (click)="open.set(true)">
          We will not answer
        </button>
      </p>
    }
    <p role="status">{{ trouble() }}</p>
  `,
  styleUrl: './declining-panel.scss',
  host: { class: 'cs-stack' },
})
export class DecliningPanel {
  protected readonly store = inject(AssessmentStore);
  readonly #autosave = inject(Autosave);
  readonly #client = inject(RespondClient);
  readonly #uploads = inject(Uploads);
  readonly #injector = inject(EnvironmentInjector);

  protected readonly open = signal(false);
  protected readonly scope = signal<Declining['scope']>('questionnaire');
  protected readonly because = signal('');
  protected readonly busy = signal(false);
  protected readonly trouble = signal<string | null>(null);

  protected type(event: Event): void {
    this.because.set((event.target as HTMLTextAreaElement).value);
  }

  protected async decline(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy()) return;
    this.busy.set(true);
    this.trouble.set(null);
    try {
      if (!(await this.#autosave.settled()) || this.#uploads.of(this.store.assessment().id).length > 0)
        return this.trouble.set(NOT_ARRIVED);
      const { id } = this.store.assessment();
      const declining = { scope: this.scope(), because: this.because().trim() };
      this.store.adopt(await this.#client.decline(id, declining));
      // this form is gone: what it led to is read next
      afterNextRender(() => document.querySelector<HTMLElement>('cs-declined-notice h2')?.focus(), {
        injector: this.#injector,
      });
    } catch (error) {
      const refused = refusalOf(error);
      if (refused.kind === 'signed-out') this.store.signedOut();
      else if (refused.kind === 'conflict') await this.store.refresh();
      this.trouble.set(
        serverTrouble(
          refused,
          $localize`:@@declining-panel.not-sent:That did not reach us. Please try again in a moment.`,
        ),
      );
    } finally {
      this.busy.set(false);
    }
  }
}
