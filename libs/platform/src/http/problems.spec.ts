import { BadRequestException, NotFoundException } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsInt, IsString, ValidateNested } from 'class-validator';
import { asProblem } from './problem-filter';
import { conflict, invalid, Problem, say, told, validationPipe } from '@countersign/wire';

class Intake {
  @IsInt({ message: told('value.whole') })
  people: number;
}

class Form {
  @IsString({ message: told('value.text') })
  name: string;

  @ValidateNested({ each: true })
  @Type(() => Intake)
  intakes: Intake[];
}

describe('A problem', () => {
  it('names each field by the path a form finds it by', async () => {
    const value = { name: 7, intakes: [{ people: 1 }, { people: 'many' }], colour: 'red' };
    const validated = validationPipe().transform(value, { type: 'body', metatype: Form });
    const refused = await validated.then(null, (problem: Problem) => problem.body());
    expect(refused).toMatchObject({
      status: 422,
      code: 'invalid',
      fields: [
        { field: 'colour', message: 'There is no such field here.' },
        { field: 'name', message: 'Give a text.' },
        { field: 'intakes.1.people', message: 'Give a whole number.' },
      ],
    });
  });

  it('has a body as RFC 9457 wants it, with what the case adds', () => {
    expect(conflict('stale', say('refusal.stale'), { revision: 3 }).body()).toEqual({
      type: 'urn:countersign:problem:stale',
      title: 'Conflict',
      status: 409,
      code: 'stale',
      detail: 'Somebody else has changed this since you opened it.',
      revision: 3,
    });
    expect(invalid([{ field: 'name', message: say('value.text') }]).body()).toMatchObject({
      status: 422,
      fields: [{ field: 'name', message: 'Give a text.' }],
    });
  });

  it('cannot have its standard members replaced by what a case adds', () => {
    expect(conflict('stale', say('refusal.stale'), { status: 200, code: 'fine' }).body()).toMatchObject({
      status: 409,
      code: 'stale',
    });
  });

  it.each([
    ['a unique violation', Object.assign(new Error('dup'), { code: '23505' }), [409, 'already-there']],
    [
      'one that TypeORM wrapped',
      Object.assign(new Error('q'), { driverError: Object.assign(new Error('dup'), { code: '23505' }) }),
      [409, 'already-there'],
    ],
    [
      'a reference to what does not exist',
      Object.assign(new Error('fk'), { code: '23503' }),
      [422, 'unknown-reference'],
    ],
    [
      'something else than an id',
      Object.assign(new Error('invalid input syntax for type uuid: "x"'), { code: '22P02' }),
      [404, 'not-found'],
    ],
    [
      'a number that no column holds',
      Object.assign(new Error('value "99999999999" is out of range for type integer'), { code: '22003' }),
      [422, 'number-too-large'],
    ],
    ['an unknown route', new NotFoundException(), [404, 'not-found']],
    [
      'a body that cannot be parsed',
      Object.assign(new SyntaxError('bad'), { status: 400 }),
      [400, 'malformed'],
    ],
    ['a body that is too large', Object.assign(new Error('large'), { status: 413 }), [413, 'too-large']],
    ['a bad parameter', new BadRequestException('uuid is expected'), [400, 'malformed']],
  ])('is made of %s', (_what, error, expected) => {
    const problem = asProblem(error);
    expect([problem?.status, problem?.code]).toEqual(expected);
  });

  it('is not made of an error that nobody foresaw: that one is logged and not told', () => {
    expect(asProblem(new TypeError('x is undefined'))).toBeNull();
    expect(asProblem(Object.assign(new Error('relation does not exist'), { code: '42P01' }))).toBeNull();
    expect(asProblem(Object.assign(new Error('integer out of range'), { code: '22003' }))).toBeNull();
    expect(
      asProblem(
        new Problem({
          status: 500,
          code: 'x',
          title: say('title.unexpected'),
          detail: say('refusal.unexpected'),
        }),
      ),
    ).not.toBeNull();
  });
});
