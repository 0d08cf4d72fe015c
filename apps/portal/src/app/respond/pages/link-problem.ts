import { Component, computed, input } from '@angular/core';
import { Heading } from '../../ui/heading';

export type LinkTrouble = 'incomplete' | 'unknown' | 'ended' | 'signed-out' | 'left';

interface Words {
  title: string;
  because: string;
  steps: readonly string[];
}

const ASK_AGAIN =
  'Answer the invitation mail and ask its sender for a new link. It takes them a moment, and everything answered so far is kept.';

const WORDS: Readonly<Record<LinkTrouble, Words>> = {
  incomplete: {
    title: 'Please open the link in your invitation mail',
    because:
      'This page needs the whole link. The address in your browser lacks its last part, which is your key.',
    steps: [
      'Open the invitation mail again and click the link there.',
      'If your mail program breaks long links, copy the whole of it, to the last character, into the address bar.',
      'No invitation mail to hand? Ask the person who told you about the questionnaire to send it again.',
    ],
  },
  unknown: {
    title: 'This link is not recognised',
    because: 'It may have been cut short when it was copied, or a newer invitation has taken its place.',
    steps: ['Look for the most recent invitation mail and click the link in it.', ASK_AGAIN],
  },
  ended: {
    title: 'This link has ended',
    because:
      'Links end some time after the due date, and when access is handed to someone else. Nothing is lost.',
    steps: [ASK_AGAIN, 'If a newer invitation mail has reached you, its link works.'],
  },
  'signed-out': {
    title: 'Please open your link again',
    because: 'For safety this browser is let in for a limited time only. Everything saved so far is kept.',
    steps: [
      'Open your invitation mail and click its link. You come straight back to your answers.',
      'If the link no longer works, answer the mail and ask its sender for a new one.',
    ],
  },
  left: {
    title: 'You are signed out',
    because: 'Your answers are kept, and this browser shows them no more.',
    steps: [
      'To go on, open your invitation mail and click its link. You come straight back to your answers.',
      'On a shared computer, close this window.',
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
    <h2>What to do</h2>
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
