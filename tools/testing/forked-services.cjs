const { fork } = require('node:child_process');
const path = require('node:path');

/** Starts the test services in a process of their own; `stop` ends them and their folder. */
exports.forkTestServices = () =>
  new Promise((resolve, reject) => {
    const child = fork(path.join(__dirname, 'services-process.mjs'), [], { execArgv: ['--no-warnings'] });
    const gone = new Promise((done) => child.once('exit', done));
    const stop = async () => {
      if (child.connected) child.disconnect();
      await gone;
    };
    child.once('message', ({ env, summary, problem }) =>
      problem
        ? reject(new Error(`The test services do not start. ${problem}`))
        : resolve({ env, summary, stop }),
    );
    child.once('exit', (code) => reject(new Error(`The test services ended early (exit code ${code}).`)));
  });
