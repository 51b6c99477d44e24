'use client';

import { buttonClass } from '@/components/ui/button-class';
import './globals.css';

interface GlobalErrorProps {
  readonly error: Error & { readonly digest?: string };
  readonly retry: () => void;
}

/** Shown when even the shell of a page fails: it knows no language, so it speaks both. */
export default function GlobalError({ error, retry }: GlobalErrorProps) {
  return (
    <html lang="ja">
      <body>
        <title>Stagedoor</title>
        <main className="page-column flex flex-col items-start gap-6 py-16">
          <h1 className="text-2xl">ページを表示できませんでした</h1>
          <p>こちら側の問題です。少し待ってから、もう一度お試しください。</p>
          <p lang="en">
            This page could not be shown. The fault is ours. Please wait a moment and try again.
          </p>
          {error.digest !== undefined && <code className="font-mono font-bold">{error.digest}</code>}
          <button type="button" className={buttonClass('primary')} onClick={retry}>
            もう一度試す / <span lang="en">Try again</span>
          </button>
        </main>
      </body>
    </html>
  );
}
