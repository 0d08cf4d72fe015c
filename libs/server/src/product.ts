/** The whole product, as specs see it: whatever library they lie in, what they exercise is this. */
export * from '@countersign/platform';
export * from '@countersign/audit';
export * from '@countersign/limits';
export * from '@countersign/notifications';
export * from '@countersign/identity';
export * from '@countersign/tasks';
export * from '@countersign/notes';
export * from '@countersign/organisation';
export * from '@countersign/findings';
export * from '@countersign/contracts';
export * from '@countersign/questionnaires';
export * from '@countersign/evidence';
export * from '@countersign/assessments';
export * from '@countersign/research';
export * from '@countersign/portfolio';
export * from '@countersign/operating';
export { modelAnswer } from '@countersign/demonstration';
export * from './index';
