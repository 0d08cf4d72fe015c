const { forkTestServices } = require('./forked-services.cjs');

/** Starts Postgres and Redis for the specs, unless `npm test` has started them for everything already. */
module.exports = async () => {
  if (process.env.TEST_DATABASE_ADMIN_URL) return;
  const services = await forkTestServices();
  Object.assign(process.env, services.env);
  globalThis.countersignTestServices = services;
  process.stderr.write(`${services.summary}\n`);
};
