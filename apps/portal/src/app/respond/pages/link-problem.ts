import { Component, computed, input } from '@angular/core';
import type { SeenLink } from '@countersign/api-types';
import { Heading } from '../../ui/heading';
import { FreshLink } from './fresh-link';

export type LinkTrouble =
  'incomplete' | 'cut' | 'unknown' | 'signed-out' | 'left' | Exclude<SeenLink['state'], 'open' | 'submitted'>;

interface Words {
  title: string;
  because: string;
  steps: readonly string[];
  /** What can be mailed from here: by the link in hand, by an address, or nothing. */
  offers: 'link' | 'address' | null;
}

const ASK_AS_YOU_KNOW = $localize`:@@link-problem.ask-as-you-know:Ask the person who invited you, at an address or number that you already have. Everything answered so far is kept.`;
const ASK_FOR_FRESH = $localize`:@@link-problem.ask-for-fresh:Have a fresh link mailed below. It goes to the address that was invited, and everything answered so far is kept.`;
const ASK_BY_ADDRESS = $localize`:@@link-problem.ask-by-address:Or have a fresh link mailed below.`;

const WORDS: Readonly<Record<LinkTrouble, Words>> = {
  incomplete: {
    title: $localize`:@@link-problem.please-open-the-link:Please open the link in your invitation mail`,
    because: $localize`:@@link-problem.this-page-needs-the:This page needs the whole link. The address in your browser lacks its last part, which is your key.`,
    steps: [
      $localize`:@@link-problem.open-the-invitation-mail:Open the invitation mail again and click the link there.`,
      $localize`:@@link-problem.if-your-mail-program:If your mail program breaks long links, copy the whole of it, to the last character, into the address bar.`,
      ASK_BY_ADDRESS,
    ],
    offers: 'address',
  },
  cut: {
    title: $localize`:@@link-problem.this-link-is-cut:This link was cut on its way`,
    because: $localize`:@@link-problem.part-of-its-key:A part of its key is missing or was changed. Some mail programs break long links over two lines.`,
    steps: [
      $localize`:@@link-problem.if-your-mail-program:If your mail program breaks long links, copy the whole of it, to the last character, into the address bar.`,
      ASK_BY_ADDRESS,
    ],
    offers: 'address',
  },
  unknown: {
    title: $localize`:@@link-problem.this-link-is-not:This link is not recognised`,
    because: $localize`:@@link-problem.a-character-may-be:A character of it may have been changed when it was copied or typed.`,
    steps: [
      $localize`:@@link-problem.look-for-the-most:Look for the most recent invitation mail and click the link in it.`,
      ASK_BY_ADDRESS,
    ],
    offers: 'address',
  },
  expired: {
    title: $localize`:@@link-problem.this-link-is-too-old:This link is too old`,
    because: $localize`:@@link-problem.links-end-some-time:Links end some time after the due date. Nothing is lost.`,
    steps: [ASK_FOR_FRESH],
    offers: 'link',
  },
  'moved-away': {
    title: $localize`:@@link-problem.a-newer-link:A newer link has taken its place`,
    because: $localize`:@@link-problem.another-address-is-known:This link went to a former address: a newer one was sent to the address that is known now.`,
    steps: [
      $localize`:@@link-problem.if-a-newer-invitation:If a newer invitation mail has reached you, its link works.`,
      ASK_FOR_FRESH,
    ],
    offers: 'link',
  },
  superseded: {
    title: $localize`:@@link-problem.these-questions-ended:These questions have ended`,
    because: $localize`:@@link-problem.submitted-once-more:The questionnaire has been submitted once more since, and asked them.`,
    steps: [
      $localize`:@@link-problem.nothing-left-to-fill:There is nothing left to fill in here.`,
      $localize`:@@link-problem.read-the-newer:To read what was submitted, have a link to it mailed below.`,
    ],
    offers: 'link',
  },
  'no-questions-left': {
    title: $localize`:@@link-problem.these-questions-ended:These questions have ended`,
    because: $localize`:@@link-problem.no-longer-concern:They no longer concern the service as it is used now.`,
    steps: [
      $localize`:@@link-problem.nothing-left-to-fill:There is nothing left to fill in here.`,
      $localize`:@@link-problem.read-the-newer:To read what was submitted, have a link to it mailed below.`,
    ],
    offers: 'link',
  },
  'handed-over': {
    title: $localize`:@@link-problem.somebody-else-answers:Somebody else answers this questionnaire now`,
    because: $localize`:@@link-problem.handed-over:It was handed over to somebody else at your company, who has a link of their own. What was answered is kept.`,
    steps: [
      $localize`:@@link-problem.nothing-has-to-be:Nothing has to be done.`,
      $localize`:@@link-problem.should-you-answer:If you should be the one to answer, ask the person who invited you, at an address or number that you already have.`,
    ],
    offers: null,
  },
  'taken-back': {
    title: $localize`:@@link-problem.part-taken-back:Your part was taken back`,
    because: $localize`:@@link-problem.colleague-took-back:A colleague at your company asked you for a part of this questionnaire and has taken it back. What you answered is kept, with your name.`,
    steps: [
      $localize`:@@link-problem.nothing-has-to-be:Nothing has to be done.`,
      $localize`:@@link-problem.ask-your-colleague:If you should answer after all, ask your colleague: they can ask you again, and a new mail brings a new link.`,
    ],
    offers: null,
  },
  'part-over': {
    title: $localize`:@@link-problem.part-is-done:Your part of this questionnaire is done`,
    because: $localize`:@@link-problem.part-was-submitted:Your colleague has submitted the answers, and none of yours is asked for again. With that your access has ended.`,
    steps: [
      $localize`:@@link-problem.nothing-has-to-be:Nothing has to be done.`,
      $localize`:@@link-problem.colleague-can-read:Your colleague can still read the answers. If one of yours comes back with a question, this link opens again.`,
    ],
    offers: null,
  },
  revoked: {
    title: $localize`:@@link-problem.this-link-has-ended:This link has ended`,
    because: $localize`:@@link-problem.not-asked-any-more:The organisation no longer asks you for these answers. What was answered is kept.`,
    steps: [ASK_AS_YOU_KNOW],
    offers: null,
  },
  past: {
    title: $localize`:@@link-problem.these-answers-are-past:These answers can no longer be opened from here`,
    because: $localize`:@@link-problem.more-than-a-year:They were submitted more than a year ago.`,
    steps: [
      $localize`:@@link-problem.ask-for-the-answers:If you need them, ask the person who invited you, at an address or number that you already have: they can send you a link.`,
    ],
    offers: null,
  },
  cancelled: {
    title: $localize`:@@link-problem.this-questionnaire-is-no:This questionnaire is no longer needed`,
    because: $localize`:@@link-problem.no-longer-needs:The organisation that asked no longer needs this questionnaire and has cancelled it.`,
    steps: [
      $localize`:@@link-problem.nothing-has-to-be:Nothing has to be done.`,
      $localize`:@@link-problem.should-it-be-asked:Should it be asked for again, a new mail brings a new link.`,
    ],
    offers: null,
  },
  'signed-out': {
    title: $localize`:@@link-problem.please-open-your-link:Please open your link again`,
    because: $localize`:@@link-problem.for-safety-this-browser:For safety this browser is let in for a limited time only. Everything saved so far is kept.`,
    steps: [
      $localize`:@@link-problem.open-your-invitation-mail:Open your invitation mail and click its link. You come straight back to your answers.`,
      ASK_BY_ADDRESS,
    ],
    offers: 'address',
  },
  left: {
    title: $localize`:@@link-problem.you-are-signed-out:You are signed out`,
    because: $localize`:@@link-problem.your-answers-are-kept:Your answers are kept, and this browser shows them no more.`,
    steps: [
      $localize`:@@link-problem.on-a-shared-computer:On a shared computer, close this window.`,
      $localize`:@@link-problem.to-go-on-open:To go on, open your invitation mail and click its link. You come straight back to your answers.`,
      ASK_BY_ADDRESS,
    ],
    offers: 'address',
  },
};

