// Loaded into each supervised program: it ends when its supervisor does, even by kill -9.
if (process.channel) {
  process.on('disconnect', () => {
    if (process.listenerCount('SIGTERM') === 0) process.exit(0);
    setTimeout(() => process.exit(1), 10_000).unref();
    process.emit('SIGTERM', 'SIGTERM'); // not process.kill: on Windows that ends it at once
  });
  process.channel.unref(); // a program that is done may end
}
