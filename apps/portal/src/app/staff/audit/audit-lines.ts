import { Component, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { AuditLine } from '@countersign/api-types';
import {
  mdiChevronDown,
  mdiChevronUp,
  mdiEraser,
  mdiLockAlertOutline,
  mdiLockCheckOutline,
  mdiLockClock,
} from '@mdi/js';
import { formatMoment, number } from '../../language/formats';
import { SessionStore } from '../../session/session-store';
import { Icon } from '../../ui/icon';
import { AuditDifference } from './audit-difference';
import { objectKindInWords, objectLink } from './audited-objects';
import { eventInWords } from './event-words';

const BESIDE_THE_NAME: Readonly<Record<AuditLine['actorKind'], string | null>> = {
  member: null,
  respondent: $localize`:@@audit-lines.answering-for-the-vendor:answering for the vendor`,
  job: $localize`:@@audit-lines.by-itself:by itself`,
  visitor: $localize`:@@audit-lines.not-signed-in:not signed in`,
};

/** The first of these that an event holds tells it from its neighbours. */
const PART_FIELDS = ['clause', 'question', 'title', 'name'] as const;

/** Lines of the trail, the latest first: in the audit page and as the history of one object. */
@Component({
  selector: 'cs-audit-lines',
  imports: [AuditDifference, Icon, RouterLink],
  templateUrl: './audit-lines.html',
  styleUrl: './audit-lines.scss',
})
export class AuditLines {
  readonly lines = input.required<readonly AuditLine[]>();
  /** Left out on the object's own page. */
  readonly withObject = input(true);

  readonly #session = inject(SessionStore);
  readonly #open = signal<ReadonlySet<string>>(new Set());
  protected readonly icons = {
    more: mdiChevronDown,
    less: mdiChevronUp,
    sealed: mdiLockCheckOutline,
    waiting: mdiLockClock,
    unproved: mdiLockAlertOutline,
    erased: mdiEraser,
  };
  protected readonly moment = formatMoment;
  protected readonly event = eventInWords;

  protected isOpen(line: AuditLine): boolean {
    return this.#open().has(line.id);
  }

  protected turn(line: AuditLine): void {
    this.#open.update((open) => {
      const turned = new Set(open);
      if (!turned.delete(line.id)) turned.add(line.id);
      return turned;
    });
  }

  protected who(line: AuditLine): string {
    if (line.actorName === 'erased') {
      return $localize`:@@audit-lines.a-person-whose-data:A person whose data was erased`;
    }
    if (line.actorKind === 'job' && line.actorName === 'operator')
      return $localize`:@@audit-lines.the-operator-of-this:The operator of this installation`;
    const name = line.actorKind === 'job' ? 'Countersign' : line.actorName;
    return [name, BESIDE_THE_NAME[line.actorKind]].filter((part) => part !== null).join(', ');
  }

  protected object(line: AuditLine): string {
    const kind = objectKindInWords(line.objectKind);
    return line.objectName === null ? kind : `${kind} ${line.objectName}`;
  }

  /** Which clause, question or person, where the object alone does not say it. */
  protected part(line: AuditLine): string | null {
    const payload = { ...line.before, ...line.after, ...line.detail };
    for (const field of PART_FIELDS) {
      const value = payload[field];
      if (typeof value === 'string' && value !== line.objectName) return value;
    }
    return null;
  }

  protected link(line: AuditLine): string[] | null {
    return objectLink(line.objectKind, line.objectId, (permission) => this.#session.may(permission));
  }

  protected seal(line: AuditLine): string {
    if (line.sealNo === null) return $localize`:@@audit-lines.not-yet-sealed:Not yet sealed`;
    const place = number(line.sealNo);
    return line.sealKeyLost
      ? $localize`:@@audit-lines.seal-key-lost:Seal ${place}:place:, key lost`
      : $localize`:@@audit-lines.sealed-no:Sealed, no. ${place}:place:`;
  }

  protected sealIcon({ sealNo, sealKeyLost }: AuditLine): string {
    if (sealNo === null) return this.icons.waiting;
    return sealKeyLost ? this.icons.unproved : this.icons.sealed;
  }
}
