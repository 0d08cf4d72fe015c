import { Module, type DynamicModule } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { AssessmentsModule } from '@countersign/assessments';
import { QuestionnairesModule } from '@countersign/questionnaires';
import { ClausesModule, ContractsModule } from '@countersign/contracts';
import { EvidenceModule } from '@countersign/evidence';
import { FindingsModule } from '@countersign/findings';
import { IdentityModule } from '@countersign/identity';
import {
  Claims,
  DatabasePresence,
  Letterheads,
  Letters,
  MailServer,
  NotificationsModule,
  Outage,
  Planner,
  Records,
  Sender,
} from '@countersign/notifications';
import { FoundingModule } from '@countersign/organisation';
import type { Config } from '@countersign/platform';
import {
  ApprovalsModule,
  DailyModule,
  EngagementsModule,
  UseModule,
  VendorsModule,
} from '@countersign/portfolio';
import { RespondingModule } from '@countersign/responding';
import { Demonstration } from './demonstration';
import { MailRoom } from './mail-room';
import { ProductClock } from './product-clock';
import { EngagementsSide, MembersSide, PapersSide, Stage, VendorsDoor, VendorsSide } from './stage';

/** The demonstration beside the product: the sender without the worker's timers, so that the clock can be moved. */
@Module({})
export class DemonstrationModule {
  static beside(product: DynamicModule, config: Config): DynamicModule {
    return {
      module: DemonstrationModule,
      imports: [
        LoggerModule.forRoot({ pinoHttp: { level: config.logLevel } }),
        product,
        AssessmentsModule,
        ClausesModule,
        ContractsModule,
        EngagementsModule,
        EvidenceModule,
        FindingsModule,
        FoundingModule,
        IdentityModule,
        NotificationsModule,
        DailyModule,
        QuestionnairesModule,
        RespondingModule,
        ApprovalsModule,
        UseModule,
        VendorsModule,
      ],
      providers: [
        Claims,
        DatabasePresence,
        Demonstration,
        EngagementsSide,
        Letterheads,
        Letters,
        MailRoom,
        MailServer,
        MembersSide,
        Outage,
        PapersSide,
        Planner,
        ProductClock,
        Records,
        Sender,
        Stage,
        VendorsDoor,
        VendorsSide,
      ],
      exports: [Demonstration, ProductClock],
    };
  }
}
