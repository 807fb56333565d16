import type { Clock } from "./clock";
import { type Act, deskOf } from "./desk";

/** The exchange's own people: operators, traders, and what the operators gave and took. */
export function systemHistory(clock: Clock): Act[] {
  const { on, join, grant, take, assign, unassign, createRoles, createToken } = deskOf("system", clock);
  return [
    on(91, "09:15", "eleanor.whitcombe", createRoles()),
    on(91, "09:40", "rafael.monteiro", [grant("eleanor.whitcombe", "SUPERUSER")]),
    on(88, "10:25", "eleanor.whitcombe", [createToken("operator", true)]),
    // Market makers quote on both sides and see the whole book.
    on(87, "11:05", "aiko.tanabe", [
      grant("henrik.dahl", "MarketMaker"),
      grant("henrik.dahl", "Level2MarketData"),
      grant("henrik.dahl", "SendMassQuote"),
      grant("henrik.dahl", "CancelAllQuotes"),
    ]),
    on(80, "14:10", "aiko.tanabe", [grant("zsofia.barta", "Level1MarketData")], "exchange"),
    on(74, "09:50", "aiko.tanabe", [grant("wanjiru.kamau", "Level1MarketData")], "exchange"),
    on(63, "16:35", "rafael.monteiro", [take("zsofia.barta", "Withdraw")], "exchange"),
    on(61, "08:45", "rafael.monteiro", [grant("zsofia.barta", "Withdraw")], "exchange"),
    on(52, "12:20", "eleanor.whitcombe", [
      assign("aiko.tanabe", "Listing desk"),
      grant("aiko.tanabe", "GetRiskLimits"),
    ]),
    on(47, "13:00", "aiko.tanabe", [take("wanjiru.kamau", "Level1MarketData")], "exchange"),
    // She asked for a pause: she may move her money, and may not trade until she asks again.
    on(45, "15:30", "aiko.tanabe", [take("wanjiru.kamau", "Trading")], "exchange"),
    on(40, "10:10", "eleanor.whitcombe", [join("tomas.herrera", []), take("tomas.herrera", "Trading")]),
    on(33, "18:05", "rafael.monteiro", [assign("rafael.monteiro", "Night desk")]),
    on(26, "09:25", "eleanor.whitcombe", [
      unassign("rafael.monteiro", "Night desk"),
      assign("aiko.tanabe", "Night desk"),
    ]),
    on(19, "11:55", "aiko.tanabe", [grant("henrik.dahl", "SetQuoteProtection")], "exchange"),
    on(12, "17:20", "eleanor.whitcombe", [grant("rafael.monteiro", "GetSigningQueue", clock.ahead(6))]),
    on(
      6,
      "09:05",
      "aiko.tanabe",
      [grant("zsofia.barta", "SubscribeDepthOfBook", clock.ahead(9))],
      "exchange",
    ),
  ];
}
