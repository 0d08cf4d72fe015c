import { Component, computed, effect, inject, signal, untracked } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
import type { SeenLink } from '@countersign/api-types';
import { DayPipe } from '../../ui/dates';
import { Heading } from '../../ui/heading';
import { refusalOf, RespondClient } from '../respond-client';
import { AskingOrganisation } from '../shell/asking-organisation';
import { aboutHowLong } from './about-how-long';
import { LinkCode } from './link-code';
import { LinkProblem, type LinkTrouble } from './link-problem';
import { mailedToken } from './mailed-token';

/** In place of a key: whoever has just left is told so. */
export const SIGNED_OUT = 'signed-out';

/** A link that was looked at. A finding belongs to its token: pasting another link into this tab starts afresh. */
type Found = { readonly token: string } & (
  { readonly seen: SeenLink } | { readonly unknown: true } | { readonly unreachable: string }
);

/**
 * Where the link of an invitation leads. What it is about is told at once; it is opened by a click, never by the visit:
 * mail scanners follow links.
 */
@Component({
  selector: 'cs-landing',
  imports: [DayPipe, Heading, LinkCode, LinkProblem],
  templateUrl: './landing.html',
  styleUrl: './page.scss',
})
export class Landing {
  readonly #client = inject(RespondClient);
  readonly #router = inject(Router);
  readonly #organisation = inject(AskingOrganisation);

  readonly #fragment = toSignal(inject(ActivatedRoute).fragment, { initialValue: null });
  readonly #mailed = computed(() => mailedToken(this.#fragment()));
  readonly #found = signal<Found | null>(null);
  readonly #here = computed(() => {
    const found = this.#found();
    return found !== null && found.token === this.token() ? found : null;
  });

  protected readonly token = computed(() => {
    const mailed = this.#mailed();
    return mailed.kind === 'whole' ? mailed.token : null;
  });
  protected readonly seen = computed(() => {
    const found = this.#here();
    return found !== null && 'seen' in found ? found.seen : null;
  });
  protected readonly unreachable = computed(() => {
    const found = this.#here();
    return found !== null && 'unreachable' in found ? found.unreachable : null;
  });
  protected readonly trouble = computed<LinkTrouble | null>(() => {
    const mailed = this.#mailed();
    if (mailed.kind === 'cut') return 'cut';
    if (mailed.kind === 'none') return this.#fragment() === SIGNED_OUT ? 'left' : 'incomplete';
    const found = this.#here();
    if (found === null) return null;
    if ('unknown' in found) return 'unknown';
    const state = this.seen()?.state;
    return state === undefined || state === 'open' || state === 'submitted' ? null : state;
  });
  protected readonly duration = computed(() => {
    const takes = this.seen()?.takes;
    return takes ? aboutHowLong(takes) : null;
  });

  /** Where the page is: what a mail that is genuine says too. */
  protected readonly site = location.origin;

  protected readonly opening = signal(false);
  /** Once a code is mailed, with whether mail leaves; null before. */
  protected readonly asksCode = signal<{ readonly mailed: boolean; readonly mailWaits: boolean } | null>(
    null,
  );
  protected readonly refused = signal('');

  constructor() {
    effect(() => {
      const token = this.token();
      untracked(() => {
        this.asksCode.set(null);
        this.refused.set('');
        if (token !== null) void this.look(token);
      });
    });
  }

  protected async look(token: string): Promise<void> {
    try {
      const seen = await this.#client.seeLink(token);
      this.#found.set({ token, seen });
      this.#organisation.name.set(seen.organisationName);
    } catch (error) {
      const { kind, detail } = refusalOf(error);
      this.#found.set(kind === 'not-found' ? { token, unknown: true } : { token, unreachable: detail });
    }
  }

  /** Opens it, or has a code mailed where it does not open without. */
  protected async begin(token: string, { codeNeeded }: SeenLink): Promise<void> {
    if (!codeNeeded) return this.open(token, null);
    await this.#attempt(token, async () =>
      this.asksCode.set({ ...(await this.#client.mailCode(token)), mailed: true }),
    );
  }

  protected open(token: string, code: string | null): Promise<void> {
    return this.#attempt(token, async () => {
      const assessmentId = await this.#client.exchange(token, code);
      // replaced, so that the token stays neither in the address bar nor in the history
      await this.#router.navigate(['/respond/assessments', assessmentId], { replaceUrl: true });
    });
  }

  async #attempt(token: string, act: () => Promise<void>): Promise<void> {
    if (this.opening()) return;
    this.opening.set(true);
    this.refused.set('');
    try {
      await act();
    } catch (error) {
      const { kind, code, detail } = refusalOf(error);
      // what has become of it meanwhile is told as on a visit
      if (kind === 'ended' || kind === 'not-found' || code === 'code-needed') await this.look(token);
      else
        this.refused.set(
          detail ||
            $localize`:@@landing.the-portal-cannot-be:The portal cannot be reached just now. Please check your connection and press the button again; your link stays valid.`,
        );
    } finally {
      this.opening.set(false);
    }
  }
}
