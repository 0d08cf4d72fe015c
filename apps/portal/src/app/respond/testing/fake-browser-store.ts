import { signal } from '@angular/core';
import type { StoredEntry, StoreKey } from '../assessment/browser-store';

/** What a browser keeps, in memory: one of them handed on is the same browser on its next visit. */
export class FakeBrowserStore {
  readonly refused = signal(false);
  readonly #entries = new Map<string, StoredEntry>();

  under(prefix: StoreKey): Promise<readonly StoredEntry[]> {
    const isUnder = ({ key }: StoredEntry) => prefix.every((part, index) => key[index] === part);
    return Promise.resolve([...this.#entries.values()].filter(isUnder));
  }

  put(key: StoreKey, value: unknown): Promise<void> {
    this.#entries.set(JSON.stringify(key), { key, value: JSON.parse(JSON.stringify(value)) as unknown });
    return Promise.resolve();
  }

  delete(key: StoreKey): Promise<void> {
    this.#entries.delete(JSON.stringify(key));
    return Promise.resolve();
  }

  clear(): Promise<void> {
    this.#entries.clear();
    return Promise.resolve();
  }
}
