import { z } from 'zod';
import { expect, placeOf } from './fixtures';

const mailbox = z.object({ messages: z.array(z.object({ id: z.string(), text: z.string() })) });

/** The texts that the sandbox's mailbox holds for that address, newest first. */
export async function mailsTo(address: string): Promise<string[]> {
  const place = `${placeOf('E2E_MAIL_URL')}/_sandbox/messages?to=${encodeURIComponent(address)}`;
  const { messages } = mailbox.parse(await (await fetch(place)).json());
  return messages.map(({ text }) => text);
}

/** The code of the newest sign-in mail to that address, once `count` of them have arrived. */
export async function mailedCode(address: string, count = 1): Promise<string> {
  await expect.poll(async () => (await mailsTo(address)).length).toBe(count);
  const [newest = ''] = await mailsTo(address);
  const code = /^\d{6}$/m.exec(newest)?.[0];
  if (code === undefined) throw new Error(`no code in: ${newest}`);
  return code;
}
