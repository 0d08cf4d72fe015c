import { PasswordGate } from './password-gate';

describe('The gate before the passwords', () => {
  it('lets one through at a time, in the order they came', async () => {
    const gate = new PasswordGate();
    const order: number[] = [];
    let working = 0;
    let most = 0;
    const derive = (number: number) => async () => {
      working += 1;
      most = Math.max(most, working);
      await new Promise(setImmediate);
      order.push(number);
      working -= 1;
    };
    const numbers = Array.from({ length: 12 }, (_, number) => number);
    await Promise.all(numbers.map((number) => gate.withPlace(() => gate.inTurn(derive(number)))));
    expect(most).toBe(1);
    expect(order).toEqual(numbers);
  });

  it('refuses the forty-first, and takes people again once places are free, also after a failure', async () => {
    const gate = new PasswordGate();
    const fail = () => gate.inTurn(() => Promise.reject(new Error('broken')));
    const tries = Array.from({ length: 100 }, () => gate.withPlace(fail).catch((error: unknown) => error));
    const refused = (await Promise.all(tries)).filter((error) => (error as Error).message !== 'broken');
    expect(refused).toHaveLength(60);
    expect(refused[0]).toMatchObject({ status: 503, code: 'too-busy', retryAfterSeconds: 3 });
    expect(await gate.withPlace(() => gate.inTurn(() => Promise.resolve('free')))).toBe('free');
  });
});
