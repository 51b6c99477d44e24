import { runCommand } from './run-command';
import { runE2e } from './run-e2e';
import { runSteps } from './steps';

runCommand((onStop) =>
  runSteps([{ name: 'e2e', run: (stopLater) => runE2e(stopLater, process.argv.slice(2)) }], onStop),
);
