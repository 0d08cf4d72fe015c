import { computed, type Signal, signal, type WritableSignal } from '@angular/core';
import {
  type FieldTree,
  form,
  type SchemaFn,
  type SchemaPath,
  validateTree,
  type ValidationError,
} from '@angular/forms/signals';
import type { Problem } from '@countersign/api-types';
import { firstValueFrom, type Observable } from 'rxjs';
import { readProblem } from '../problem';
import type { Meeting, Meets } from './clash-note';
import { findField } from './find-field';

export interface ApiFormDefinition<Model, Saved> {
  readonly model: WritableSignal<Model>;
  readonly rules: SchemaFn<Model>;
  readonly save: (model: Model) => Observable<Saved>;
  readonly saved: (answer: Saved) => void;
  /** Where it is an edit on a revision: the form shows what it meets, and nothing else of it. */
  readonly revised?: Meets;
  /** The state does not allow it (any more): the page reads anew what it shows, and what was typed stays. */
  readonly barred?: () => void;
  /** Where the API's name of a field differs from the form's: `intake.media` is here `media`. */
  readonly fieldFor?: (apiField: string) => string;
}

export interface ApiForm<Model> {
  readonly fields: FieldTree<Model>;
  /** What the API said, where it is not about one field on this page. */
  readonly problem: Signal<Problem | null>;
  readonly errors: Signal<readonly ValidationError.WithFieldTree[]>;
  /** Grows with each refused attempt; the error summary takes the focus then. */
  readonly attempts: Signal<number>;
  readonly saving: Signal<boolean>;
  /** True while leaving the page would lose something. */
  readonly unsaved: Signal<boolean>;
  readonly revised: Meeting | null;
}

interface Refusal {
  readonly field: FieldTree<unknown>;
  readonly valueThen: unknown;
  readonly message: string;
}

const REFUSED = 'refused-by-the-api';

export function apiForm<Model, Saved>(definition: ApiFormDefinition<Model, Saved>): ApiForm<Model> {
  const refusals = signal<readonly Refusal[]>([]);
  const problem = signal<Problem | null>(null);
  const attempts = signal(0);
  const left = signal(false);

  const fields: FieldTree<Model> = form(
    definition.model,
    (path) => {
      definition.rules(path);
      validateTree(path as SchemaPath<Model>, () => standing(refusals()));
    },
    { submission: { action: attempt, ignoreValidators: 'all' } },
  );
  const errors = computed(() => fields().errorSummary());

  /** A refusal holds while the field still has the refused value, and never hinders the next attempt. */
  async function attempt(): Promise<void> {
    problem.set(null);
    if (errors().some((error) => error.kind !== REFUSED)) {
      attempts.update((n) => n + 1);
      return;
    }
    refusals.set([]);
    try {
      const answer = await firstValueFrom(definition.save(definition.model()));
      left.set(true);
      definition.saved(answer);
      fields().reset();
      left.set(false);
    } catch (error) {
      if (definition.revised?.says(error)) return;
      const refused = readProblem(error);
      refuse(refused);
      if (refused.status === 409) definition.barred?.();
      attempts.update((n) => n + 1);
    }
  }

  function refuse(refused: Problem): void {
    const named = (refused.fields ?? []).map(({ field, message }) => ({
      field: findField(fields, definition.fieldFor?.(field) ?? field),
      message: asSentence(message),
    }));
    refusals.set(
      named.flatMap(({ field, message }) => (field ? [{ field, valueThen: field().value(), message }] : [])),
    );
    const unplaced = named.filter(({ field }) => field === null).map(({ message }) => message);
    if (named.length === 0 || unplaced.length > 0) {
      problem.set({ ...refused, detail: [refused.detail, ...unplaced].join(' ') });
    }
  }

  return {
    fields,
    problem: problem.asReadonly(),
    errors,
    attempts: attempts.asReadonly(),
    saving: computed(() => fields().submitting()),
    unsaved: computed(() => !left() && fields().dirty()),
    revised: definition.revised ?? null,
  };
}

/** The API may say no more than what is wrong with the entry, such as "must be given". */
function asSentence(message: string): string {
  return /^[a-z]/.test(message)
    ? $localize`:@@api-form.this:This ${message}:message:${message.endsWith('.') ? '' : '.'}:endsWith:`
    : message;
}

function standing(refusals: readonly Refusal[]): ValidationError.WithFieldTree[] {
  return refusals
    .filter(({ field, valueThen }) => field().value() === valueThen)
    .map(({ field, message }) => ({ kind: REFUSED, message, fieldTree: field }));
}
