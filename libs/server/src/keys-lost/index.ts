export { KeysLostModule } from './keys-lost.module';
export { KeyLosses, NothingLostError } from './key-losses';
export { lossInWords, recordedInWords } from './loss-in-words';
export { refuseWhileRunning, StillRunningError } from './still-running';
