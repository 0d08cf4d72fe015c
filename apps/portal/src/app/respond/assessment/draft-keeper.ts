import { computed, inject, Injectable, signal } from '@angular/core';
import { isRecord, sameValue, type AnswerValue } from '@countersign/domain';
import { BrowserStore, type StoredEntry, type StoreKey } from './browser-store';
import type { Draft, SetAside } from './respondent-assessment';

/** Whose words: a browser may be shared, and shows nobody what somebody else has typed. */
export interface KeptFor {
  readonly assessmentId: string;
  readonly respondentId: string;
}

export interface KeptWords {
  readonly drafts: Readonly<Record<string, Draft>>;
  readonly aside: readonly SetAside[];
}

interface LeftDraft {
  readonly key: StoreKey;
  readonly question: string;
  readonly tab: string;
  readonly draft: Draft;
}

const UNSENT = 'unsent';
const ASIDE = 'aside';

/** Longer than a questionnaire is open; what nobody came back for does not lie in a browser for ever. */
const KEPT_DAYS = 90;
const MOST_SET_ASIDE = 200;

/**
 * Keeps what was typed and not saved, from the first character on, through a crash, a closed tab and a reload. What the
 * server has confirmed is deleted here, and everything when the person signs out.
 */
@Injectable({ providedIn: 'root' })
export class DraftKeeper {
  readonly #store = inject(BrowserStore);
  /** Each tab keeps its own drafts: two tabs of one person do not write over each other. */
  readonly #tab = newId();
  #present = false;

  readonly #held = signal<ReadonlySet<string>>(new Set());
  /** How many texts would be lost by signing out. */
  readonly held = computed(() => this.#held().size);
  /** The browser keeps nothing, so what is typed lives in this page alone. */
  readonly refused = this.#store.refused;

  /**
   * What tabs that are gone have left behind becomes this tab's own. Of two texts the newer is the draft; what this page
   * holds already stays, and the other one is set aside.
   */
  async takeOver(owner: KeptFor, here: Readonly<Record<string, Draft>>): Promise<KeptWords> {
    this.#standIn();
    const left = await this.#left(owner, here);
    const aside = await this.#aside(owner);
    const drafts: Record<string, Draft> = { ...here };
    for (const { key, question, tab, draft } of left) {
      const newer = drafts[question];
      if (newer === undefined) {
        drafts[question] = draft;
        if (tab !== this.#tab) await this.keep(owner, question, draft);
      } else if (!sameValue(newer.value, draft.value)) {
        const text: SetAside = { id: newId(), question, value: draft.value, at: draft.at, because: 'newer' };
        aside.push(text);
        await this.setAside(owner, text);
      }
      if (tab !== this.#tab) await this.#store.delete(key);
    }
    const known = aside.map(({ id }) => asideKey(owner, id).join());
    this.#held.update((held) => new Set([...held, ...known]));
    return { drafts, aside };
  }

  async keep(owner: KeptFor, question: string, draft: Draft): Promise<void> {
    await this.#put(this.#draftKey(owner, question), draft);
  }

  async drop(owner: KeptFor, question: string): Promise<void> {
    await this.#delete(this.#draftKey(owner, question));
  }

  async setAside(owner: KeptFor, text: SetAside): Promise<void> {
    await this.#put(asideKey(owner, text.id), text);
  }

  async dismiss(owner: KeptFor, id: string): Promise<void> {
    await this.#delete(asideKey(owner, id));
  }

  /** Counts those of other tabs and other questionnaires too: signing out deletes them all. */
  async countAll(): Promise<number> {
    const kept = [...(await this.#store.under([UNSENT])), ...(await this.#store.under([ASIDE]))];
    this.#held.update((held) => new Set([...held, ...kept.map(({ key }) => key.join())]));
    return this.held();
  }

  /** On leaving a shared browser: of everybody, since the link that opened it may be another person's now. */
  async forgetEverything(): Promise<void> {
    this.#held.set(new Set());
    await this.#store.clear();
  }

  async #put(key: StoreKey, value: Draft | SetAside): Promise<void> {
    this.#held.update((held) => new Set([...held, key.join()]));
    await this.#store.put(key, value);
  }

  async #delete(key: StoreKey): Promise<void> {
    this.#held.update((held) => new Set([...held].filter((one) => one !== key.join())));
    await this.#store.delete(key);
  }

  /** The newest first. */
  async #left(owner: KeptFor, here: Readonly<Record<string, Draft>>): Promise<readonly LeftDraft[]> {
    const open = await openTabs();
    const entries = await this.#fresh(keyOf(UNSENT, owner));
    return entries
      .flatMap(({ key, value }): LeftDraft[] => {
        const [, , , tab = '', question = ''] = key;
        const isOurs = tab === this.#tab ? !Object.hasOwn(here, question) : !open.has(lockOf(tab));
        return isOurs && isDraft(value) ? [{ key, question, tab, draft: value }] : [];
      })
      .sort((one, other) => inTime(other.draft, one.draft));
  }

  async #aside(owner: KeptFor): Promise<SetAside[]> {
    const entries = await this.#fresh(keyOf(ASIDE, owner));
    const texts = entries.flatMap(({ value }) => (isSetAside(value) ? [value] : []));
    texts.sort(inTime);
    for (const { id } of texts.slice(0, -MOST_SET_ASIDE)) await this.dismiss(owner, id);
    return texts.slice(-MOST_SET_ASIDE);
  }

  async #fresh(prefix: StoreKey): Promise<readonly StoredEntry[]> {
    const entries = await this.#store.under(prefix);
    const since = new Date(Date.now() - KEPT_DAYS * 86_400_000).toISOString();
    const isOld = ({ value }: StoredEntry) => !isRecord(value) || String(value['at']) < since;
    for (const { key } of entries.filter(isOld)) await this.#store.delete(key);
    return entries.filter((entry) => !isOld(entry));
  }

