import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { JobDefinition, JobHandler } from './job-definition';

interface Known {
  readonly definition: JobDefinition;
  handler: JobHandler | null;
}

/** Every kind of job, and who does it. Features declare and handle theirs in `onModuleInit`, in the api and in the worker. */
@Injectable()
export class JobKinds implements OnApplicationBootstrap {
  private readonly known = new Map<string, Known>();

  declare(definition: JobDefinition): void {
    const { kind } = definition;
    if (this.known.has(kind)) throw new Error(`The job ${kind} is declared twice.`);
    this.known.set(kind, { definition, handler: null });
  }

  handle<About extends string>({ kind }: JobDefinition<About>, handler: JobHandler<About>): void {
    const known = this.demand(kind);
    if (known.handler !== null) throw new Error(`The job ${kind} has two handlers: one feature does it.`);
    // It is handed jobs of its own kind alone, which are about what its definition says.
    known.handler = handler as unknown as JobHandler;
  }

  onApplicationBootstrap(): void {
    this.refuseIdle();
  }

  /** A job that nobody does would wait for ever: the start fails instead. */
  refuseIdle(): void {
    const idle = [...this.known.values()].filter(({ handler }) => handler === null);
    if (idle.length === 0) return;
    const kinds = idle.map(({ definition }) => definition.kind).join(', ');
    throw new Error(
      `Nobody does these jobs: ${kinds}. Register a handler in the module of the feature that declares them.`,
    );
  }

  get all(): readonly string[] {
    return [...this.known.keys()];
  }

  definitionOf(kind: string): JobDefinition {
    return this.demand(kind).definition;
  }

  handlerOf(kind: string): JobHandler {
    const { handler } = this.demand(kind);
    if (handler === null) throw new Error(`Nobody does the job ${kind}.`);
    return handler;
  }

  private demand(kind: string): Known {
    const known = this.known.get(kind);
    if (known === undefined) throw new Error(`The job ${kind} is not declared.`);
    return known;
  }
}
