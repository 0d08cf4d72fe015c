import { type Signal, signal } from '@angular/core';
import type { Problem } from '@countersign/api-types';
import { readProblem } from '../ui/problem';

export interface Step {
  readonly running: Signal<boolean>;
  readonly problem: Signal<Problem | null>;
  /** Does nothing while the last press is still at work. */
  take(work: () => Promise<void>): Promise<void>;
}

/** A button's work that needs no form: it runs once at a time, and what went wrong is said beside it. */
export function aStep(): Step {
  const running = signal(false);
  const problem = signal<Problem | null>(null);
  return {
    running: running.asReadonly(),
    problem: problem.asReadonly(),
    async take(work) {
      if (running()) return;
      running.set(true);
      problem.set(null);
      try {
        await work();
      } catch (error) {
        problem.set(readProblem(error));
      } finally {
        running.set(false);
      }
    },
  };
}
