import { Module, type DynamicModule } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { AssessmentsModule } from '../assessments/assessments.module';
import { ClausesModule } from '../clauses';
import { ContractsModule } from '../contracts';
import { EngagementsModule } from '../engagements/engagements.module';
import { FindingsModule } from '../findings/findings.module';
import { IdentityModule } from '../identity';
import { NotificationsModule } from '../notifications';
import { Claims } from '../notifications/sending/claims';
import { DatabasePresence } from '../notifications/sending/database-presence';
import { MailServer } from '../notifications/sending/mail-server';
import { Outage } from '../notifications/sending/outage';
import { Records } from '../notifications/sending/records';
import { Letters, Sender } from '../notifications/sending/sender';
import { OrganisationsModule } from '../organisations/organisations.module';
import type { Config } from '../platform';
import { QuestionnairesModule } from '../questionnaires/questionnaires.module';
import { RespondingModule } from '../responding/responding.module';
import { ServerModule } from '../server.module';
import { VendorsModule } from '../vendors/vendors.module';
import { Demonstration } from './demonstration';
import { MailRoom } from './mail-room';
import { ProductClock } from './product-clock';
import { MembersSide, PapersSide, Stage, VendorsSide } from './stage';

/** The demonstration beside the product: the sender without the worker's timers, so that the clock can be moved. */
@Module({})
export class DemonstrationModule {
  static with(config: Config): DynamicModule {
    return {
      module: DemonstrationModule,
      imports: [
        LoggerModule.forRoot({ pinoHttp: { level: config.logLevel } }),
        ServerModule.with(config),
        AssessmentsModule,
        ClausesModule,
        ContractsModule,
        EngagementsModule,
        FindingsModule,
        IdentityModule,
        NotificationsModule,
        OrganisationsModule,
        QuestionnairesModule,
        RespondingModule,
        VendorsModule,
      ],
      providers: [
        Claims,
        DatabasePresence,
        Demonstration,
        Letters,
        MailRoom,
        MailServer,
        MembersSide,
        Outage,
        PapersSide,
        ProductClock,
        Records,
        Sender,
        Stage,
        VendorsSide,
      ],
      exports: [Demonstration, ProductClock],
    };
  }
}
