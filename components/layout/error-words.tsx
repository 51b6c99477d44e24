'use client';

import { createContext, use, type ReactNode } from 'react';

/** Texts of the last-resort page, handed over with the page: when it is shown the server may be gone. */
export interface ErrorWords {
  readonly eyebrow: string;
  readonly title: string;
  readonly text: string;
  readonly safe: string;
  readonly retry: string;
  readonly home: string;
  readonly homeHref: string;
  readonly help: string;
  readonly helpHref: string;
  readonly reference: string;
}

const ErrorWordsContext = createContext<ErrorWords | undefined>(undefined);

interface ErrorWordsProviderProps {
  readonly words: ErrorWords;
  readonly children: ReactNode;
}

export function ErrorWordsProvider({ words, children }: ErrorWordsProviderProps) {
  return <ErrorWordsContext value={words}>{children}</ErrorWordsContext>;
}

export function useErrorWords(): ErrorWords {
  const words = use(ErrorWordsContext);
  if (words === undefined) throw new Error('ErrorWordsProvider is missing above this page.');
  return words;
}
