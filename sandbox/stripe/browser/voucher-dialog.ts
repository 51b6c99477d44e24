import type { Language } from './error-text';

const words = {
  ja: { title: 'コンビニでのお支払い', close: '閉じる' },
  en: { title: 'Pay at a convenience store', close: 'Close' },
} as const;

/** Shows the konbini voucher in a modal dialog and resolves once the buyer has closed it. */
export function showVoucher(voucherUrl: string, language: Language): Promise<void> {
  const { title, close } = words[language];
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-label', title);
  dialog.lang = language;
  Object.assign(dialog.style, {
    background: '#fff',
    border: '0',
    borderRadius: '0.5rem',
    margin: 'auto',
    maxWidth: 'calc(100vw - 1rem)',
    overflow: 'hidden',
    padding: '0',
    width: '28rem',
  });
  const column = document.createElement('div');
  Object.assign(column.style, { display: 'flex', flexDirection: 'column', height: 'min(40rem, 90vh)' });
  const button = closeButton(close);
  button.addEventListener('click', () => dialog.close());
  column.append(voucherFrame(voucherUrl, title), button);
  dialog.append(column);
  document.body.append(dialog);
  dialog.showModal();
  button.focus();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.remove()), { once: true });
  });
}

function voucherFrame(voucherUrl: string, title: string): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.name = '__stripeJSVoucherFrame';
  frame.title = title;
  frame.src = voucherUrl;
  Object.assign(frame.style, { border: '0', colorScheme: 'light', flex: '1', minHeight: '0', width: '100%' });
  return frame;
}

function closeButton(label: string): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = label;
  Object.assign(button.style, {
    background: '#fff',
    border: '1px solid #1a1f36',
    borderRadius: '6px',
    color: '#1a1f36',
    font: 'inherit',
    margin: '0.75rem 1.25rem 1.25rem',
    minHeight: '2.75rem',
  });
  return button;
}
