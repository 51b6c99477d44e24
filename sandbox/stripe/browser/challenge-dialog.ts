import { frameMark } from './frame-link';
import { isRecord } from './record';

/**
 * Shows the issuer's 3-D Secure page in a modal dialog and resolves once the cardholder has answered it.
 * A dialog closed without an answer counts as a failed authentication.
 */
export async function showChallenge(challengeUrl: string): Promise<void> {
  const url = new URL(challengeUrl);
  url.searchParams.set('parent', window.location.origin);
  const frame = document.createElement('iframe');
  frame.name = '__stripeJSChallengeFrame';
  frame.title = '3D Secure';
  frame.src = url.href;
  Object.assign(frame.style, { border: '0', display: 'block', width: '100%', height: '22rem' });
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-label', '3D Secure');
  Object.assign(dialog.style, {
    border: '0',
    borderRadius: '0.5rem',
    margin: 'auto',
    maxWidth: 'calc(100vw - 1rem)',
    overflow: 'hidden',
    padding: '0',
    width: '26rem',
  });
  dialog.append(frame);
  document.body.append(dialog);
  dialog.showModal();
  const outcome = await Promise.race([answered(frame, url.origin), closed(dialog)]);
  if (outcome === 'closed') await failChallenge(challengeUrl);
  dialog.remove();
}

function answered(frame: HTMLIFrameElement, origin: string): Promise<'answered'> {
  return new Promise((resolve) => {
    const receive = (message: MessageEvent<unknown>): void => {
      const { data } = message;
      if (message.origin !== origin || message.source !== frame.contentWindow) return;
      if (!isRecord(data) || data[frameMark] !== 'challenge') return;
      window.removeEventListener('message', receive);
      resolve('answered');
    };
    window.addEventListener('message', receive);
  });
}

function closed(dialog: HTMLDialogElement): Promise<'closed'> {
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve('closed'), { once: true });
  });
}

async function failChallenge(challengeUrl: string): Promise<void> {
  const body = new URLSearchParams({ outcome: 'fail' });
  await fetch(challengeUrl, { method: 'POST', body, mode: 'no-cors' });
}
