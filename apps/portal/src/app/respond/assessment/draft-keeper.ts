import { Injectable } from '@angular/core';
import { isRecord } from '@countersign/domain';
import type { Draft } from './respondent-assessment';

/**
 * Keeps answers that the server has not confirmed through a reload. Session storage, not local storage: a shared
 * machine must not hold a vendor's answers after the tab is closed.
 */
@Injectable({ providedIn: 'root' })
export class DraftKeeper {
  read(assessmentId: string): Record<string, Draft> {
    try {
      return draftsIn(JSON.parse(sessionStorage.getItem(keyOf(assessmentId)) ?? '{}'));
    } catch {
      // storage is switched off or holds something else: there is nothing to bring back
      return {};
    }
  }

  write(assessmentId: string, drafts: Readonly<Record<string, Draft>>): void {
    try {
      if (Object.keys(drafts).length === 0) sessionStorage.removeItem(keyOf(assessmentId));
      else sessionStorage.setItem(keyOf(assessmentId), JSON.stringify(drafts));
    } catch {
      // storage is full or switched off: the page still holds the drafts and warns before it closes
    }
  }
}

function keyOf(assessmentId: string): string {
  return `countersign.respond.${assessmentId}`;
}

function draftsIn(stored: unknown): Record<string, Draft> {
  if (!isRecord(stored)) return {};
  return Object.fromEntries(
    Object.entries(stored).filter((entry): entry is [string, Draft] => isDraft(entry[1])),
  );
}

function isDraft(value: unknown): value is Draft {
  return (
    isRecord(value) &&
    Number.isInteger(value['base']) &&
    isRecord(value['value']) &&
    'answer' in value['value'] &&
    isRecord(value['value']['followUps'])
  );
}
