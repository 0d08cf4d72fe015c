import { Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { OpenSession } from '@countersign/api-types';
import { firstValueFrom, type Observable } from 'rxjs';
import { Confirm } from '../../../ui/confirm';
import { InstantPipe } from '../../../ui/dates';
import { Notices } from '../../../ui/notices';
import { ObjectState } from '../../../ui/object/object-state';
import { StateChip } from '../../../ui/state-chip';
import type { Words } from '../../../ui/words';
import { AccountClient } from '../account-client';
import { browserInWords } from './browser-in-words';

const THIS_ONE: Words = { text: $localize`:@@own-sessions.this-session:This session`, tone: 'good' };

/** Where the member is signed in now; anything unfamiliar can be ended. */
@Component({
  selector: 'cs-own-sessions',
  imports: [InstantPipe, MatButton, ObjectState, StateChip],
  templateUrl: './own-sessions.html',
  host: { class: 'cs-stack' },
})
export class OwnSessions {
  readonly #client = inject(AccountClient);
  readonly #confirm = inject(Confirm);
  readonly #notices = inject(Notices);
  protected readonly thisOne = THIS_ONE;
  protected readonly sessions = this.#client.sessions();
  protected readonly items = computed(() =>
    (this.sessions.hasValue() ? this.sessions.value().items : [])
      .map((session) => ({ ...session, browser: browserInWords(session.userAgent) }))
      .sort(
        (a, b) =>
          Number(b.current) - Number(a.current) || Date.parse(b.lastSeenAt) - Date.parse(a.lastSeenAt),
      ),
  );
  protected readonly others = computed(() => this.items().filter(({ current }) => !current).length);

  protected end({ id }: OpenSession, browser: string): Promise<void> {
    return this.#take(
      this.#client.endSession(id),
      $localize`:@@own-sessions.the-session-of-was:The session of ${browser}:browser: was ended.`,
    );
  }

  protected async endOthers(): Promise<void> {
    const agreed = await this.#confirm.ask({
      heading: $localize`:@@own-sessions.end-all-your-other:End all your other sessions?`,
      text: $localize`:@@own-sessions.every-other-browser-in:Every other browser in which you are signed in has to sign in again. This one stays.`,
      confirm: $localize`:@@own-sessions.end-the-others:End the others`,
      cancel: $localize`:@@own-sessions.leave-them:Leave them`,
    });
    if (agreed)
      await this.#take(
        this.#client.endOtherSessions(),
        $localize`:@@own-sessions.your-other-sessions-were:Your other sessions were ended.`,
      );
  }

  async #take(step: Observable<void>, done: string): Promise<void> {
    try {
      await firstValueFrom(step);
      this.#notices.done(done);
    } catch (error) {
      this.#notices.failed(error);
    }
    this.sessions.reload();
  }

  protected endOf(browser: string): string {
    return $localize`:@@own-sessions.end-the-session-of:End the session of ${browser}:browser:`;
  }
}
