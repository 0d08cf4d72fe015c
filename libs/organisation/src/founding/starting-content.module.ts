import { Module } from '@nestjs/common';
import { StartingContent } from './starting-content';

/** By itself, so that whoever contributes needs nothing of how an organisation is founded. */
@Module({ providers: [StartingContent], exports: [StartingContent] })
export class StartingContentModule {}
