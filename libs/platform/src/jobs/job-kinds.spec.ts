import { defineJob, type JobHandler } from './job-definition';
import { JobKinds } from './job-kinds';

const painting = defineJob({
  kind: 'painting',
  about: [],
  leaseSeconds: 60,
  mostAttempts: 3,
  retryAfterSeconds: null,
});
const painter: JobHandler<never> = { run: () => Promise.resolve() };

describe('The kinds of job', () => {
  it('refuse a start in which nobody does one of them', () => {
    const kinds = new JobKinds();
    kinds.declare(painting);
    expect(() => kinds.onApplicationBootstrap()).toThrow(
      'Nobody does these jobs: painting. Register a handler in the module of the feature that declares them.',
    );
    kinds.handle(painting, painter);
    expect(() => kinds.onApplicationBootstrap()).not.toThrow();
  });

  it('refuse a second handler, a second declaration, and a handler of what nobody declares', () => {
    const kinds = new JobKinds();
    expect(() => kinds.handle(painting, painter)).toThrow('The job painting is not declared.');
    kinds.declare(painting);
    expect(() => kinds.declare(painting)).toThrow('The job painting is declared twice.');
    kinds.handle(painting, painter);
    expect(() => kinds.handle(painting, painter)).toThrow(
      'The job painting has two handlers: one feature does it.',
    );
  });

  it('refuse a definition that could not be claimed', () => {
    expect(() => defineJob({ ...painting, kind: 'Painting' })).toThrow('write lower-case words');
    expect(() => defineJob({ ...painting, about: ["wall'"] })).toThrow('write lower-case words');
    expect(() => defineJob({ ...painting, leaseSeconds: 0 })).toThrow(
      'The job painting has 0 leaseSeconds: give a whole number from 1.',
    );
  });
});
