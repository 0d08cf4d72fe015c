import { Component, computed, input } from '@angular/core';
import { Heading } from '../../ui/heading';

export type LinkTrouble = 'incomplete' | 'unknown' | 'ended' | 'cancelled' | 'signed-out' | 'left';

interface Words {
  title: string;
  because: string;
  steps: readonly string[];
}

const ASK_AGAIN = $localize`:@@link-problem.answer-the-invitation-mail:Answer the invitation mail and ask its sender for a new link. It takes them a moment, and everything answered so far is kept.`;

const WORDS: Readonly<Record<LinkTrouble, Words>> = {
  incomplete: {
    title: $localize`:@@link-problem.please-open-the-link:Please open the link in your invitation mail`,
    because: $localize`:@@link-problem.this-page-needs-the:This page needs the whole link. The address in your browser lacks its last part, which is your key.`,
    steps: [
      $localize`:@@link-problem.open-the-invitation-mail:Open the invitation mail again and click the link there.`,
      $localize`:@@link-problem.if-your-mail-program:If your mail program breaks long links, copy the whole of it, to the last character, into the address bar.`,
      $localize`:@@link-problem.no-invitation-mail-to:No invitation mail to hand? Ask the person who told you about the questionnaire to send it again.`,
    ],
  },
  unknown: {
    title: $localize`:@@link-problem.this-link-is-not:This link is not recognised`,
    because: $localize`:@@link-problem.it-may-have-been:It may have been cut short when it was copied, or a newer invitation has taken its place.`,
    steps: [
      $localize`:@@link-problem.look-for-the-most:Look for the most recent invitation mail and click the link in it.`,
      ASK_AGAIN,
    ],
  },
  ended: {
    title: $localize`:@@link-problem.this-link-has-ended:This link has ended`,
    because: $localize`:@@link-problem.links-end-some-time:Links end some time after the due date, and when access is handed to someone else. Nothing is lost.`,
    steps: [
      ASK_AGAIN,
      $localize`:@@link-problem.if-a-newer-invitation:If a newer invitation mail has reached you, its link works.`,
    ],
  },
  cancelled: {
    title: $localize`:@@link-problem.this-questionnaire-is-no:This questionnaire is no longer needed`,
    because: $localize`:@@link-problem.it-was-cancelled:It was cancelled by the organisation that asked.`,
    steps: [
      $localize`:@@link-problem.nothing-has-to-be:Nothing has to be done.`,
      $localize`:@@link-problem.should-it-be-asked:Should it be asked for again, a new mail brings a new link.`,
    ],
  },
  'signed-out': {
    title: $localize`:@@link-problem.please-open-your-link:Please open your link again`,
    because: $localize`:@@link-problem.for-safety-this-browser:For safety this browser is let in for a limited time only. Everything saved so far is kept.`,
    steps: [
      $localize`:@@link-problem.open-your-invitation-mail:Open your invitation mail and click its link. You come straight back to your answers.`,
      $localize`:@@link-problem.if-the-link-no:If the link no longer works, answer the mail and ask its sender for a new one.`,
    ],
  },
  left: {
    title: $localize`:@@link-problem.you-are-signed-out:You are signed out`,
    because: $localize`:@@link-problem.your-answers-are-kept:Your answers are kept, and this browser shows them no more.`,
    steps: [
      $localize`:@@link-problem.to-go-on-open:To go on, open your invitation mail and click its link. You come straight back to your answers.`,
      $localize`:@@link-problem.on-a-shared-computer:On a shared computer, close this window.`,
    ],
  },
};

/** Why a link does not open, and what to do next: always a way on. */
@Component({
  selector: 'cs-link-problem',
  imports: [Heading],
  template: `
    <h1 csHeading>{{ words().title }}</h1>
    <p class="lead">{{ reason() || words().because }}</p>
    <h2 i18n="@@link-problem.what-to-do">What to do</h2>
    <ol class="facts">
      @for (step of words().steps; track step) {
        <li>{{ step }}</li>
      }
    </ol>
  `,
  styleUrl: './page.scss',
})
export class LinkProblem {
  readonly trouble = input.required<LinkTrouble>();
  /** The portal's own reason, where it knows more than the kind of trouble. */
  readonly reason = input('');

  protected readonly words = computed(() => WORDS[this.trouble()]);
}
