interface Parts {
  readonly client: { send(command: object): Promise<unknown> };
  readonly commands: object;
  readonly now: () => Date;
  readonly env: Readonly<Record<string, string | undefined>>;
}

interface RotationEvent {
  readonly Step: string;
  readonly SecretId: string;
  readonly ClientRequestToken: string;
}

export function rotation(parts: Parts): (event: RotationEvent) => Promise<void>;
export function handler(event: RotationEvent): Promise<void>;
