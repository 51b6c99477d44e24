import { cancel, leaveVoucher, removePromo } from './buyer-acts';
import type { CrashName } from './crash-points';
import { bankAnswers, dispute, refundEvent, warnOfFraud } from './desk-acts';
import {
  broken,
  complain,
  inShopOfItsOwn,
  letPass,
  mailServer,
  manyBefore,
  payToNobody,
  tellOfCustomer,
} from './drive-parts';
import {
  allDelivered,
  begin,
  type Drive,
  inOrder,
  own,
  pay,
  payAlteredAmount,
  payBy,
  pressButton,
  refundOneLine,
  refundOutside,
  refundWhole,
  reserve,
  reserveBothDays,
  tickOnce,
  withCode,
} from './drives';

interface CrashDrive {
  /** Done in peace before the blow is armed. */
  readonly prepare?: Drive;
  readonly drive: Drive;
}

/** How each crash point is reached. */
export const crashDrives: Readonly<Record<CrashName, CrashDrive>> = {
  'db:reserve': { drive: reserve },
  'db:count_act': { prepare: reserve, drive: withCode('UNKNOWN') },
  'db:use_promo_commit': { prepare: reserve, drive: withCode('TENTH') },
  'db:return_promo_commit': {
    prepare: inOrder(reserve, withCode('TENTH')),
    drive: async (scene, buyer) => void (await removePromo(scene, buyer)),
  },
  'db:begin_attempt_commit': { drive: begin },
  'db:take_turn': { drive: begin },
  'db:keep_turn_commit': { prepare: inOrder(reserve, manyBefore), drive: inOrder(pressButton, letPass(60)) },
  'stripe:create_intent': { drive: begin },
  'db:give_up': {
    drive: broken({ path: '^/v1/payment_intents$', method: 'POST', kind: '500', count: 1 }, begin),
  },
  'db:save_intent_commit': { drive: begin },
  'db:accept_terms_commit': { prepare: begin, drive: pressButton },
  'db:fulfill_free_commit': { prepare: inOrder(reserve, withCode('GIFT')), drive: pressButton },
  webhook: { drive: pay },
  'db:inbox_insert': { drive: pay },
  'stripe:read_intent': { drive: pay },
  'db:inbox_error': {
    drive: broken({ path: '^/v1/payment_intents/[^/]+$', method: 'GET', kind: '500', count: 1 }, pay),
  },
  'db:inbox_handled': { drive: tellOfCustomer },
  'db:note_payment_commit': { prepare: begin, drive: payBy('declined') },
  'db:note_voucher_commit': { prepare: begin, drive: payBy('voucher') },
  'db:drop_konbini_commit': {
    prepare: inOrder(begin, payBy('voucher'), allDelivered, letPass(72 * 3600 - 900)),
    drive: async (scene, buyer) => void (await leaveVoucher(scene, buyer)),
  },
  'db:stop_testing_commit': {
    prepare: inOrder(begin, ...Array.from({ length: 4 }, () => payBy('declined')), allDelivered),
    drive: payBy('declined'),
  },
  'db:fulfill_commit': { drive: pay },
  'db:handle_event_commit': { drive: pay },
  'db:alert': { prepare: own, drive: async (scene, buyer) => void (await warnOfFraud(scene, buyer)) },
  'db:alert_commit': { drive: payToNobody },
  'stripe:cancel_intent': {
    prepare: begin,
    drive: async (scene, buyer) => void (await cancel(scene, buyer)),
  },
  'db:release_commit': { prepare: begin, drive: async (scene, buyer) => void (await cancel(scene, buyer)) },
  'db:owe_refund_commit': { drive: payAlteredAmount },
  'db:request_refund_commit': { prepare: own, drive: refundWhole },
  'db:revoke_commit': { prepare: inOrder(reserve, withCode('GIFT'), pressButton), drive: refundWhole },
  'db:claim_refunds': { prepare: inOrder(own, refundWhole), drive: tickOnce },
  'stripe:list_refunds': { prepare: inOrder(own, refundWhole), drive: tickOnce },
  'stripe:create_refund': { prepare: inOrder(own, refundWhole), drive: tickOnce },
  'db:refund_mark': { prepare: inOrder(own, refundWhole), drive: tickOnce },
  'db:look_again_commit': {
    prepare: inOrder(reserveBothDays, pressButton, payBy('paid'), allDelivered, refundOneLine),
    drive: tickOnce,
  },
  'db:note_refund_commit': { prepare: own, drive: refundOutside },
  'db:advance_refund_commit': {
    prepare: inOrder(begin, payBy('paid_refund_waits'), allDelivered, refundWhole, tickOnce, allDelivered),
    drive: async (scene, buyer) => void (await bankAnswers(scene, buyer, 'succeed')),
  },
  'db:give_up_refund_commit': { prepare: inOrder(own, refundWhole, complain, allDelivered), drive: tickOnce },
  'stripe:list_disputes': { prepare: own, drive: complain },
  'db:note_dispute_commit': { prepare: own, drive: complain },
  'db:close_dispute_commit': {
    prepare: inOrder(own, complain, allDelivered),
    drive: async (scene, buyer) => void (await dispute(scene, buyer, 'lose')),
  },
  'db:order_mass_refund_commit': { drive: inShopOfItsOwn(async (scene) => void (await refundEvent(scene))) },
  'db:mass_refund_prepared': {
    drive: inShopOfItsOwn(inOrder(own, async (scene) => void (await refundEvent(scene)), tickOnce)),
  },
  'db:begin_run': { drive: tickOnce },
  'stripe:list_events': { drive: tickOnce },
  'db:read_cursor': { prepare: begin, drive: tickOnce },
  'db:claim_mails': { drive: tickOnce },
  'db:mail_sent': { prepare: own, drive: tickOnce },
  'db:mail_dropped': { prepare: inOrder(own, refundOutside, allDelivered), drive: tickOnce },
  'db:mail_postponed': { prepare: inOrder(own, mailServer('temporary_failure')), drive: tickOnce },
  'db:refuse_mail_commit': { prepare: inOrder(own, mailServer('reject_rcpt')), drive: tickOnce },
  'db:forget_acts': { drive: tickOnce },
  'db:forget_sign_ins': { drive: tickOnce },
  'db:forget_codes': { drive: tickOnce },
  'db:forget_runs': { drive: tickOnce },
  'db:forget_quality': { drive: tickOnce },
  'db:forget_screens': { drive: tickOnce },
  'db:end_run': { drive: tickOnce },
};
