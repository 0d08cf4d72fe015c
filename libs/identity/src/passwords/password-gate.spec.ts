import { PasswordGate, type Applicant, type Row } from './password-gate';

const tick = () => new Promise(setImmediate);

function from(holder: number | string, row: Row = 'stranger', departure?: AbortSignal): Applicant {
  return { row, holders: [`client ${holder}`], departure: departure ?? null };
}

/** Somebody is at work until `end` is called. */
function occupied(gate: PasswordGate): { end: () => Promise<void> } {
  let leave = (): void => undefined;
  const open = new Promise<void>((resolve) => (leave = resolve));
  const work = gate.inTurn(from('the first', 'known'), () => open);
  return {
    end: () => {
      leave();
      return work;
    },
  };
}

const codeOf = (error: unknown) => (error as { code: string }).code;

describe('The gate before the passwords', () => {
  it('lets one through at a time, in the order they came', async () => {
    const gate = new PasswordGate();
    const order: number[] = [];
    let working = 0;
    let most = 0;
    const derive = (number: number) => async () => {
      working += 1;
      most = Math.max(most, working);
      await tick();
      order.push(number);
      working -= 1;
    };
    const numbers = Array.from({ length: 12 }, (_, number) => number);
    await Promise.all(numbers.map((number) => gate.inTurn(from(number), derive(number))));
    expect(most).toBe(1);
    expect(order).toEqual(numbers);
  });

  it('refuses the forty-first, and takes people again once places are free, also after a failure', async () => {
    const gate = new PasswordGate();
    const fail = () => Promise.reject(new Error('broken'));
    const tries = Array.from({ length: 100 }, (_, number) =>
      gate.inTurn(from(number), fail).catch((error: unknown) => error),
    );
    const refused = (await Promise.all(tries)).filter((error) => (error as Error).message !== 'broken');
    expect(refused).toHaveLength(60);
    expect(refused[0]).toMatchObject({ status: 503, code: 'too-busy', retryAfterSeconds: 3 });
    expect(await gate.inTurn(from(0), () => Promise.resolve('free'))).toBe('free');
  });

  it('gives one address or account eight places at most, and others the rest', async () => {
    const gate = new PasswordGate();
    const { end } = occupied(gate);
    const pushing = Array.from({ length: 12 }, () =>
      gate.inTurn(from('greedy'), tick).then(() => 'in', codeOf),
    );
    const other = gate.inTurn(from('other'), tick).then(() => 'in', codeOf);
    await tick();
    expect(gate.length).toBe(9);
    await end();
    expect((await Promise.all(pushing)).filter((answer) => answer === 'too-busy')).toHaveLength(4);
    expect(await other).toBe('in');
    expect(await gate.inTurn(from('greedy'), () => Promise.resolve('again'))).toBe('again');
  });

  it('keeps places for those it knows, and serves both rows by turns', async () => {
    const gate = new PasswordGate();
    const { end } = occupied(gate);
    const order: string[] = [];
    const strangers = Array.from({ length: 41 }, (_, number) =>
      gate.inTurn(from(number), async () => void order.push('stranger')).then(() => 'in', codeOf),
    );
    const known = Array.from({ length: 3 }, (_, number) =>
      gate.inTurn(from(number, 'known'), async () => void order.push('known')).then(() => 'in', codeOf),
    );
    await end();
    expect(await Promise.all(known)).toEqual(['in', 'in', 'in']);
    expect((await Promise.all(strangers)).filter((answer) => answer === 'in')).toHaveLength(40);
    expect(order.slice(0, 7)).toEqual([
      'stranger',
      'known',
      'stranger',
      'known',
      'stranger',
      'known',
      'stranger',
    ]);
  });

  it('lets nobody wait longer than it says, and begins nothing for them afterwards', async () => {
    const gate = new PasswordGate(5);
    const { end } = occupied(gate);
    const work = jest.fn(tick);
    await expect(gate.inTurn(from(1), work)).rejects.toMatchObject({ status: 503, code: 'too-busy' });
    expect(gate.length).toBe(0);
    await end();
    expect(work).not.toHaveBeenCalled();
    expect(await gate.inTurn(from(1), () => Promise.resolve('free'))).toBe('free');
  });

  it('frees the place of whoever hangs up, wherever they stand in the row', async () => {
    const gate = new PasswordGate();
    const { end } = occupied(gate);
    const leaving = new AbortController();
    const served: string[] = [];
    const staying = (name: string) => gate.inTurn(from(name), async () => void served.push(name));
    const first = staying('before');
    const gone = gate.inTurn(from('gone', 'stranger', leaving.signal), async () => void served.push('gone'));
    const last = staying('after');
    leaving.abort();
    await expect(gone).rejects.toMatchObject({ code: 'too-busy' });
    expect(gate.length).toBe(2);
    await expect(
      gate.inTurn(from('late', 'stranger', leaving.signal), async () => void served.push('late')),
    ).rejects.toMatchObject({ code: 'too-busy' });
    await end();
    await Promise.all([first, last]);
    expect(served).toEqual(['before', 'after']);
  });
});
