import { Module } from '@nestjs/common';
import { AssessmentsModule } from '@countersign/assessments';
import { AuditModule } from '@countersign/audit';
import { ClausesModule } from '@countersign/contracts';
import { NotificationsModule } from '@countersign/notifications';
import { PolicyModule } from '../policy/policy.module';
import { EngagementMailSubject } from './engagement-mail-subject';
import { FormulaChange } from './formula-change';
import { FormulaRisesController } from './formula-rises.controller';
import { FormulaRises } from './formula-rises';
import { ReassessmentFactsReader } from './reassessment-facts';
import { ReassessmentFollow } from './reassessment-follow';
import { StaleCauses } from './stale-causes';
import { UnassessedFollow } from './unassessed-follow';
import { StandingFactsReader } from './standing-facts';
import { Standings } from './standings';
import { StandingsCheck } from './standings-check';
import { StandingsFollow } from './standings-follow';

@Module({
  imports: [AssessmentsModule, AuditModule, ClausesModule, NotificationsModule, PolicyModule],
  controllers: [FormulaRisesController],
  providers: [
    FormulaChange,
    FormulaRises,
    EngagementMailSubject,
    ReassessmentFactsReader,
    ReassessmentFollow,
    StaleCauses,
    Standings,
    StandingsCheck,
    StandingsFollow,
    UnassessedFollow,
    StandingFactsReader,
  ],
  exports: [FormulaChange, Standings, StandingsCheck, StandingsFollow],
})
export class StandingsModule {}
