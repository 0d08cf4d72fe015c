import { Component, computed, inject, input, output, signal } from '@angular/core';
import { hidden, maxLength, required, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import type { ChangedUse, ServiceUseView } from '@countersign/api-types';
import { type StatedUse, useProblems } from '@countersign/domain';
import { formatDate } from '../../../language/formats';
import { ruleWords } from '../../../language/rule-words';
import { SessionStore } from '../../../session/session-store';
import { apiForm } from '../../../ui/form/api-form';
import { DayField } from '../../../ui/form/day-field';
import { FormFrame } from '../../../ui/form/form-frame';
import { LongTextField } from '../../../ui/form/long-text-field';
import { RadioField } from '../../../ui/form/radio-field';
import { Revised } from '../../../ui/form/revised';
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
  readonly #draft = signal<UseDraft>(NOTHING_SAID);
  protected readonly revised = new Revised<ServiceUseView, UseDraft>({
    draft: this.#draft,
    row: () => this.engagement().use,
    draftOf,
    inWords,
  });

  protected readonly today = inject(SessionStore).today;
  /** What has ended is not in use. */
  protected readonly states = computed(() =>
    (['not-yet', 'in-use', 'ended'] as const)
      .filter((value) => value !== 'in-use' || this.engagement().state === 'open')
      .map((value) => ({ value, text: USE_WORDS[value].text })),
  );
  protected readonly returns = (['held', 'returned', 'destroyed'] as const).map((value) => ({
    value,
    text: RETURN_WORDS[value],
  }));

  /** By the rules that the product saves by. */
  readonly #problems = computed(() => useProblems(statedIn(this.#draft()), this.today()));

  protected readonly form = apiForm({
    model: this.#draft,
    revised: this.revised,
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
      for (const field of ['since', 'endedOn', 'returnedOn'] as const) {
        validate(path[field], ({ value }) => {
          const problem =
            value() === '' ? undefined : this.#problems().find((one) => fieldFor(one.field) === field);
          return problem === undefined ? null : { kind: 'use', message: ruleWords(problem.message) };
        });
      }
      required(path.proof, { message: $localize`:@@use-form.name-the-proof:Name the proof.` });
      maxLength(path.proof, 2_000, {
        message: $localize`:@@use-form.keep-the-proof-within:Keep the proof within 2,000 characters.`,
      });
    },
    save: (draft) =>
      this.revised.save((revision) =>
        this.#engagements.changeUse(this.engagement().id, changeOf(draft, revision)),
      ),
    saved: () => {
      this.#notices.done($localize`:@@use-form.the-use-was-saved:The use of the service was saved.`);
      this.saved.emit();
    },
    fieldFor,
  });
}

const fieldFor = (field: string): string => API_FIELDS[field] ?? field;

const NOTHING_SAID: UseDraft = {
  state: '',
  since: '',
  endedOn: '',
  returned: 'held',
  returnedOn: '',
  proof: '',
};

const RETURN_WORDS: Readonly<Record<Returned, string>> = {
  held: $localize`:@@use-form.not-back-yet:Not back yet, or not known`,
  returned: $localize`:@@use-form.returned:Returned`,
  destroyed: $localize`:@@use-form.destroyed:Destroyed`,
};

function inWords(draft: UseDraft): readonly (readonly [string, string])[] {
  const day = (of: string) => (of === '' ? '' : formatDate(of));
  return [
    [
      $localize`:@@use-form.is-the-service-in:Is the service in use?`,
      draft.state && USE_WORDS[draft.state].text,
    ],
    [$localize`:@@use-form.in-use-since:In use since`, day(draft.since)],
    [$localize`:@@use-form.last-day-of-use:Last day of use`, day(draft.endedOn)],
    [$localize`:@@use-form.what-became-of-the:What became of the data?`, RETURN_WORDS[draft.returned]],
    [$localize`:@@use-form.on:On`, day(draft.returnedOn)],
    [$localize`:@@use-form.proof:Proof`, draft.proof.trim()],
  ];
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

/** A day that is not given yet is asked for by the form itself. */
function statedIn(draft: UseDraft): StatedUse {
  const { state, since, endedOn, dataReturnedOn, dataReturnedBy, dataReturnProof } = changeOf(draft, 0);
  return {
    state,
    since: since || null,
    endedOn: endedOn || null,
    dataReturnedOn: dataReturnedOn || null,
    dataReturnedBy,
    dataReturnProof,
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
