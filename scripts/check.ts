import { runCommand } from './run-command';
import { runSteps, staticSteps, unitStep } from './steps';

runCommand((onStop) => runSteps([...staticSteps, unitStep], onStop));
