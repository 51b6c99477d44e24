// @ts-check
// Preloaded into commands that would outlive a killed parent: ends them when the pipe at their input closes.
// Not gently: their output goes nowhere by then, and Next answers that with an endless loop of errors.
import { fstatSync } from 'node:fs';

const input = fstatSync(0);
if (input.isFIFO() || input.isSocket()) {
  const leave = () => process.kill(process.pid, 'SIGKILL');
  process.stdin.once('end', leave).once('error', leave).resume();
  // Watching must not keep a finished command alive.
  if ('unref' in process.stdin && typeof process.stdin.unref === 'function') process.stdin.unref();
}
