import { Injectable } from '@angular/core';

/** A file that was chosen and has not arrived. `known` are the files that its question had already. */
export interface UnfinishedFile {
  readonly id: string;
  readonly question: string;
  readonly name: string;
  readonly size: number;
  readonly known: readonly string[];
}

/**
 * Which files this tab has not finished, so that it can name them after a reload: a browser lets no page read a file again
 * that was chosen before. Kept per tab, as two tabs upload apart; gone with the tab.
 */
@Injectable({ providedIn: 'root' })
export class UnfinishedFiles {
  read(assessmentId: string): readonly UnfinishedFile[] {
    try {
      const kept: unknown = JSON.parse(sessionStorage.getItem(keyOf(assessmentId)) ?? '[]');
      return Array.isArray(kept) ? (kept as UnfinishedFile[]) : [];
    } catch {
      // storage that is switched off remembers nothing
      return [];
    }
  }

  write(assessmentId: string, files: readonly UnfinishedFile[]): void {
    try {
      if (files.length === 0) sessionStorage.removeItem(keyOf(assessmentId));
      else sessionStorage.setItem(keyOf(assessmentId), JSON.stringify(files));
    } catch {
      // full or switched off: the files go on all the same
    }
  }
}

const keyOf = (assessmentId: string) => `countersign.uploads.${assessmentId}`;
