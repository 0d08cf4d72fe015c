// Loaded into the portal's development server and its threads. Angular keeps what it has analysed for the next build only
// where it checks types as well; without that each save would be compiled from nothing.
import { NgtscProgram } from '@angular/compiler-cli';

const { getTsProgram } = NgtscProgram.prototype;

/** The first that is asked of a program, before it is analysed. */
NgtscProgram.prototype.getTsProgram = function () {
  const { compiler } = this;
  if (!Object.hasOwn(compiler, 'analyzeAsync')) {
    compiler.analyzeAsync = async () => {
      await Object.getPrototypeOf(compiler).analyzeAsync.call(compiler);
      compiler.incrementalStrategy.setIncrementalState(
        compiler.incrementalCompilation.state,
        compiler.currentProgram,
      );
    };
  }
  return getTsProgram.call(this);
};
