import { Component, computed, inject, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { ActivatedRoute, Router } from '@angular/router';
import { type Refusal, refusalOf, RespondClient } from '../respond-client';
import { Heading } from '../../ui/heading';
import { LinkProblem, type LinkTrouble } from './link-problem';

/** In place of a key: whoever has just left is told so. */
export const SIGNED_OUT = 'signed-out';

interface Refused {
  token: string;
  trouble: LinkTrouble;
  reason: string;
}

/**
 * Where the link of an invitation leads. The token is exchanged by a click, never by the visit: mail scanners follow
 * links.
 */
@Component({
  selector: 'cs-landing',
  imports: [Heading, LinkProblem, MatButton],
  templateUrl: './landing.html',
  styleUrl: './page.scss',
})
export class Landing {
  readonly #client = inject(RespondClient);
  readonly #router = inject(Router);

  readonly #fragment = toSignal(inject(ActivatedRoute).fragment, { initialValue: null });
  readonly #token = computed(() => new URLSearchParams(this.#fragment() ?? '').get('t'));
  readonly #refused = signal<Refused | null>(null);

  protected readonly opening = signal(false);
  protected readonly unreachable = signal(false);
  /** A refusal belongs to its token: pasting another link into this tab starts afresh. */
  protected readonly trouble = computed<LinkTrouble | null>(() => {
    const token = this.#token();
    if (!token) return this.#fragment() === SIGNED_OUT ? 'left' : 'incomplete';
    const refused = this.#refused();
    return refused?.token === token ? refused.trouble : null;
  });
  protected readonly reason = computed(() => this.#refused()?.reason ?? '');

  protected async openQuestionnaire(): Promise<void> {
    const token = this.#token();
    if (!token || this.opening()) return;
    this.opening.set(true);
    this.unreachable.set(false);
    try {
      const assessmentId = await this.#client.exchange(token);
      // replaced, so that the token stays neither in the address bar nor in the history
      await this.#router.navigate(['/respond/assessments', assessmentId], { replaceUrl: true });
    } catch (error) {
      const { kind, code, detail } = refusalOf(error);
      if (kind === 'unreachable') this.unreachable.set(true);
      else this.#refused.set({ token, trouble: troubleOf(kind, code), reason: detail });
    } finally {
      this.opening.set(false);
    }
  }
}

function troubleOf(kind: Refusal['kind'], code: string): LinkTrouble {
  if (code === 'no-longer-needed') return 'cancelled';
  return kind === 'ended' ? 'ended' : 'unknown';
}
