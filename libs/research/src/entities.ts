import { PublicAnswerEntity } from './public-answer.entity';

/** The tables of this library, named one by one. */
export const researchEntities = [PublicAnswerEntity] as const;
