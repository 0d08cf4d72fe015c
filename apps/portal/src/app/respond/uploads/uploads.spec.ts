import { TestBed } from '@angular/core/testing';
import { Uploads, type Arrival } from './uploads';

class FakeRequest {
  static readonly sent: FakeRequest[] = [];
  static get last(): FakeRequest {
    const last = FakeRequest.sent.at(-1);
    if (last === undefined) throw new Error('Nothing was sent.');
    return last;
  }

  readonly upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {};
  readonly headers: Record<string, string> = {};
  url = '';
  status = 0;
  responseText = '';
  stopped = false;
  onload?: () => void;
  onerror?: () => void;
  onabort?: () => void;

  open(_method: string, url: string): void {
    this.url = url;
  }
  setRequestHeader(name: string, value: string): void {
    this.headers[name] = value;
  }
  send(): void {
    FakeRequest.sent.push(this);
  }
  abort(): void {
    this.stopped = true;
    this.onabort?.();
  }
  answer(status: number, body: unknown): void {
    this.status = status;
    this.responseText = JSON.stringify(body);
    this.onload?.();
  }
}

const real = globalThis.XMLHttpRequest;
const settle = () => jest.advanceTimersByTimeAsync(0);

describe('Uploads', () => {
  let uploads: Uploads;
  let arrived: Arrival[];
  const states = () => uploads.of('a-1').map(({ name, state }) => `${name} ${state}`);
  const upload = (name: string) => uploads.of('a-1').find((one) => one.name === name)?.id ?? '';
  const aFile = (name: string, content = 'x') => new File([content], name, { lastModified: 1 });
  const leaves = () => {
    const event = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(event);
    return !event.defaultPrevented;
  };

  function start(): void {
    TestBed.resetTestingModule();
    uploads = TestBed.inject(Uploads);
    arrived = [];
    uploads.arrivals.subscribe((arrival) => arrived.push(arrival));
  }

  function choose(...files: File[]): void {
    uploads.add({ assessmentId: 'a-1', question: 'Q-1', files, known: ['f-1'], unfit: () => null });
  }

  beforeEach(() => {
    jest.useFakeTimers();
    globalThis.XMLHttpRequest = FakeRequest as unknown as typeof XMLHttpRequest;
    FakeRequest.sent.length = 0;
    sessionStorage.clear();
    start();
  });
  afterEach(() => {
    uploads.stopAll();
    globalThis.XMLHttpRequest = real;
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  it('go one after the other, say how far they are, and are gone once they have arrived', async () => {
    choose(aFile('one.pdf'), aFile('two.pdf'));
    expect(FakeRequest.sent).toHaveLength(1);
    expect(leaves()).toBe(false);
    FakeRequest.last.upload.onprogress?.({ loaded: 1, total: 4 });
    expect(uploads.of('a-1')[0]?.percent).toBe(25);
    FakeRequest.last.answer(201, { id: 'f-2' });
    await settle();
    expect(arrived).toEqual([{ assessmentId: 'a-1', question: 'Q-1', file: { id: 'f-2' } }]);
    expect(states()).toEqual(['two.pdf sending']);
    FakeRequest.last.answer(201, { id: 'f-3' });
    await settle();
    expect(states()).toEqual([]);
    expect(leaves()).toBe(true);
  });

  it('are tried again under the same id where the line breaks off, until somebody has to ask for it', async () => {
    choose(aFile('one.pdf'));
    for (const wait of [1_000, 2_000, 5_000, 15_000, 30_000]) {
      FakeRequest.last.onerror?.();
      await settle();
      expect(states()).toEqual(['one.pdf retrying']);
      await jest.advanceTimersByTimeAsync(wait);
    }
    FakeRequest.last.onerror?.();
    await jest.advanceTimersByTimeAsync(600_000);
    expect(states()).toEqual(['one.pdf failed']);
    expect(FakeRequest.sent).toHaveLength(6);
    expect(new Set(FakeRequest.sent.map(({ headers }) => headers['X-Upload-Id'])).size).toBe(1);
    expect(leaves()).toBe(false);
    uploads.again(upload('one.pdf'));
    FakeRequest.last.answer(201, { id: 'f-2' });
    await settle();
    expect(states()).toEqual([]);
  });

  it('wait while there is no line, and go on with it', async () => {
    const line = jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    choose(aFile('one.pdf'));
    expect(FakeRequest.sent).toHaveLength(0);
    line.mockReturnValue(true);
    window.dispatchEvent(new Event('online'));
    expect(FakeRequest.sent).toHaveLength(1);
  });

  it('keep what was refused with its reason until it is dismissed, and go on with the next', async () => {
    choose(aFile('run.exe'), aFile('two.pdf'));
    FakeRequest.last.answer(422, {
      code: 'invalid',
      fields: [{ field: 'file', message: 'Attach a PDF of it.' }],
    });
    await settle();
    expect(states()).toEqual(['run.exe refused', 'two.pdf sending']);
    expect(uploads.of('a-1')[0]?.problem).toBe('Attach a PDF of it.');
    uploads.drop(upload('run.exe'));
    expect(states()).toEqual(['two.pdf sending']);
  });

  it('stop when they are paused or cancelled, and let the next go', async () => {
    choose(aFile('one.pdf'), aFile('two.pdf'), aFile('three.pdf'));
    uploads.pause(upload('one.pdf'));
    await settle();
    expect(FakeRequest.sent[0]?.stopped).toBe(true);
    expect(states()).toEqual(['one.pdf paused', 'two.pdf sending', 'three.pdf waiting']);
    uploads.drop(upload('two.pdf'));
    await settle();
    expect(states()).toEqual(['one.pdf paused', 'three.pdf sending']);
    FakeRequest.last.answer(201, { id: 'f-2' });
    await settle();
    expect(arrived).toHaveLength(1);
    expect(states()).toEqual(['one.pdf paused']);
  });

  it('take the same file once, and two files of one name twice', () => {
    choose(aFile('one.pdf'), aFile('one.pdf'), aFile('one.pdf', 'another'));
    expect(states()).toEqual(['one.pdf sending', 'one.pdf waiting']);
  });

  it('are named after a reload, since no page may read the file again, until it is chosen anew', async () => {
    choose(aFile('one.pdf'), aFile('two.pdf'));
    start();
    uploads.remember('a-1');
    uploads.remember('a-1');
    expect(states()).toEqual(['one.pdf lost', 'two.pdf lost']);
    expect(leaves()).toBe(true);
    choose(aFile('two.pdf'));
    expect(states()).toEqual(['one.pdf lost', 'two.pdf sending']);
    uploads.drop(upload('one.pdf'));
    FakeRequest.last.answer(201, { id: 'f-2' });
    await settle();
    start();
    uploads.remember('a-1');
    expect(states()).toEqual([]);
  });

  it('are not named after a reload where the server has the file', () => {
    choose(aFile('one.pdf'));
    start();
    uploads.remember('a-1');
    const file = { size: 1 } as never as Arrival['file'];
    uploads.compare('a-1', 'Q-1', [{ ...file, id: 'f-1' }]);
    expect(states()).toEqual(['one.pdf lost']);
    uploads.compare('a-1', 'Q-1', [
      { ...file, id: 'f-2' },
      { ...file, id: 'f-1' },
    ]);
    expect(states()).toEqual([]);
  });
});
