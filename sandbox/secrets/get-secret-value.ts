import { z } from 'zod';
import { type SecretStore, versionStages } from './secret-store';

export interface JsonReply {
  status: number;
  body: Record<string, unknown>;
}

const requestSchema = z.object({
  SecretId: z.string().min(1).max(2048),
  VersionId: z.string().optional(),
  VersionStage: z.string().optional(),
});

export type GetSecretValueRequest = z.infer<typeof requestSchema>;

/** The parsed request, or the reply that refuses it. */
export function parseRequest(body: string): GetSecretValueRequest | JsonReply {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return refuse('SerializationException');
  }
  const parsed = requestSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  return refuse(
    'ValidationException',
    'Validation error detected: SecretId must be 1 to 2048 characters long.',
  );
}

/** GetSecretValue of the Secrets Manager API reference, for text secrets. */
export function getSecretValue(store: SecretStore, request: GetSecretValueRequest): JsonReply {
  const secret = store.find(request.SecretId);
  if (secret === undefined) return notFound("Secrets Manager can't find the specified secret.");
  const { VersionId: versionId, VersionStage: asked } = request;
  const wantedStage = asked ?? (versionId === undefined ? 'AWSCURRENT' : undefined);
  const stage = versionStages.find(
    (candidate) =>
      (wantedStage === undefined || wantedStage === candidate) &&
      (versionId === undefined || versionId === secret.versions[candidate]?.versionId),
  );
  const version = stage === undefined ? undefined : secret.versions[stage];
  if (version === undefined) {
    const label = versionId === undefined ? `staging label: ${wantedStage}` : `VersionId: ${versionId}`;
    return notFound(`Secrets Manager can't find the specified secret value for ${label}`);
  }
  return {
    status: 200,
    body: {
      ARN: secret.arn,
      CreatedDate: version.createdAt.getTime() / 1000,
      Name: secret.name,
      SecretString: version.secretString,
      VersionId: version.versionId,
      VersionStages: [stage],
    },
  };
}

/** An error of the service; most have a lower-case `message`. */
export function refuse(type: string, message?: string): JsonReply {
  return { status: 400, body: { __type: type, ...(message === undefined ? {} : { message }) } };
}

function notFound(message: string): JsonReply {
  return { status: 400, body: { __type: 'ResourceNotFoundException', Message: message } };
}
