import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { ApiToken, IssuedApiToken } from '@countersign/api-types';
import { mdiPlus } from '@mdi/js';
import { firstValueFrom } from 'rxjs';
import { Confirm } from '../../../ui/confirm';
import { InstantPipe } from '../../../ui/dates';
import { EmptyNote } from '../../../ui/empty-note';
import { Icon } from '../../../ui/icon';
import { Notices } from '../../../ui/notices';
import { ObjectState } from '../../../ui/object/object-state';
import { StateChip } from '../../../ui/state-chip';
import { TakesFocus } from '../../../ui/takes-focus';
import { AccountClient } from '../account-client';
import { NewToken } from './new-token';
import { NewTokenForm } from './new-token-form';
import { scopesInWords, tokenState } from './token-in-words';

/** Keys by which programs of the member reach the API. */
@Component({
  selector: 'cs-own-tokens',
  imports: [
    EmptyNote,
    Icon,
    InstantPipe,
    MatButton,
    NewToken,
    NewTokenForm,
    ObjectState,
    StateChip,
    TakesFocus,
  ],
  templateUrl: './own-tokens.html',
  host: { class: 'cs-stack' },
})
export class OwnTokens {
  readonly #client = inject(AccountClient);
  readonly #confirm = inject(Confirm);
  readonly #notices = inject(Notices);
  protected readonly add = mdiPlus;
  protected readonly tokens = this.#client.tokens();
  protected readonly creating = signal(false);
  protected readonly created = signal<IssuedApiToken | null>(null);
  protected readonly items = computed(() =>
    (this.tokens.hasValue() ? this.tokens.value().items : []).map((token) => ({
      ...token,
      state: tokenState(token, Date.now()),
      allows: scopesInWords(token.scopes),
    })),
  );

  protected made(created: IssuedApiToken): void {
    this.creating.set(false);
    this.created.set(created);
    this.tokens.reload();
  }

  protected async revoke({ id, name }: ApiToken): Promise<void> {
    const agreed = await this.#confirm.ask({
      heading: $localize`:@@own-tokens.revoke-the-token:Revoke the token “${name}:name:”?`,
      text: $localize`:@@own-tokens.programs-that-use-it:Programs that use it are refused from the next request on. This cannot be undone.`,
      confirm: $localize`:@@own-tokens.revoke-it:Revoke it`,
      cancel: $localize`:@@own-tokens.keep-it:Keep it`,
    });
    if (!agreed) return;
    try {
      await firstValueFrom(this.#client.revokeToken(id));
      this.#notices.done(
        $localize`:@@own-tokens.the-token-was-revoked:The token “${name}:name:” was revoked.`,
      );
    } catch (error) {
      this.#notices.failed(error);
    }
    this.tokens.reload();
  }

  protected revokeOf(name: string): string {
    return $localize`:@@own-tokens.revoke:Revoke ${name}:name:`;
  }
}
