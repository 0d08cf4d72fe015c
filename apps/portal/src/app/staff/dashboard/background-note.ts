import { Component, computed, input } from '@angular/core';
import type { BackgroundWork, Problem } from '@countersign/api-types';
import { formatInstant } from '../../language/formats';
import { ProblemNote } from '../../ui/problem-note';

/** Said while nothing works in the background: reminders that nobody gets are the failure this product exists to prevent. */
@Component({
  selector: 'cs-background-note',
  imports: [ProblemNote],
  template: `
    @if (problem(); as problem) {
      <cs-problem-note [problem]="problem" />
    }
  `,
})
export class BackgroundNote {
  readonly worker = input.required<BackgroundWork>();

  protected readonly problem = computed(() => problemOf(this.worker()));
}

function problemOf({ state, lastSeenAt, mailWait }: BackgroundWork): Problem | null {
  if (state !== 'down' && mailWait !== null) return mailWaits(mailWait);
  if (state === 'up') return null;
  return {
    type: 'about:blank',
    status: 503,
    code: 'worker-away',
    title:
      state === 'down'
        ? $localize`:@@background-note.no-mail-leaves-at:No mail leaves at the moment`
        : $localize`:@@background-note.work-in-the-background:Work in the background fails`,
    detail: state === 'down' ? downSince(lastSeenAt) : FAILS,
  };
}

const FAILS = $localize`:@@background-note.the-worker-runs-but:The worker runs, but part of its work fails. Mail and reminders wait and are not lost: tell whoever operates Countersign.`;

function downSince(lastSeenAt: string | null): string {
  return lastSeenAt === null
    ? $localize`:@@background-note.the-worker-that-sends:The worker that sends mail is not running. Mail and reminders wait and are not lost: tell whoever operates Countersign.`
    : $localize`:@@background-note.the-worker-that-sends-2:The worker that sends mail is not running. It was last seen on ${formatInstant(lastSeenAt)}:formatInstant:. Mail and reminders wait and are not lost: tell whoever operates Countersign.`;
}

function mailWaits({ since, because, switchedOff }: NonNullable<BackgroundWork['mailWait']>): Problem {
  if (switchedOff) return switchedOffSince(since);
  return {
    type: 'about:blank',
    status: 503,
    code: 'mail-waits',
    title: $localize`:@@background-note.no-mail-leaves-at:No mail leaves at the moment`,
    detail: $localize`:@@background-note.the-mail-server-has:The mail server has taken none since ${formatInstant(since)}:formatInstant:: ${withFullStop(because)}:withFullStop: Mail and reminders wait, are not lost, and leave by themselves once it takes them: tell whoever operates Countersign.`,
  };
}

function switchedOffSince(since: string): Problem {
  return {
    type: 'about:blank',
    status: 503,
    code: 'mail-off',
    title: $localize`:@@background-note.mail-is-switched-off:Mail is switched off`,
    detail: $localize`:@@background-note.whoever-operates-countersign-has:Whoever operates Countersign has switched it off (COUNTERSIGN_MAIL=off), since ${formatInstant(since)}:formatInstant:. No invitation, reminder or password reset is sent: all of them wait, and are not lost.`,
  };
}

function withFullStop(sentence: string): string {
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
