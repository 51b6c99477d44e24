import { randomUUID } from 'node:crypto';
import type { Stack } from './aws-account';
import { type AwsCall, readForm, readTags, requireField } from './aws-call';
import { AwsError, type AwsReply, queryReply } from './aws-reply';
import { deleteStack, executeChangeSet } from './change-stack';

type Answer = (call: AwsCall, form: URLSearchParams) => object;

/** CloudFormation, as far as `cdk deploy`, `diff` and `destroy` ask for it. */
const actions: Readonly<Record<string, Answer>> = {
  DescribeStacks: describeStacks,
  GetTemplate: (call, form) => ({
    TemplateBody: requireStack(call, form).template,
    StagesAvailable: { member: ['Original', 'Processed'] },
  }),
  GetTemplateSummary: () => ({ Parameters: {} }),
  ListStackResources: (call, form) => ({
    StackResourceSummaries: {
      member: requireStack(call, form).resources.map(({ logicalId, physicalId, type }) => ({
        LogicalResourceId: logicalId,
        PhysicalResourceId: physicalId,
        ResourceType: type,
        LastUpdatedTimestamp: new Date().toISOString(),
        ResourceStatus: 'CREATE_COMPLETE',
      })),
    },
  }),
  DescribeStackEvents: describeEvents,
  DescribeEvents: () => ({ OperationEvents: { member: [] } }),
  CreateChangeSet: createChangeSet,
  DescribeChangeSet: describeChangeSet,
  ExecuteChangeSet: (call, form) => {
    const stack = requireStack(call, form);
    executeChangeSet(call.account, stack, requireChangeSet(stack, form));
    return {};
  },
  DeleteChangeSet: (call, form) => {
    findStack(call, requireField(form, 'StackName'))?.changeSets.delete(form.get('ChangeSetName') ?? '');
    return {};
  },
  UpdateTerminationProtection: (call, form) => ({ StackId: requireStack(call, form).id }),
  DeleteStack: (call, form) => {
    // Of a stack that is not there it says nothing.
    const stack = findStack(call, requireField(form, 'StackName'));
    if (stack !== undefined) deleteStack(call.account, stack);
    return {};
  },
};

export function answerCloudFormation(call: AwsCall): AwsReply {
  const form = readForm(call);
  const action = requireField(form, 'Action');
  const answer = actions[action];
  if (answer === undefined)
    throw new AwsError('InvalidAction', `Could not find operation ${action} for version 2010-05-15`);
  return queryReply(action, answer(call, form));
}

/** By name those that exist, by id those that were deleted too. */
function findStack({ account, region }: AwsCall, nameOrId: string): Stack | undefined {
  const stack =
    account.stacks.get(`${region}/${nameOrId}`) ??
    [...account.stacks.values()].find(({ id }) => id === nameOrId);
  return stack?.status === 'DELETE_COMPLETE' && stack.id !== nameOrId ? undefined : stack;
}

function requireStack(call: AwsCall, form: URLSearchParams): Stack {
  const name = requireField(form, 'StackName');
  const stack = findStack(call, name);
  if (stack === undefined) throw new AwsError('ValidationError', `Stack with id ${name} does not exist`);
  return stack;
}

function requireChangeSet(stack: Stack, form: URLSearchParams) {
  const name = requireField(form, 'ChangeSetName');
  const found = [...stack.changeSets.values()].find((each) => each.name === name || each.id === name);
  if (found === undefined) throw new AwsError('ChangeSetNotFound', `ChangeSet [${name}] does not exist`, 404);
  return found;
}

function describeStacks(call: AwsCall, form: URLSearchParams): object {
  const stacks = form.has('StackName')
    ? [requireStack(call, form)]
    : [...call.account.stacks.values()].filter(
        ({ region, status }) => region === call.region && status !== 'DELETE_COMPLETE',
      );
  return { Stacks: { member: stacks.map(describe) } };
}

function describe(stack: Stack): object {
  return {
    StackId: stack.id,
    StackName: stack.name,
    CreationTime: stack.createdAt.toISOString(),
    StackStatus: stack.status,
    StackStatusReason: stack.reason,
    EnableTerminationProtection: false,
    DisableRollback: false,
    Outputs: {
      member: stack.outputs.map(({ key, value, exportName }) => ({
        OutputKey: key,
        OutputValue: value,
        ExportName: exportName,
      })),
    },
    Tags: { member: Object.entries(stack.tags).map(([Key, Value]) => ({ Key, Value })) },
  };
}