/** Why a link does not open, and what to do next: always a way on. */
@Component({
  selector: 'cs-link-problem',
  imports: [FreshLink, Heading],
  template: `
    <div class="cs-stack">
      <h1 csHeading>{{ words().title }}</h1>
      <p class="lead">{{ words().because }}</p>
      @if (seen(); as seen) {
        <p i18n="@@link-problem.it-was-about">
          It was about {{ seen.serviceName }} by {{ seen.vendorName }}, and {{ seen.askedBy }} of
          {{ seen.organisationName }} asked.
        </p>
        @if (seen.message; as message) {
          <blockquote>
            <p>{{ message }}</p>
            <footer>{{ seen.organisationName }}</footer>
          </blockquote>
        }
      }
      <h2 i18n="@@link-problem.what-to-do">What to do</h2>
      <ul class="facts">
        @for (step of words().steps; track step) {
          <li>{{ step }}</li>
        }
      </ul>
      @if (words().offers !== null) {
        <cs-fresh-link [token]="words().offers === 'link' ? token() : null" />
      }
    </div>
  `,
  styleUrl: './page.scss',
})
export class LinkProblem {
  readonly trouble = input.required<LinkTrouble>();
  /** The link in hand, and what is known of it; null where there is none. */
  readonly token = input<string | null>(null);
  readonly seen = input<SeenLink | null>(null);

  protected readonly words = computed(() => WORDS[this.trouble()]);
}
