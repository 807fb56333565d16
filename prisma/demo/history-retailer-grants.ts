import type { Clock } from "./clock";
import { type Act, deskOf } from "./desk";

/** Northwind Grocers: what single people got besides their roles, one tick after the other. */
export function retailerGrants(clock: Clock): Act[] {
  return [...early(clock), ...late(clock)];
}

function early(clock: Clock): Act[] {
  const { on, grant, take } = deskOf("retailer", clock);
  return [
    on(87, "14:20", "priya.raman", [grant("lucia.fernandez", "export_order")]),
    on(86, "09:35", "priya.raman", [
      grant("pieter.de.vries", "cancel_order"),
      grant("pieter.de.vries", "view_relationships"),
    ]),
    on(83, "15:55", "jonas.weber", [grant("hana.novakova", "cancel_order")], "crux"),
    on(83, "15:58", "jonas.weber", [grant("samuel.adeyemi", "cancel_order")], "crux"),
    on(81, "10:10", "jonas.weber", [
      grant("astrid.holm", "view_billing_statement"),
      grant("bjorn.eklund", "view_billing_statement"),
    ]),
    on(79, "13:45", "priya.raman", [
      grant("marek.kowalczyk", "view_order"),
      grant("marek.kowalczyk", "export_order"),
    ]),
    on(77, "11:30", "maria.lindqvist", [grant("elif.yildiz", "view_org_users")]),
    on(75, "08:55", "jonas.weber", [grant("ferran.puig", "cancel_order")], "crux"),
    on(73, "16:20", "priya.raman", [
      grant("yuki.nakamura", "create_order"),
      grant("yuki.nakamura", "view_order"),
    ]),
    on(71, "09:05", "jonas.weber", [take("ferran.puig", "cancel_order")], "crux"),
    // A time-limited right that has run out since.
    on(68, "14:50", "priya.raman", [grant("gareth.pugh", "view_payment_info", clock.ago(38, "17:00"))]),
    on(67, "10:40", "jonas.weber", [grant("camille.laurent", "view_org_users")]),
    on(65, "12:15", "chiamaka.obi", [grant("rania.khoury", "edit_email_notifications_preferences")]),
    on(62, "09:45", "priya.raman", [
      grant("amina.haddad", "view_order"),
      grant("amina.haddad", "create_order"),
      grant("amina.haddad", "export_order"),
    ]),
    on(60, "15:30", "jonas.weber", [grant("emeka.nwosu", "export_order")], "v1"),
    on(57, "11:20", "priya.raman", [grant("sven.bergstrom", "view_notifications_settings")]),
    on(56, "13:05", "maria.lindqvist", [grant("priya.raman", "grant_any_permission")]),
    on(54, "09:25", "tomas.herrera", [take("priya.raman", "grant_any_permission")]),
  ];
}

function late(clock: Clock): Act[] {
  const { on, grant, take } = deskOf("retailer", clock);
  return [
    on(51, "10:35", "jonas.weber", [grant("keira.sullivan", "cancel_order")], "crux"),
    on(49, "14:00", "jonas.weber", [grant("hiroshi.sato", "view_relationships")]),
    on(46, "08:30", "chiamaka.obi", [
      grant("mei-lin.chua", "cancel_order"),
      grant("olivia.bennett", "cancel_order"),
    ]),
    on(43, "16:45", "priya.raman", [grant("giulia.conti", "view_order")], "v1"),
    on(41, "11:50", "chiamaka.obi", [take("olivia.bennett", "cancel_order")]),
    on(37, "09:15", "jonas.weber", [grant("katarzyna.wojcik", "export_order")], "crux"),
    on(34, "13:35", "priya.raman", [grant("anneke.visser", "view_api_key")]),
    on(29, "10:55", "tomas.herrera", [
      grant("bilal.hussain", "export_order"),
      grant("bilal.hussain", "view_billing_statement"),
    ]),
    on(27, "15:20", "priya.raman", [grant("clara.jansson", "upload_feed_file")]),
    on(22, "09:30", "jonas.weber", [grant("luka.horvat", "view_billing_statement")]),
    on(20, "12:40", "chiamaka.obi", [
      grant("thandiwe.dlamini", "view_notifications_settings"),
      grant("thandiwe.dlamini", "edit_email_notifications_preferences"),
    ]),
    on(17, "10:00", "priya.raman", [grant("valentina.moreno", "cancel_order", clock.ahead(2))]),
    on(14, "14:15", "jonas.weber", [grant("beatriz.carvalho", "export_order")], "crux"),
    on(11, "09:50", "priya.raman", [grant("gareth.pugh", "view_payment_info", clock.ahead(5))]),
    on(9, "16:10", "jonas.weber", [grant("ilse.vermeulen", "export_order", clock.ahead(8))], "v1"),
    on(7, "11:15", "priya.raman", [grant("leilani.kahale", "create_order")]),
    on(3, "08:45", "jonas.weber", [grant("diego.rojas", "cancel_order")], "crux"),
    on(2, "13:25", "priya.raman", [grant("linh.tran", "export_order")]),
    on(1, "10:20", "chiamaka.obi", [grant("mei-lin.chua", "export_order")], "crux"),
    on(1, "16:05", "priya.raman", [take("leilani.kahale", "create_order")]),
  ];
}