  /** Held until this tab is gone, however it goes: so another tab knows which drafts are left behind. */
  #standIn(): void {
    if (this.#present) return;
    this.#present = true;
    void locks()?.request(lockOf(this.#tab), () => new Promise<never>(() => undefined));
  }

  #draftKey(owner: KeptFor, question: string): StoreKey {
    return [...keyOf(UNSENT, owner), this.#tab, question];
  }
}

function keyOf(kind: string, { assessmentId, respondentId }: KeptFor): StoreKey {
  return [kind, assessmentId, respondentId];
}

function asideKey(owner: KeptFor, id: string): StoreKey {
  return [...keyOf(ASIDE, owner), id];
}

type AtTime = Readonly<Record<'at', string>>;
const inTime = (one: AtTime, other: AtTime): number => Date.parse(one.at) - Date.parse(other.at);

const lockOf = (tab: string): string => `countersign.respond.${tab}`;

/** Browsers have them wherever the portal is served as it must be; elsewhere a tab counts as gone. */
function locks(): LockManager | undefined {
  return (navigator as Partial<Navigator>).locks;
}

async function openTabs(): Promise<ReadonlySet<string>> {
  const { held = [] } = (await locks()?.query()) ?? {};
  return new Set(held.map(({ name = '' }) => name));
}

export function newId(): string {
  return [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join('-');
}

function isDraft(value: unknown): value is Draft {
  return (
    isRecord(value) &&
    Number.isInteger(value['base']) &&
    isAnswer(value['value']) &&
    Array.isArray(value['sent'])
  );
}

function isSetAside(value: unknown): value is SetAside {
  return isRecord(value) && typeof value['question'] === 'string' && isAnswer(value['value']);
}

function isAnswer(value: unknown): value is AnswerValue {
  return isRecord(value) && 'answer' in value && isRecord(value['followUps']);
}
