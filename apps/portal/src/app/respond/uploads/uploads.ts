import { computed, DOCUMENT, inject, Injectable, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import type { EvidenceFile } from '@countersign/api-types';
import { EMPTY, fromEvent, Subject } from 'rxjs';
import { fieldsIn, serverTrouble, type Refusal } from '../respond-client';
import { sendFile, type UploadTarget } from './send-file';
import { UnfinishedFiles } from './unfinished-files';

/** `lost`: chosen before the page was read anew, which takes the file out of its reach. */
export type UploadState = 'waiting' | 'sending' | 'retrying' | 'paused' | 'failed' | 'refused' | 'lost';

export interface Upload extends UploadTarget {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly file: File | null;
  readonly state: UploadState;
  readonly percent: number;
  readonly problem: string | null;
  readonly tries: number;
  /** The files that its question had when this one was chosen. */
  readonly known: readonly string[];
}

export interface Arrival extends UploadTarget {
  readonly file: EvidenceFile;
}
export interface UploadTrouble extends UploadTarget {
  readonly refusal: Refusal;
}

export interface ChosenFiles extends UploadTarget {
  readonly files: readonly File[];
  readonly known: readonly string[];
  /** Why this one is not even sent. */
  readonly unfit: (file: File) => string | null;
}

/** Before each further try, in milliseconds. After the last one somebody has to ask for it. */
const WAITS = [1_000, 2_000, 5_000, 15_000, 30_000];

/**
 * The files on their way to the server, whatever page is shown: one after the other, so that a slow line finishes something
 * early. What the line broke off is sent again from the beginning, under the same id.
 */
@Injectable({ providedIn: 'root' })
export class Uploads {
  readonly #kept = inject(UnfinishedFiles);
  readonly #window = inject(DOCUMENT).defaultView;
  readonly #all = signal<readonly Upload[]>([]);
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  #sending: { readonly id: string; readonly stop: () => void } | null = null;

  readonly arrivals = new Subject<Arrival>();
  readonly troubles = new Subject<UploadTrouble>();
  /** What is lost when this page closes. */
  readonly underWay = computed(() =>
    this.#all().filter(({ file, state }) => file !== null && state !== 'refused'),
  );

  constructor() {
    const heard = <E extends Event>(event: string) =>
      this.#window === null ? EMPTY : fromEvent<E>(this.#window, event).pipe(takeUntilDestroyed());
    heard('beforeunload').subscribe((event) => {
      if (this.underWay().length > 0) event.preventDefault();
    });
    heard('online').subscribe(() => this.goOn());
  }

  /** All that nobody has dealt with: sent, cancelled or dismissed. */
  of(assessmentId: string): readonly Upload[] {
    return this.#all().filter((upload) => upload.assessmentId === assessmentId);
  }

  add({ assessmentId, question, files, known, unfit }: ChosenFiles): void {
    for (const file of files) {
      const same = this.#all().find(
        (other) => other.assessmentId === assessmentId && other.question === question && isSame(other, file),
      );
      if (same !== undefined && ['waiting', 'sending', 'retrying'].includes(same.state)) continue;
      if (same !== undefined) this.drop(same.id);
      const problem = unfit(file);
      const { name, size } = file;
      const state = problem === null ? 'waiting' : 'refused';
      const begun = { percent: 0, problem, tries: 0, known, state } as const;
      const upload = { id: crypto.randomUUID(), assessmentId, question, name, size, file, ...begun };
      this.#set(assessmentId, [...this.#all(), upload]);
    }
    void this.#sendNext();
  }

  /** After a reload: what this tab had chosen and not finished is named, since it has to be chosen again. */
  remember(assessmentId: string): void {
    const here = this.#all();
    const lost = this.#kept
      .read(assessmentId)
      .filter(({ id }) => here.every((upload) => upload.id !== id))
      .map((kept): Upload => ({ ...kept, assessmentId, file: null, ...NOT_BEGUN, state: 'lost' }));
    if (lost.length > 0) this.#set(assessmentId, [...here, ...lost]);
  }

  /** It had arrived, and only the answer was lost: another file of this size is there now. */
  compare(assessmentId: string, question: string, files: readonly EvidenceFile[]): void {
    for (const { id, size, known } of this.of(assessmentId).filter(
      (upload) => upload.question === question && upload.state === 'lost',
    )) {
      if (files.some((file) => file.size === size && !known.includes(file.id))) this.drop(id);
    }
  }

  pause(id: string): void {
    this.#halt(id);
    this.#change(id, { ...NOT_BEGUN, state: 'paused' });
    void this.#sendNext();
  }

  again(id: string): void {
    this.#halt(id);
    this.#change(id, { ...NOT_BEGUN, state: 'waiting' });
    void this.#sendNext();
  }

  drop(id: string): void {
    const dropped = this.#all().find((upload) => upload.id === id);
    this.#halt(id);
    if (dropped !== undefined)
      this.#set(
        dropped.assessmentId,
        this.#all().filter((upload) => upload.id !== id),
      );
    void this.#sendNext();
  }

  /** What waited for the line, or for another try, is sent now. */
  goOn(): void {
    for (const { id, state } of this.#all()) {
      if (state === 'retrying' || state === 'failed') this.again(id);
    }
    void this.#sendNext();
  }

  stopAll(): void {
    for (const { id } of this.#all()) this.drop(id);
  }

  async #sendNext(): Promise<void> {
    const next = this.#all().find(({ state }) => state === 'waiting');
    if (this.#sending !== null || next?.file == null || this.#window?.navigator.onLine === false) return;
    const { id, file } = next;
    this.#change(id, { state: 'sending', percent: 0 });
    const sending = sendFile(next, { file, uploadId: id }, (share) =>
      this.#change(id, { percent: Math.floor(share * 100) }),
    );
    this.#sending = { id, stop: sending.stop };
    const outcome = await sending.outcome;
    if (this.#sending?.id === id) this.#sending = null;
    if (outcome.kind === 'stored') {
      this.drop(id);
      this.arrivals.next({ ...targetOf(next), file: outcome.file });
    } else if (outcome.kind === 'refused') this.#meet(next, outcome.refusal);
    void this.#sendNext();
  }

  #meet(upload: Upload, refusal: Refusal): void {
    const { id, tries } = upload;
    const wait = WAITS[tries];
    this.troubles.next({ ...targetOf(upload), refusal });
    if (refusal.kind === 'signed-out') {
      return this.#change(id, {
        state: 'failed',
        problem: $localize`:@@uploads.link-no-longer-open:Your link is no longer open in this browser. Open it again, then try again here.`,
      });
    }
    if (refusal.kind !== 'unreachable') {
      const problem = fieldsIn(refusal)
        .map(({ message }) => message)
        .join(' ');
      return this.#change(id, { state: 'refused', problem });
    }
    const problem = serverTrouble(
      refusal,
      $localize`:@@uploads.the-connection-broke-off:The connection broke off.`,
    );
    if (wait === undefined) return this.#change(id, { state: 'failed', problem });
    this.#change(id, { state: 'retrying', tries: tries + 1, problem });
    this.#timers.set(
      id,
      setTimeout(() => {
        this.#timers.delete(id);
        this.#change(id, { state: 'waiting', problem: null });
        void this.#sendNext();
      }, wait),
    );
  }

  #halt(id: string): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
    if (this.#sending?.id !== id) return;
    const { stop } = this.#sending;
    this.#sending = null;
    stop();
  }

  #change(id: string, part: Partial<Upload>): void {
    this.#all.update((all) => all.map((upload) => (upload.id === id ? { ...upload, ...part } : upload)));
  }

  #set(assessmentId: string, all: readonly Upload[]): void {
    this.#all.set(all);
    this.#kept.write(
      assessmentId,
      this.of(assessmentId)
        .filter(({ state }) => state !== 'refused')
        .map(({ id, question, name, size, known }) => ({ id, question, name, size, known })),
    );
  }
}

const NOT_BEGUN = { percent: 0, problem: null, tries: 0 } as const;

const targetOf = ({ assessmentId, question }: UploadTarget): UploadTarget => ({ assessmentId, question });

/** The same file chosen twice; of what a reload took away only name and size are left. */
function isSame({ file, name, size }: Upload, other: File): boolean {
  return (
    name === other.name && size === other.size && (file === null || file.lastModified === other.lastModified)
  );
}
