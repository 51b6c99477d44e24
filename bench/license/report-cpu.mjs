// @ts-check
// Preloaded into every measured server: tells its CPU time when asked, and ends with the bench that started it.
import process from 'node:process';

process.on('message', (message) => {
  if (message === 'cpu') process.send?.({ cpu: process.cpuUsage() });
});
process.once('disconnect', () => process.exit());
