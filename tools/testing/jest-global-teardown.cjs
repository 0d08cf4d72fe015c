module.exports = async () => {
  await globalThis.countersignTestServices?.stop();
};
