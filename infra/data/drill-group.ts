import { type Stack, Tags } from 'aws-cdk-lib';
import { Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import type { Network } from './network-stack';

/** For databases that a restore drill makes: our functions reach them, and they reach nobody. Found by its tag. */
export function drillGroup(stack: Stack, { vpc, functions }: Network): SecurityGroup {
  const group = new SecurityGroup(stack, 'DrillGroup', {
    vpc,
    description: 'Databases of restore drills',
    allowAllOutbound: false,
  });
  group.addIngressRule(functions, Port.tcp(5432), 'functions to a restored database');
  Tags.of(group).add('stagedoor:use', 'restore-drill');
  return group;
}
