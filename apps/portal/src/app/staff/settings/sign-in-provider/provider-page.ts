import { Clipboard } from '@angular/cdk/clipboard';
import { Component, inject, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { mdiClose, mdiContentCopy, mdiPlus } from '@mdi/js';
import type { OidcSettings } from '@countersign/api-types';
import { firstValueFrom, type Observable, tap } from 'rxjs';
import { Confirm } from '../../../ui/confirm';
import { apiForm } from '../../../ui/form/api-form';
import { FormFrame } from '../../../ui/form/form-frame';
import { presentOf, Revised } from '../../../ui/form/revised';
import { SelectField } from '../../../ui/form/select-field';
import { TextField } from '../../../ui/form/text-field';
import { Icon } from '../../../ui/icon';
import { Notices } from '../../../ui/notices';
import { ObjectState } from '../../../ui/object/object-state';
import { byWords } from '../../../ui/option';
import { PageHeader } from '../../../ui/page-header';
import { ROLE_WORDS } from '../../../ui/words';
import { ROLES } from '../members/member-words';
import { ProviderCheck } from './provider-check';
import { ProviderClient } from './provider-client';
import {
  draftOf,
  EMPTY_PROVIDER,
  inWords,
  type ProviderDraft,
  providerRules,
  settingsOf,
} from './provider-draft';

@Component({
  selector: 'cs-provider-page',
  imports: [
    FormField,
    FormFrame,
    Icon,
    MatButton,
    MatCheckbox,
    MatIconButton,
    ObjectState,
    PageHeader,
    ProviderCheck,
    SelectField,
    TextField,
  ],
  templateUrl: './provider-page.html',
  styleUrl: './provider-page.scss',
  host: { class: 'cs-stack' },
})
export class ProviderPage {
  protected readonly secretHints = {
    kept: $localize`:@@provider-page.one-is-kept-and:One is kept, and never shown. Leave empty to keep it.`,
    none: $localize`:@@provider-page.kept-encrypted-and-never:Kept encrypted, and never shown again.`,
  };
  readonly #client = inject(ProviderClient);
  readonly #clipboard = inject(Clipboard);
  readonly #confirm = inject(Confirm);
  readonly #notices = inject(Notices);
  readonly #draft = signal<ProviderDraft>(EMPTY_PROVIDER);
  protected readonly settings = this.#client.settings();
  protected readonly roleOptions = byWords(ROLE_WORDS, ROLES);
  protected readonly icons = { add: mdiPlus, remove: mdiClose, copy: mdiContentCopy };

  protected readonly revised = new Revised<OidcSettings, ProviderDraft>({
    draft: this.#draft,
    row: () => (this.settings.hasValue() ? this.settings.value() : null),
    draftOf,
    inWords,
  });

  readonly form = apiForm({
    model: this.#draft,
    revised: this.revised,
    rules: providerRules(() => this.settings.hasValue() && this.settings.value().hasSecret),
    save: (draft) => this.#sent((revision) => this.#client.change(settingsOf(draft, revision))),
    saved: (settings) => {
      this.settings.set(settings);
      this.#notices.done(
        settings.enabled
          ? $localize`:@@provider-page.members-can-sign-in:Members can sign in with “${settings.label ?? ''}:label:”.`
          : $localize`:@@provider-page.the-provider-was-saved:The provider was saved. Nobody is offered it yet.`,
      );
    },
  });

  protected addRule(): void {
    this.#draft.update((draft) => ({
      ...draft,
      roleMapping: [...draft.roleMapping, { value: '', roles: [] }],
    }));
    this.form.fields.roleMapping().markAsDirty();
  }

  protected removeRule(index: number): void {
    this.#draft.update((draft) => ({
      ...draft,
      roleMapping: draft.roleMapping.filter((_rule, each) => each !== index),
    }));
    this.form.fields.roleMapping().markAsDirty();
  }

  protected copy(address: string): void {
    if (this.#clipboard.copy(address)) {
      this.#notices.done(
        $localize`:@@provider-page.the-redirect-address-was:The redirect address was copied.`,
      );
    }
  }

  protected async remove(label: string): Promise<void> {
    const sure = await this.#confirm.ask({
      heading: $localize`:@@provider-page.remove-the-sign-in:Remove the sign-in provider “${label}:label:”?`,
      text: $localize`:@@provider-page.nobody-can-sign-in:Nobody can sign in with it any more, and its secret is deleted. Whoever has no password here needs a password reset.`,
      confirm: $localize`:@@provider-page.remove-the-provider:Remove the provider`,
      cancel: $localize`:@@provider-page.keep-it:Keep it`,
    });
    if (!sure) {
      return;
    }
    try {
      await firstValueFrom(this.#sent((revision) => this.#client.remove(revision)));
      this.#notices.done($localize`:@@provider-page.the-sign-in-provider:The sign-in provider was removed.`);
      this.form.fields().reset();
      this.settings.reload();
    } catch (error) {
      if (!this.revised.says(error)) this.#notices.failed(error);
    }
  }

  /** Where somebody was faster the page shows what they have saved, such as a provider that is none any more. */
  #sent<Answer>(send: (revision: number) => Observable<Answer>): Observable<Answer> {
    return this.revised.save(send).pipe(
      tap({
        error: (refusal: unknown) => {
          const present = presentOf<OidcSettings>(refusal);
          if (present !== null) this.settings.set(present);
        },
      }),
    );
  }

  protected ruleOf(index: number): string {
    return $localize`:@@provider-page.role-rule:Role rule ${index + 1}:index:`;
  }

  protected removalOf(index: number): string {
    return $localize`:@@provider-page.remove-role-rule:Remove role rule ${index + 1}:index:`;
  }
}
