import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { mdiCancel, mdiEmailFastOutline, mdiPencilOutline, mdiRestore, mdiUndoVariant } from '@mdi/js';
import { isAnswerable } from '@countersign/domain';
import { firstValueFrom } from 'rxjs';
import { SessionStore } from '../../../session/session-store';
import { Confirm } from '../../../ui/confirm';
import { InstantPipe } from '../../../ui/dates';
import { EmptyNote } from '../../../ui/empty-note';
import { Icon } from '../../../ui/icon';
import { Notices } from '../../../ui/notices';
import { StateChip } from '../../../ui/state-chip';
import { RECOMMENDATION_WORDS } from '../../../ui/words';
import type { AssessmentView } from '../assessment-view';
import { AssessmentsClient } from '../assessments-client';
import { AskAgainForm } from './ask-again-form';
import { CloseForm } from './close-form';
import { CorrectForm } from './correct-form';
import { MessageForm, type MessageStep } from './message-form';

@Component({
  selector: 'cs-closing-tab',
  imports: [
    AskAgainForm,
    CloseForm,
    CorrectForm,
    EmptyNote,
    Icon,
    InstantPipe,
    MatButton,
    MessageForm,
    StateChip,
  ],
  templateUrl: './closing-tab.html',
  styleUrl: './closing-tab.scss',
  host: { class: 'cs-stack' },
})
export class ClosingTab {
  readonly assessment = input.required<AssessmentView>();
  readonly moved = output<AssessmentView>();
  /** Somebody else has moved it meanwhile: the page reads it anew. */
  readonly changed = output();

  readonly #assessments = inject(AssessmentsClient);
  readonly #session = inject(SessionStore);
  readonly #confirm = inject(Confirm);
  readonly #notices = inject(Notices);
  protected readonly recommendations = RECOMMENDATION_WORDS;
  protected readonly icons = {
    again: mdiEmailFastOutline,
    back: mdiUndoVariant,
    cancel: mdiCancel,
    correct: mdiPencilOutline,
    restore: mdiRestore,
  };
  protected readonly step = signal<MessageStep | 'correct' | 'ask-again' | null>(null);
  protected readonly sending = signal(false);
  /** Closing it was refused; what was typed for it stays until it is left. */
  protected readonly refusedToClose = signal(false);

  readonly #moves = computed(() => this.assessment().allowedMoves);
  protected readonly mayClose = computed(
    () => this.#session.may('assessment.review') && this.#moves().includes('close'),
  );
  protected readonly mayReturn = computed(
    () => this.#session.may('assessment.review') && this.#moves().includes('return'),
  );
  protected readonly mayCancel = computed(
    () => this.#session.may('assessment.send') && this.#moves().includes('cancel'),
  );
  protected readonly mayCorrect = computed(
    () => this.#session.may('assessment.send') && this.#moves().includes('correct'),
  );
  protected readonly mayBringBack = computed(
    () => this.#session.may('assessment.send') && this.#moves().includes('bring-back'),
  );
  protected readonly mayAskAgain = computed(
    () => this.#session.may('assessment.send') && this.#moves().includes('ask-again'),
  );
  protected readonly maySendAgain = computed(
    () => this.#session.may('assessment.send') && isAnswerable(this.assessment().row.state),
  );

  protected async sendAgain(): Promise<void> {
    const { id, contact } = this.assessment();
    const sure = await this.#confirm.ask({
      heading: $localize`:@@closing-tab.send-the-invitation-to:Send the invitation to ${contact.name}:name: again?`,
      text: $localize`:@@closing-tab.a-new-link-goes:A new link goes to ${contact.email}:email:. Answers given so far are kept.`,
      confirm: $localize`:@@closing-tab.send-again:Send again`,
      cancel: $localize`:@@closing-tab.do-not-send:Do not send`,
    });
    if (sure) {
      await this.#resend(id);
    }
  }

  protected took(assessment: AssessmentView): void {
    this.step.set(null);
    this.refusedToClose.set(false);
    this.moved.emit(assessment);
  }

  protected closeRefused(): void {
    this.refusedToClose.set(true);
    this.changed.emit();
  }

  async #resend(id: string): Promise<void> {
    this.sending.set(true);
    try {
      this.moved.emit(await firstValueFrom(this.#assessments.sendAgain(id)));
      this.#notices.done($localize`:@@closing-tab.a-new-invitation-goes:A new invitation goes out by mail.`);
    } catch (error) {
      this.#notices.failed(error);
      this.changed.emit();
    } finally {
      this.sending.set(false);
    }
  }
}
