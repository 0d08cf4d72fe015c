export { researchEntities } from './entities';
export { ResearchModule } from './research.module';
