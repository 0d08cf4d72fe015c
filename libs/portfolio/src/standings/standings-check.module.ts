import { Module, type DynamicModule, type OnModuleInit } from '@nestjs/common';
import { RecordingModule } from '@countersign/audit';
import { Changes, PlatformModule, type Config } from '@countersign/platform';
import { StandingsFollow } from './standings-follow';
import { StandingsModule } from './standings.module';

/** For the program that checks and repairs: standings alone, whose repair has no other consequence. */
@Module({ imports: [RecordingModule, StandingsModule] })
export class StandingsCheckModule implements OnModuleInit {
  static with(config: Config): DynamicModule {
    return { module: StandingsCheckModule, imports: [PlatformModule.with(config)] };
  }

  constructor(
    private readonly changes: Changes,
    private readonly standings: StandingsFollow,
  ) {}

  onModuleInit(): void {
    this.changes.draw([this.standings]);
  }
}
