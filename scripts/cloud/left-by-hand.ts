import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { ListSubscriptionsByTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { clientOf } from './aws-clients';
import { findTagged } from './find-tagged';
import type { PlanFacts } from './read-plan';

/** What is left for a person after a deployment, a line each. Secrets are named; their values go nowhere. */
export async function leftByHand(plan: PlanFacts): Promise<readonly string[]> {
  const missing = await missingSecrets(plan);
  const unconfirmed = await unconfirmedMails(plan);
  return [
    ...missing.map(
      (name) => `secret ${name} is not in ${plan.name}/application: put it in beside the others`,
    ),
    ...unconfirmed.map((who) => `the mail to ${who}: confirm it, or nobody hears of alarms`),
    `DNS: ${plan.zone} has to be answered by its hosted zone (dig NS ${plan.zone}); the names in it are made`,
    `Stripe: a webhook to https://${plan.domain}/api/stripe/webhook`,
    'the tag stagedoor:installation: activate it as a cost allocation tag, once per account',
  ];
}

async function missingSecrets({ name, region, givenSecrets }: PlanFacts): Promise<readonly string[]> {
  const command = new GetSecretValueCommand({ SecretId: `${name}/application` });
  const { SecretString } = await new SecretsManagerClient(clientOf(region)).send(command);
  const values = namesIn(SecretString ?? '');
  return givenSecrets.filter((wanted) => !values.has(wanted));
}

/** Names with a value. Errors of JSON.parse quote their text and are not passed on. */
function namesIn(text: string): ReadonlySet<string> {
  try {
    const read: unknown = JSON.parse(text);
    return new Set(Object.entries(Object(read)).flatMap(([name, value]) => (value ? [name] : [])));
  } catch {
    throw new Error('The application secret is no JSON object. → Correct it in Secrets Manager.');
  }
}

async function unconfirmedMails({ name, regions }: PlanFacts): Promise<readonly string[]> {
  const waiting: string[] = [];
  for (const region of regions) {
    const client = new SNSClient(clientOf(region));
    const tags = { 'stagedoor:installation': name };
    for (const TopicArn of await findTagged({ region, tags, type: 'sns' })) {
      const { Subscriptions = [] } = await client.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
      for (const { SubscriptionArn, Endpoint } of Subscriptions)
        if (SubscriptionArn === 'PendingConfirmation') waiting.push(`${Endpoint ?? '?'} (${region})`);
    }
  }
  return waiting;
}