function describeEvents(call: AwsCall, form: URLSearchParams): object {
  const stack = requireStack(call, form);
  return {
    StackEvents: {
      member: stack.events.map(({ id, at, logicalId, type, status, reason }) => ({
        StackId: stack.id,
        EventId: id,
        StackName: stack.name,
        LogicalResourceId: logicalId,
        PhysicalResourceId: type === 'AWS::CloudFormation::Stack' ? stack.id : logicalId,
        ResourceType: type,
        Timestamp: at.toISOString(),
        ResourceStatus: status,
        ResourceStatusReason: reason,
      })),
    },
  };
}

function createChangeSet(call: AwsCall, form: URLSearchParams): object {
  const { account, region } = call;
  const name = requireField(form, 'StackName');
  const template = form.get('TemplateBody') ?? readTemplate(call, requireField(form, 'TemplateURL'));
  const existing = findStack(call, name);
  const isFirst = form.get('ChangeSetType') === 'CREATE';
  if (isFirst && existing !== undefined && existing.status !== 'REVIEW_IN_PROGRESS')
    throw new AwsError('AlreadyExistsException', `Stack [${name}] already exists`);
  if (existing?.status === 'ROLLBACK_COMPLETE')
    throw new AwsError(
      'ValidationError',
      `Stack:${existing.id} is in ROLLBACK_COMPLETE state and can not be updated.`,
    );
  const stack = existing ?? emptyStack(call, name, readTags(form, 'Tags.member'));
  account.stacks.set(`${region}/${name}`, stack);
  const setName = requireField(form, 'ChangeSetName');
  const id = `arn:aws:cloudformation:${region}:${account.id}:changeSet/${setName}/${randomUUID()}`;
  const hasChanges = isFirst || stack.template !== template;
  stack.changeSets.set(setName, { id, name: setName, template, isFirst, hasChanges });
  return { Id: id, StackId: stack.id };
}

function emptyStack({ account, region }: AwsCall, name: string, tags: Record<string, string>): Stack {
  return {
    name,
    id: `arn:aws:cloudformation:${region}:${account.id}:stack/${name}/${randomUUID()}`,
    region,
    createdAt: new Date(),
    status: 'REVIEW_IN_PROGRESS',
    template: '{}',
    resources: [],
    outputs: [],
    imports: [],
    changeSets: new Map(),
    events: [],
    tags,
  };
}

function readTemplate({ account }: AwsCall, address: string): string {
  const { hostname, pathname } = new URL(address);
  const path = decodeURIComponent(pathname).slice(1);
  const [first = '', ...rest] = path.split('/');
  const inHost = /^(.+)\.s3[.-]/.exec(hostname)?.[1];
  const found =
    inHost === undefined
      ? account.buckets.get(first)?.objects.get(rest.join('/'))
      : account.buckets.get(inHost)?.objects.get(path);
  if (found === undefined) throw new AwsError('ValidationError', `S3 error: Access Denied: ${address}`);
  return found.toString('utf8');
}

function describeChangeSet(call: AwsCall, form: URLSearchParams): object {
  const stack = requireStack(call, form);
  const set = requireChangeSet(stack, form);
  return {
    ChangeSetId: set.id,
    ChangeSetName: set.name,
    StackId: stack.id,
    StackName: stack.name,
    CreationTime: new Date().toISOString(),
    ...(set.hasChanges
      ? { Status: 'CREATE_COMPLETE', ExecutionStatus: 'AVAILABLE', Changes: { member: [someChange] } }
      : {
          Status: 'FAILED',
          ExecutionStatus: 'UNAVAILABLE',
          StatusReason:
            "The submitted information didn't contain changes. Submit different information to create a change set.",
        }),
  };
}

/** Nobody here reads which; the original lists them all. */
const someChange = {
  Type: 'Resource',
  ResourceChange: { Action: 'Modify', LogicalResourceId: 'Any', ResourceType: 'AWS::Any' },
};
