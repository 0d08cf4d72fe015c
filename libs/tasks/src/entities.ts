import { AbsenceEntity } from './absences/absence.entity';

export const tasksEntities = [AbsenceEntity];
