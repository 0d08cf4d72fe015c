import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { MemberApiToken } from '@countersign/api-types';
import { firstValueFrom } from 'rxjs';
import { formatInstant } from '../../../language/formats';
import { Confirm } from '../../../ui/confirm';
import { InstantPipe } from '../../../ui/dates';
import { EmptyNote } from '../../../ui/empty-note';
import { Notices } from '../../../ui/notices';
import { ObjectState } from '../../../ui/object/object-state';
import { PageHeader } from '../../../ui/page-header';
import { StateChip } from '../../../ui/state-chip';
import type { Words } from '../../../ui/words';
import { PERMISSION_WORDS } from '../permissions/permission-words';
import { TokensClient } from './tokens-client';

const LIVE: Words = { text: $localize`:@@tokens-page.accepted:Accepted`, tone: 'good' };
const ENDED: Words = { text: $localize`:@@tokens-page.ended:Ended`, tone: 'quiet' };
const REVOKED: Words = { text: $localize`:@@tokens-page.revoked:Revoked`, tone: 'bad' };

/** Every member's tokens: each makes its own under "Your account"; here they are seen and revoked. */
@Component({
  selector: 'cs-tokens-page',
  imports: [EmptyNote, InstantPipe, MatButton, ObjectState, PageHeader, RouterLink, StateChip],
  templateUrl: './tokens-page.html',
  styles: `
    .used {
      white-space: normal;
    }
  `,
  host: { class: 'cs-stack' },
})
export class TokensPage {
  readonly #client = inject(TokensClient);
  readonly #confirm = inject(Confirm);
  readonly #notices = inject(Notices);
  protected readonly tokens = this.#client.ofAllMembers();
  protected readonly busy = signal<string | null>(null);
  protected readonly shown = computed(() =>
    this.tokens.hasValue()
      ? [...this.tokens.value().items].sort((a, b) => Number(this.isLive(b)) - Number(this.isLive(a)))
      : [],
  );

  protected isLive({ revokedAt, expiresAt }: MemberApiToken): boolean {
    return revokedAt === null && Date.parse(expiresAt) > Date.now();
  }

  protected state(token: MemberApiToken): Words {
    if (token.revokedAt !== null) {
      return REVOKED;
    }
    return this.isLive(token) ? LIVE : ENDED;
  }

  protected scopes(token: MemberApiToken): string {
    return token.scopes.map((scope) => PERMISSION_WORDS[scope].text).join(', ');
  }

  protected lastUse({ lastUsedAt, lastUsedFrom }: MemberApiToken): string {
    if (lastUsedAt === null) {
      return $localize`:@@tokens-page.never:Never`;
    }
    return lastUsedFrom === null
      ? formatInstant(lastUsedAt)
      : $localize`:@@tokens-page.from:${formatInstant(lastUsedAt)}:formatInstant:, from ${lastUsedFrom}:lastUsedFrom:`;
  }

  protected async revoke(token: MemberApiToken): Promise<void> {
    const sure = await this.#confirm.ask({
      heading: $localize`:@@tokens-page.revoke-of-2:Revoke “${token.name}:name:” of ${token.memberName}:memberName:?`,
      text: $localize`:@@tokens-page.whatever-uses-it-is:Whatever uses it is refused from the next request on. This cannot be taken back: a new token would be needed.`,
      confirm: $localize`:@@tokens-page.revoke-the-token:Revoke the token`,
      cancel: $localize`:@@tokens-page.keep-it:Keep it`,
    });
    if (!sure) {
      return;
    }
    this.busy.set(token.id);
    try {
      await firstValueFrom(this.#client.revoke(token.id));
      this.#notices.done(
        $localize`:@@tokens-page.of-was-revoked:“${token.name}:name:” of ${token.memberName}:memberName: was revoked.`,
      );
      this.tokens.reload();
    } catch (error) {
      this.#notices.failed(error);
    } finally {
      this.busy.set(null);
    }
  }
}
