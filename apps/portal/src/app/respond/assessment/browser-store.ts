import { Injectable, signal } from '@angular/core';

export type StoreKey = readonly string[];

export interface StoredEntry {
  readonly key: StoreKey;
  readonly value: unknown;
}

const DATABASE = 'countersign.respond';
const ENTRIES = 'entries';

/**
 * What this browser keeps through a crash, a closed tab and a discarded one: IndexedDB, in which each write stands by
 * itself. Where the browser refuses it, `refused` says so and nothing else changes.
 */
@Injectable({ providedIn: 'root' })
export class BrowserStore {
  readonly #isRefused = signal(false);
  readonly refused = this.#isRefused.asReadonly();

  #opened: Promise<IDBDatabase> | null = null;

  async under(prefix: StoreKey): Promise<readonly StoredEntry[]> {
    const found: StoredEntry[] = [];
    await this.#run('readonly', (entries) => {
      // in the order of keys a list comes after every text
      const range = IDBKeyRange.bound([...prefix], [...prefix, []]);
      entries.openCursor(range).onsuccess = (event) => {
        const cursor = (event.target as IDBRequest<IDBCursorWithValue | null>).result;
        if (cursor === null) return;
        found.push({ key: cursor.key as string[], value: cursor.value as unknown });
        cursor.continue();
      };
    });
    return found;
  }

  async put(key: StoreKey, value: unknown): Promise<void> {
    await this.#run('readwrite', (entries) => void entries.put(value, [...key]));
  }

  async delete(key: StoreKey): Promise<void> {
    await this.#run('readwrite', (entries) => void entries.delete([...key]));
  }

  async clear(): Promise<void> {
    await this.#run('readwrite', (entries) => void entries.clear());
  }

  async #run(mode: IDBTransactionMode, act: (entries: IDBObjectStore) => void): Promise<void> {
    try {
      const database = await (this.#opened ??= this.#open());
      await new Promise<void>((resolve, reject) => {
        const transaction = database.transaction(ENTRIES, mode);
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error ?? new Error('The store gave up.'));
        act(transaction.objectStore(ENTRIES));
        // at once: a page that is frozen or gone the next moment would never hear that it may commit
        if (mode === 'readwrite') transaction.commit();
      });
      this.#isRefused.set(false);
    } catch {
      // private browsing, a full disk or a policy: said in the saving bar, and tried again with the next word
      this.#opened = null;
      this.#isRefused.set(true);
    }
  }

  #open(): Promise<IDBDatabase> {
    return new Promise((resolve, reject) => {
      const request = indexedDB.open(DATABASE, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(ENTRIES);
      request.onerror = () => reject(request.error ?? new Error('The store does not open.'));
      request.onsuccess = () => {
        const database = request.result;
        database.onclose = () => (this.#opened = null);
        database.onversionchange = () => {
          database.close();
          this.#opened = null;
        };
        resolve(database);
      };
    });
  }
}
