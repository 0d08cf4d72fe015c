import { byName, inWords, type Words } from '@countersign/wire';
import { Injectable } from '@nestjs/common';

/** What ships is said by its code; a text without one is shown as it is. */
export type ClassText = Words | string;

export const classTextInWords = (text: ClassText): string =>
  typeof text === 'string' ? text : inWords(text);

/** A kind of data with a period of its own: the feature that keeps it contributes one. */
export interface RetentionClass {
  /** As the rows of the periods and the lines of the trail name it. */
  readonly name: string;
  readonly title: ClassText;
  /** The product's own, not the law's: 201 CMR 17.00 asks for proof of reasonable steps and names no number of years. */
  readonly defaultMonths: number;
  readonly minimumMonths: number;
  /** Why not shorter, in words for whoever sets the period. */
  readonly reason: ClassText;
  /** From when the months count. */
  readonly keptFrom: ClassText;
  /** What is left when they are over. */
  readonly disposed: ClassText;
  /**
   * The rows past their period, as `from … where …` with the moment `:before`: what counts them for the page also
   * chooses them for the disposal. Whatever a hold keeps is not among them.
   */
  pastPeriod(unheld: Unheld): string;
  /** Takes some of these rows, in the current transaction, and says how many; is asked again until it says none. */
  take(batch: RetentionBatch): Promise<number>;
}

/** Conditions in SQL that hold where no legal hold of today does. */
export interface Unheld {
  /** For what belongs to no single vendor: any hold keeps it. */
  readonly everywhere: string;
  /** @param vendorId the expression in SQL that gives it */
  ofVendor(vendorId: string): string;
}

export interface RetentionBatch {
  readonly before: string;
  /** The line of the trail that tells of this batch, and that every erased part names. */
  readonly id: string;
  readonly unheld: Unheld;
}

/** Every class. Features register theirs in `onModuleInit`, in the api and in the worker. */
@Injectable()
export class RetentionClasses {
  private readonly classes = new Map<string, RetentionClass>();

  register(one: RetentionClass): void {
    const { name, defaultMonths, minimumMonths } = one;
    if (!/^[a-z]+(-[a-z]+)*$/.test(name))
      throw new Error(`"${name}" names a retention class: write lower-case words with hyphens between them.`);
    if (this.classes.has(name)) throw new Error(`The retention class ${name} is registered twice.`);
    if (!(minimumMonths > 0 && defaultMonths >= minimumMonths))
      throw new Error(
        `The retention class ${name} keeps ${defaultMonths} months and allows ${minimumMonths}: give at least 1, and no default below the least.`,
      );
    this.classes.set(name, one);
  }

  /** In the order of their titles. */
  get all(): readonly RetentionClass[] {
    return [...this.classes.values()].sort((a, b) =>
      byName(classTextInWords(a.title), classTextInWords(b.title)),
    );
  }

  /** Null for one that this version does not know. */
  find(name: string): RetentionClass | null {
    return this.classes.get(name) ?? null;
  }
}
