import { runCommand } from './run-command';
import { awsStep, e2eStep } from './run-e2e';
import { runSteps, staticSteps, unitStep } from './steps';

runCommand((onStop) => runSteps([...staticSteps, unitStep, e2eStep, awsStep], onStop));
