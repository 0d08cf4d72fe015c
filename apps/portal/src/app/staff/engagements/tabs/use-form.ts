import { Component, computed, inject, input, linkedSignal, output } from '@angular/core';
import { hidden, maxLength, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import type { ChangedUse, ServiceUseView } from '@countersign/api-types';
import { SessionStore } from '../../../session/session-store';
import { apiForm } from '../../../ui/form/api-form';
import { DayField } from '../../../ui/form/day-field';
import { FormFrame } from '../../../ui/form/form-frame';
import { LongTextField } from '../../../ui/form/long-text-field';
import { RadioField } from '../../../ui/form/radio-field';
import { Notices } from '../../../ui/notices';
import { USE_WORDS } from '../../../ui/words';
import type { EngagementView } from '../engagement-view';
import { EngagementsClient } from '../engagements-client';

type State = ChangedUse['state'] | '';
type Returned = 'held' | 'returned' | 'destroyed';

interface UseDraft {
  readonly state: State;
  readonly since: string;
  readonly endedOn: string;
  readonly returned: Returned;
  readonly returnedOn: string;
  readonly proof: string;
}

const API_FIELDS: Readonly<Record<string, string>> = {
  dataReturnedOn: 'returnedOn',
  dataReturnedBy: 'returned',
  dataReturnProof: 'proof',
};

/** Says since when the service is used; what was said before is corrected or taken back in the same way. */
@Component({
  selector: 'cs-use-form',
  imports: [DayField, FormFrame, LongTextField, MatButton, RadioField],
  templateUrl: './use-form.html',
})
export class UseForm {
  readonly engagement = input.required<EngagementView>();
  readonly saved = output();
  readonly left = output();

  readonly #engagements = inject(EngagementsClient);
  readonly #notices = inject(Notices);
  readonly #use = computed(() => this.engagement().use);
  readonly #draft = linkedSignal<ServiceUseView, UseDraft>({
    source: this.#use,
    computation: (use, before) => before?.value ?? draftOf(use),
  });

  protected readonly today = inject(SessionStore).today;
  /** What has ended is not in use. */
  protected readonly states = computed(() =>
    (['not-yet', 'in-use', 'ended'] as const)
      .filter((value) => value !== 'in-use' || this.engagement().state === 'open')
      .map((value) => ({ value, text: USE_WORDS[value].text })),
  );
  protected readonly returns = [
    { value: 'held' as const, text: $localize`:@@use-form.not-back-yet:Not back yet, or not known` },
    { value: 'returned' as const, text: $localize`:@@use-form.returned:Returned` },
    { value: 'destroyed' as const, text: $localize`:@@use-form.destroyed:Destroyed` },
  ];

  protected readonly form = apiForm({
    model: this.#draft,
    rules: (path) => {
      const state = () => this.#draft().state;
      hidden(path.since, { when: () => state() !== 'in-use' && state() !== 'ended' });
      hidden(path.endedOn, { when: () => state() !== 'ended' });
      hidden(path.returned, { when: () => state() !== 'ended' });
      hidden(path.returnedOn, { when: () => state() !== 'ended' || this.#draft().returned === 'held' });
      hidden(path.proof, { when: () => state() !== 'ended' || this.#draft().returned === 'held' });
      required(path.state, {
        message: $localize`:@@use-form.say-whether-the-service:Say whether the service is in use.`,
      });
      required(path.since, {
        message: $localize`:@@use-form.enter-the-first-day:Enter the first day of use.`,
      });
      required(path.endedOn, {
        message: $localize`:@@use-form.enter-the-last-day:Enter the last day of use.`,
      });
      required(path.returnedOn, {
        message: $localize`:@@use-form.enter-the-day-on:Enter the day on which the data were returned or destroyed.`,
      });
      required(path.proof, { message: $localize`:@@use-form.name-the-proof:Name the proof.` });
      maxLength(path.proof, 2_000, {
        message: $localize`:@@use-form.keep-the-proof-within:Keep the proof within 2,000 characters.`,
      });
    },
    save: (draft) => this.#engagements.changeUse(this.engagement().id, changeOf(draft, this.#use().revision)),
    saved: () => {
      this.#notices.done($localize`:@@use-form.the-use-was-saved:The use of the service was saved.`);
      this.saved.emit();
    },
    fieldFor: (field) => API_FIELDS[field] ?? field,
  });
}

function draftOf(use: ServiceUseView): UseDraft {
  return {
    state: use.state === 'not-stated' ? '' : use.state,
    since: use.since ?? '',
    endedOn: use.endedOn ?? '',
    returned: use.dataReturnedBy ?? 'held',
    returnedOn: use.dataReturnedOn ?? '',
    proof: use.dataReturnProof ?? '',
  };
}

/** Fields that are hidden say nothing. */
function changeOf(
  { state, since, endedOn, returned, returnedOn, proof }: UseDraft,
  revision: number,
): ChangedUse {
  const ended = state === 'ended';
  const back = ended && returned !== 'held';
  return {
    state: state || 'not-yet',
    since: state === 'in-use' || ended ? since : null,
    endedOn: ended ? endedOn : null,
    dataReturnedOn: back ? returnedOn : null,
    dataReturnedBy: back ? returned : null,
    dataReturnProof: back ? proof.trim() : null,
    revision,
  };
}
