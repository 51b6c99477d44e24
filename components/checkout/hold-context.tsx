'use client';

import { createContext, use, useState, type ReactNode } from 'react';

export interface Hold {
  /** ISO 8601. */
  readonly until: string;
  /** The server's clock when it made the page: browsers' clocks are wrong by minutes. */
  readonly serverTime: string;
}

interface GrowingHold extends Hold {
  /** The server has made it longer since the page was made. */
  readonly hasGrown: boolean;
  readonly grow: (until: string) => void;
}

const HoldContext = createContext<GrowingHold | undefined>(undefined);

/** One hold for all parts of the page that count it down: the server may make it longer with any press. */
export function HoldProvider({ until, serverTime, children }: Hold & { readonly children: ReactNode }) {
  const [grown, grow] = useState(until);
  const hasGrown = Date.parse(grown) > Date.parse(until);
  return (
    <HoldContext value={{ until: hasGrown ? grown : until, serverTime, hasGrown, grow }}>
      {children}
    </HoldContext>
  );
}

export function useHold(): GrowingHold {
  const hold = use(HoldContext);
  if (hold === undefined) throw new Error('there is no HoldProvider around');
  return hold;
}
