'use client';

import { buttonClass } from '@/components/ui/button-class';
import { useErrorWords } from './error-words';
import { MessagePage } from './message-page';

interface ErrorPageProps {
  readonly error: unknown;
  readonly retry: () => void;
}

/** Last resort of a page that failed: says whose side it is and gives the code that finds the log line. */
export function ErrorPage({ error, retry }: ErrorPageProps) {
  const words = useErrorWords();
  const digest = digestOf(error);
  const actions = (
    <>
      <button type="button" className={buttonClass('primary')} onClick={retry}>
        {words.retry}
      </button>
      <a className={buttonClass('secondary')} href={words.homeHref}>
        {words.home}
      </a>
      <a className={buttonClass('quiet')} href={words.helpHref}>
        {words.help}
      </a>
    </>
  );
  return (
    <MessagePage eyebrow={words.eyebrow} title={words.title} actions={actions}>
      <p role="alert">{words.text}</p>
      <p>{words.safe}</p>
      {digest !== undefined && (
        <p>
          {words.reference} <code className="font-mono font-bold text-text">{digest}</code>
        </p>
      )}
    </MessagePage>
  );
}

function digestOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('digest' in error)) return undefined;
  return typeof error.digest === 'string' ? error.digest : undefined;
}
