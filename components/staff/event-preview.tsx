'use client';

import type { MouseEvent } from 'react';
import { EventBody } from '@/components/event/event-body';
import { FixedEventState } from '@/components/event/event-state-provider';
import { useStateWords } from '@/components/event/state-words';
import { PortalFrame } from '@/components/layout/portal-frame';
import type { EventState } from '@/lib/domain/event-state';
import type { EventView } from '@/lib/domain/event-view';
import type { PaymentMethod } from '@/lib/domain/payment-method';

interface EventPreviewProps {
  readonly locale: 'ja' | 'en';
  readonly event: EventView;
  readonly state: EventState;
  readonly paymentMethods: readonly PaymentMethod[];
}

/**
 * The audience's page at one moment, made of its own parts. In the browser, so that it can be in another language than the
 * page around it. Its links lead nowhere, but within the page.
 */
export function EventPreview({ locale, event, state, paymentMethods }: EventPreviewProps) {
  return (
    <div lang={locale} onClickCapture={holdLinks} onAuxClickCapture={holdLinks}>
      <PortalFrame>
        <FixedEventState state={state} words={useStateWords()}>
          <EventBody event={event} state={state} paymentMethods={paymentMethods} />
        </FixedEventState>
      </PortalFrame>
    </div>
  );
}

function holdLinks(press: MouseEvent): void {
  const link = press.target instanceof Element ? press.target.closest('a') : null;
  if (link?.getAttribute('href')?.startsWith('#') === false) press.preventDefault();
}
