import { Component, computed, input } from '@angular/core';
import { MatAnchor } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { Heading } from '../ui/heading';

export type LinkTrouble = 'incomplete' | 'ended';
export type LinkKind = 'reset' | 'invitation' | 'set-up';

interface Remedy {
  readonly ended: string;
  readonly text: string;
  readonly link: string | null;
  readonly action: string | null;
}

const REMEDIES: Readonly<Record<LinkKind, Remedy>> = {
  reset: {
    ended: $localize`:@@link-ended.it-was-used-already:It was used already, a newer one was asked for, or its time is over.`,
    text: $localize`:@@link-ended.ask-for-another-link:Ask for another link; it comes by mail at once.`,
    link: '/forgot-password',
    action: $localize`:@@link-ended.ask-for-another-link-2:Ask for another link`,
  },
  invitation: {
    ended: $localize`:@@link-ended.it-was-used-already-2:It was used already, taken back, or its time is over.`,
    text: $localize`:@@link-ended.if-you-have-an:If you have an account by now, sign in. Otherwise ask the administrator who invited you to send it again.`,
    link: '/sign-in',
    action: $localize`:@@link-ended.sign-in:Sign in`,
  },
  'set-up': {
    ended: $localize`:@@link-ended.it-was-used-already-3:It was used already, or its hour is over.`,
    text: $localize`:@@link-ended.if-countersign-is-not:If Countersign is not set up yet, the server has told a fresh link by now: use the latest one.`,
    link: '/sign-in',
    action: $localize`:@@link-ended.go-to-signing-in:Go to signing in`,
  },
};

/** Why a link leads no further, and the way on. */
@Component({
  selector: 'cs-link-ended',
  imports: [Heading, MatAnchor, RouterLink],
  template: `
    @if (trouble() === 'incomplete') {
      <h1 i18n="@@link-ended.please-open-the-whole" csHeading>Please open the whole link</h1>
      <p i18n="@@link-ended.the-address-in-your">
        The address in your browser lacks the last part of the link, which is its key. Open the link again
        where you found it, and copy all of it if your program breaks long lines. After loading this page anew
        the link is needed again, too.
      </p>
    } @else {
      <h1 i18n="@@link-ended.this-link-has-ended" csHeading>This link has ended</h1>
      <p>{{ remedy().ended }}</p>
    }
    <p>{{ remedy().text }}</p>
    @if (remedy().link; as link) {
      <p>
        <a matButton="outlined" [routerLink]="link">{{ remedy().action }}</a>
      </p>
    }
  `,
  host: { class: 'cs-stack' },
})
export class LinkEnded {
  readonly kind = input.required<LinkKind>();
  readonly trouble = input.required<LinkTrouble>();
  protected readonly remedy = computed(() => REMEDIES[this.kind()]);
}
