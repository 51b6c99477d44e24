import { Client } from 'pg';

/** As far as ours gets before a line of its own: one secret by the AWS SDK, one row by pg. Nothing can be smaller. */
export async function handler(): Promise<{ statusCode: number }> {
  const { GetSecretValueCommand, SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager');
  const { DATABASE_SECRET_ID: SecretId, DATABASE_HOST, DATABASE_NAME } = process.env;
  const { SecretString } = await new SecretsManagerClient({}).send(new GetSecretValueCommand({ SecretId }));
  const url = new URL(`postgres://${DATABASE_HOST}/${DATABASE_NAME}`);
  const login: Record<string, unknown> = Object(JSON.parse(SecretString ?? ''));
  url.username = String(login.username);
  url.password = String(login.password);
  const client = new Client({ connectionString: url.href });
  await client.connect();
  await client.query('select 1');
  await client.end();
  return { statusCode: 200 };
}
