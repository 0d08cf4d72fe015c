import { Component, computed, effect, inject, signal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { OwnPassingOn } from '@countersign/api-types';
import { Heading } from '../../ui/heading';
import { AssessmentStore } from '../assessment/assessment-store';
import { Autosave } from '../assessment/autosave';
import { Colleagues } from '../assessment/colleagues';
import { refusalOf, RespondClient } from '../respond-client';
import { AskingOrganisation } from '../shell/asking-organisation';
import { Uploads } from '../uploads/uploads';

const NOT_ARRIVED = $localize`:@@pass-on.not-arrived:Some of your answers or files are not saved yet, and would be lost with your link. Wait until they are, or look at what is wrong with them, then pass it on.`;

type Outcome = { readonly state: 'passed' | 'waiting'; readonly name: string };

/** For whoever is not the right person: names who is, after a code to the address that was invited. */
@Component({
  selector: 'cs-pass-on',
  imports: [Heading, MatButton, RouterLink],
  templateUrl: './pass-on.html',
  styleUrl: './page.scss',
})
export class PassOnPage {
  protected readonly store = inject(AssessmentStore);
  readonly #client = inject(RespondClient);
  readonly #organisation = inject(AskingOrganisation);
  readonly #autosave = inject(Autosave);
  readonly #colleagues = inject(Colleagues);
  readonly #uploads = inject(Uploads);

  readonly #id = computed(() => this.store.assessment().id);
  readonly #standing = signal<OwnPassingOn | null>(null);
  protected readonly busy = signal(false);
  protected readonly codeMailed = signal(false);
  protected readonly problem = signal('');
  protected readonly outcome = signal<Outcome | null>(null);
  protected readonly waitsFor = computed(() => this.#standing()?.waitsFor ?? null);
  protected readonly codeNeeded = computed(() => this.#standing()?.codeNeeded ?? false);
  protected readonly ready = computed(() => this.#standing() !== null);
  protected readonly base = computed(() => ['/respond/assessments', this.#id()]);

  constructor() {
    effect(() => {
      const id = this.#id();
      untracked(
        () => void this.#attempt(async () => this.#standing.set(await this.#client.ownPassingOn(id))),
      );
    });
  }

  protected mailCode(): Promise<void> {
    return this.#attempt(async () => {
      await this.#client.mailPassOnCode(this.#id());
      this.codeMailed.set(true);
    });
  }

  protected pass(submitted: Event): Promise<void> {
    submitted.preventDefault();
    const entered = new FormData(submitted.target as HTMLFormElement);
    const said = (field: string): string => (entered.get(field) as string | null)?.trim() ?? '';
    const name = said('name');
    return this.#attempt(async () => {
      // with the link everything ends that has not arrived
      if (!(await this.#autosave.settled()) || this.#uploads.of(this.#id()).length > 0)
        return this.problem.set(NOT_ARRIVED);
      const code = said('code');
      const { state } = await this.#client.passOn(this.#id(), {
        name,
        email: said('email'),
        note: said('note') || null,
        code: code === '' ? null : code,
      });
      if (state === 'passed') {
        this.#colleagues.end();
        this.#organisation.wayOut.set(null);
      }
      this.outcome.set({ state, name });
    });
  }

  async #attempt(act: () => Promise<void>): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.problem.set('');
    try {
      await act();
    } catch (error) {
      const { detail, body } = refusalOf(error);
      const [field] = (body['fields'] as readonly { message: string }[] | undefined) ?? [];
      this.problem.set(
        field?.message ||
          detail ||
          $localize`:@@pass-on.cannot-be-reached:The portal cannot be reached just now. Please check your connection and try again.`,
      );
    } finally {
      this.busy.set(false);
    }
  }
}
