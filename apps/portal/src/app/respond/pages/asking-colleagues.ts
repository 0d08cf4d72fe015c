import {
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  input,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { DelegatedColleague, OwnDelegations } from '@countersign/api-types';
import { textIn } from '@countersign/domain';
import { message } from '../../language/message';
import { InstantPipe } from '../../ui/dates';
import { Heading } from '../../ui/heading';
import { AssessmentStore } from '../assessment/assessment-store';
import { refusalOf, RespondClient } from '../respond-client';

interface Entered {
  readonly name: string;
  readonly email: string;
  readonly note: string;
}

const NOTHING: Entered = { name: '', email: '', note: '' };

/** Who helps with which part: asked by address, after a code, and taken back. */
@Component({
  selector: 'cs-asking-colleagues',
  imports: [Heading, InstantPipe, MatButton, RouterLink],
  templateUrl: './asking-colleagues.html',
  styleUrls: ['./page.scss', './asking-colleagues.scss'],
})
export class AskingColleagues {
  /** Of the address: what somebody wants help with. */
  readonly question = input<string>();

  protected readonly store = inject(AssessmentStore);
  readonly #client = inject(RespondClient);
  private readonly said = viewChild<ElementRef<HTMLElement>>('said');
  private readonly nameField = viewChild<ElementRef<HTMLInputElement>>('nameField');

  readonly #id = computed(() => this.store.assessment().id);
  readonly #standing = signal<OwnDelegations | null>(null);
  protected readonly colleagues = computed(() => this.#standing()?.colleagues ?? []);
  protected readonly codeNeeded = computed(() => this.#standing()?.codeNeeded ?? false);
  protected readonly ready = computed(() => this.#standing() !== null);
  protected readonly base = computed(() => ['/respond/assessments', this.#id()]);
  protected readonly busy = signal(false);
  protected readonly codeMailed = signal(false);
  protected readonly problem = signal('');
  protected readonly done = signal('');
  /** Whose part is about to be taken back: asked once, with the name. */
  protected readonly leaving = signal<string | null>(null);
  /** Whose row is being changed. */
  protected readonly changing = signal<DelegatedColleague | null>(null);
  protected readonly entered = signal(NOTHING);
  protected readonly sections = signal<ReadonlySet<string>>(new Set());
  protected readonly questions = signal<ReadonlySet<string>>(new Set());

  protected readonly offered = computed(() =>
    this.store.sections().flatMap(({ id, title, questions }) => {
      if (questions.length === 0) return [];
      const lines = questions.map((question) => ({
        id: question,
        text: textIn(this.store.question(question).text),
      }));
      return [{ id, title, lines, chosen: lines.filter((line) => this.questions().has(line.id)).length }];
    }),
  );

  constructor() {
    effect(() => {
      const id = this.#id();
      untracked(() => void this.#attempt(() => this.#read(id)));
    });
    effect(() => {
      const question = this.question();
      if (question !== undefined) untracked(() => this.questions.set(new Set([question])));
    });
  }

  protected partOf({ sections, questions }: DelegatedColleague): readonly string[] {
    const titles = this.store
      .sections()
      .flatMap(({ id, title }) => (sections.includes(id) ? `${id}. ${title}` : []));
    return [...titles, ...questions.map((id) => `${id} ${textIn(this.store.question(id).text)}`)];
  }

  protected standing({ state, answered }: DelegatedColleague): string {
    switch (state) {
      case 'waiting':
        return $localize`:@@asking-colleagues.waiting:Waits until ${this.store.assessment().organisationName}:organisation: agrees, since the address is at another place than yours`;
      case 'refused':
        return $localize`:@@asking-colleagues.refused:Refused by ${this.store.assessment().organisationName}:organisation:`;
      case 'undelivered':
        return $localize`:@@asking-colleagues.undelivered:Mail to this address came back: correct it`;
      case 'asked':
        return $localize`:@@asking-colleagues.asked:Asked by mail, not opened yet`;
      case 'opened':
        return message(
          $localize`:@@asking-colleagues.opened:{n, plural, =0 {Has opened it, nothing answered yet} one {Has opened it, one question answered} other {Has opened it, # questions answered}}`,
          { n: answered },
        );
    }
  }

  protected choose(kind: 'sections' | 'questions', id: string, event: Event): void {
    const { checked } = event.target as HTMLInputElement;
    this[kind].update((chosen) => {
      const next = new Set(chosen);
      if (checked) next.add(id);
      else next.delete(id);
      return next;
    });
  }

  protected enter(field: keyof Entered, event: Event): void {
    const { value } = event.target as HTMLInputElement;
    this.entered.update((entered) => ({ ...entered, [field]: value }));
  }

  protected change(colleague: DelegatedColleague): void {
    this.changing.set(colleague);
    this.entered.set({ name: colleague.name, email: colleague.email, note: '' });
    this.sections.set(new Set(colleague.sections));
    this.questions.set(new Set(colleague.questions));
    this.nameField()?.nativeElement.focus();
  }

  protected leaveChange(): void {
    this.changing.set(null);
    this.#empty();
    this.nameField()?.nativeElement.focus();
  }

  protected mailCode(): Promise<void> {
    return this.#attempt(async () => {
      await this.#client.mailPassOnCode(this.#id());
      this.codeMailed.set(true);
    });
  }

  protected ask(submitted: Event): Promise<void> {
    submitted.preventDefault();
    const typed = new FormData(submitted.target as HTMLFormElement).get('code') as string | null;
    const { name, email, note } = this.entered();
    const former = this.changing();
    return this.#attempt(async () => {
      const { state } = await this.#client.delegate(this.#id(), {
        name: name.trim(),
        email: email.trim(),
        sections: [...this.sections()],
        // those of whole sections come with them
        questions: [...this.questions()].filter(
          (id) => !this.sections().has(this.store.question(id).section),
        ),
        note: note.trim() || null,
        code: typed?.trim() || null,
      });
      if (former !== null && former.state !== 'refused' && former.email !== email.trim().toLowerCase())
        await this.#client.takeDelegationBack(this.#id(), former.id);
      this.changing.set(null);
      this.#empty();
      await this.#read(this.#id());
      this.#say(
        state === 'waiting'
          ? $localize`:@@asking-colleagues.organisation-first:${this.store.assessment().organisationName}:organisation: is asked first, since ${name}:name: has an address at another place than yours. You get a mail if it refuses.`
          : $localize`:@@asking-colleagues.is-asked:${name}:name: gets a mail with a link of their own.`,
      );
    });
  }

  /** To the question whether, and back: the button that was pressed is gone, and the next one takes the keyboard. */
  protected turn({ id }: DelegatedColleague, leaving: string | null): void {
    this.leaving.set(leaving);
    const next = leaving === null ? `take-back-${id}` : `confirm-${id}`;
    setTimeout(() => document.getElementById(next)?.focus());
  }

  protected takeBack({ id, name }: DelegatedColleague): Promise<void> {
    return this.#attempt(async () => {
      await this.#client.takeDelegationBack(this.#id(), id);
      this.leaving.set(null);
      await this.#read(this.#id());
      this.#say($localize`:@@asking-colleagues.taken-back:Taken back: the link of ${name}:name: has ended.`);
    });
  }

  async #read(id: string): Promise<void> {
    this.#standing.set(await this.#client.ownDelegations(id));
  }

  #empty(): void {
    this.entered.set(NOTHING);
    this.sections.set(new Set());
    this.questions.set(new Set());
  }

  /** The button that was pressed may be gone: the words take the focus. */
  #say(words: string): void {
    this.done.set(words);
    setTimeout(() => this.said()?.nativeElement.focus());
  }

  async #attempt(act: () => Promise<void>): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.problem.set('');
    this.done.set('');
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
