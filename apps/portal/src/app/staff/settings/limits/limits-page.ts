import { Component, computed, inject, signal } from '@angular/core';
import type { LimitsOverview } from '@countersign/api-types';
import { SessionStore } from '../../../session/session-store';
import { apiForm } from '../../../ui/form/api-form';
import { FormFrame } from '../../../ui/form/form-frame';
import { NumberField } from '../../../ui/form/number-field';
import { Revised } from '../../../ui/form/revised';
import { Notices } from '../../../ui/notices';
import { ObjectState } from '../../../ui/object/object-state';
import { PageHeader } from '../../../ui/page-header';
import { LimitNote } from './limit-note';
import {
  amountInWords,
  amountOf,
  LIMIT_WORDS,
  type LimitName,
  LIMITS_OF_ACTS,
  LIMITS_OF_FILES,
  boundsInWords,
} from './limit-words';
import { LimitsClient } from './limits-client';
import {
  changeOf,
  draftOf,
  EMPTY_LIMITS,
  inWords,
  limitOf,
  limitRules,
  type LimitsDraft,
} from './limits-draft';
import { StorageMeter } from './storage-meter';

/** How much may be stored, saved and mailed here, and how much is. */
@Component({
  selector: 'cs-limits-page',
  imports: [FormFrame, LimitNote, NumberField, ObjectState, PageHeader, StorageMeter],
  templateUrl: './limits-page.html',
  styleUrl: './limits-page.scss',
  host: { class: 'cs-stack' },
})
export class LimitsPage {
  readonly #client = inject(LimitsClient);
  readonly #notices = inject(Notices);
  readonly #session = inject(SessionStore);
  readonly #draft = signal(EMPTY_LIMITS);
  protected readonly limits = this.#client.limits();
  protected readonly mayChange = computed(() => this.#session.may('organisation.manage'));
  protected readonly groups = [
    { legend: $localize`:@@limits-page.files:Files`, names: LIMITS_OF_FILES },
    { legend: $localize`:@@limits-page.saving-and-mail:Saving and mail`, names: LIMITS_OF_ACTS },
  ];
  protected readonly words = LIMIT_WORDS;
  protected readonly limitOf = limitOf;
  protected readonly bounds = boundsInWords;
  protected readonly amount = amountInWords;
  protected readonly revised = new Revised<LimitsOverview, LimitsDraft>({
    draft: this.#draft,
    row: () => this.#read(),
    draftOf,
    inWords: (draft) => inWords(draft, this.#read()),
  });

  readonly form = apiForm({
    model: this.#draft,
    revised: this.revised,
    rules: limitRules(() => this.#read()),
    save: (draft) =>
      this.revised.save((revision) => this.#client.change(changeOf(draft, this.#known(), revision))),
    saved: (overview) => {
      this.limits.set(overview);
      this.#notices.done(
        $localize`:@@limits-page.the-limits-were-saved:The limits were saved. They hold from now on.`,
      );
    },
  });

  /** As typed; as stored where what is typed is no number. */
  protected wanted(overview: LimitsOverview, name: LimitName): number {
    const limit = limitOf(overview, name);
    const amount = amountOf(limit, this.#draft()[name]);
    return Number.isFinite(amount) ? amount : limit.value;
  }

  #read(): LimitsOverview | null {
    return this.limits.hasValue() ? this.limits.value() : null;
  }

  #known(): LimitsOverview {
    const read = this.#read();
    if (read === null) {
      throw new Error('The limits are saved before they were read.');
    }
    return read;
  }
}
