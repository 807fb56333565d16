import type { Clock } from "./clock";
import { type Act, deskOf } from "./desk";

/** Northwind Grocers: how it was set up, and who came and went. What single people got is in history-retailer-grants. */
export function retailerHistory(clock: Clock): Act[] {
  return [...setUp(clock), ...projects(clock), ...comingsAndGoings(clock)];
}

function setUp(clock: Clock): Act[] {
  const { on, createRoles, createToken, renameProject, editRole } = deskOf("retailer", clock);
  return [
    on(90, "13:30", "rafael.monteiro", [{ kind: "set-status", status: "ACTIVE" }]),
    on(90, "14:05", "maria.lindqvist", [...createRoles(), renameProject("office")]),
    on(82, "09:00", "maria.lindqvist", [createToken("crux")]),
    on(66, "10:50", "tomas.herrera", [editRole("Auditor", ["view_payment_info"])]),
    on(44, "16:15", "priya.raman", [editRole("Warehouse lead", ["view_sku_overrides"])]),
    on(23, "11:25", "tomas.herrera", [editRole("Auditor", [], ["view_payment_info"])]),
    on(16, "09:40", "priya.raman", [editRole("Seasonal buyer", ["view_sku_overrides"])]),
  ];
}

function projects(clock: Clock): Act[] {
  const { on, join, grant, take, assign, createProject } = deskOf("retailer", clock);
  return [
    on(85, "10:30", "tomas.herrera", [createProject("refit"), createProject("loyalty")]),
    on(85, "10:45", "tomas.herrera", [
      join("tomas.herrera/office", ["Project admin"]),
      join("elif.yildiz/office", ["Project viewer"]),
      join("sanna.virtanen/office", ["Project viewer", "Data steward"]),
    ]),
    on(84, "09:15", "jonas.weber", [
      join("jonas.weber/refit", ["Project admin"]),
      join("astrid.holm/refit", ["Project operator"]),
      join("bjorn.eklund/refit", ["Project viewer"]),
      join("camille.laurent/refit", ["Project viewer"]),
    ]),
    on(84, "13:35", "priya.raman", [
      join("thandiwe.dlamini/loyalty", ["Project admin"]),
      join("ulrike.maier/loyalty", ["Project operator"]),
      join("rania.khoury/loyalty", [], ["CAN_VIEW_DATA"]),
    ]),
    on(
      72,
      "15:05",
      "thandiwe.dlamini",
      [grant("ulrike.maier/loyalty", "CAN_VIEW_TECHNICAL_INTERFACE")],
      "projects",
    ),
    // The shopfitter is nobody's staff: she belongs to the one project.
    on(64, "08:20", "jonas.weber", [join("adaeze.okafor/refit", [], ["CAN_VIEW_DATA"])], "projects"),
    on(50, "11:10", "jonas.weber", [grant("adaeze.okafor/refit", "CAN_RUN_TASKS")], "projects"),
    on(38, "14:40", "thandiwe.dlamini", [join("anneke.visser/loyalty", ["Data steward"])]),
    on(30, "09:55", "thandiwe.dlamini", [
      take("rania.khoury/loyalty", "CAN_VIEW_DATA"),
      assign("rania.khoury/loyalty", "Project viewer"),
    ]),
    on(8, "10:35", "jonas.weber", [assign("bjorn.eklund/refit", "Project operator", clock.ahead(4))]),
  ];
}

function comingsAndGoings(clock: Clock): Act[] {
  const { on, join, assign, unassign, suspend, restore, remove, invite, accept } = deskOf("retailer", clock);
  return [
    on(78, "09:20", "priya.raman", [join("ingrid.solheim", ["Auditor"])]),
    on(
      70,
      "10:05",
      "chiamaka.obi",
      [invite("teodor.lund", { until: clock.ago(63, "10:05"), roles: ["Member"] })],
      "crux",
    ),
    on(69, "17:45", "teodor.lund", [accept("teodor.lund")], "crux"),
    on(55, "12:30", "priya.raman", [suspend("dmitri.volkov")]),
    on(42, "09:10", "priya.raman", [
      restore("dmitri.volkov"),
      unassign("dmitri.volkov", "Category manager"),
      assign("dmitri.volkov", "Member"),
    ]),
    on(36, "16:50", "chiamaka.obi", [remove("paolo.ricci")]),
    on(28, "10:20", "chiamaka.obi", [suspend("malik.johnson")], "crux"),
    on(21, "15:15", "priya.raman", [suspend("nikolai.petrov")]),
    on(13, "11:00", "jonas.weber", [assign("linh.tran", "Warehouse lead", clock.ahead(7))]),
    on(
      6,
      "09:45",
      "chiamaka.obi",
      [
        invite("wilma.akesson", {
          until: clock.ahead(3),
          roles: ["Member"],
          permissions: ["view_notifications_settings"],
        }),
      ],
      "crux",
    ),
    on(5, "14:25", "chiamaka.obi", [
      invite("rosalind.okoro", { until: clock.ahead(9), roles: ["Viewer", "Auditor"] }),
    ]),
    on(
      4,
      "08:50",
      "jonas.weber",
      [invite("esra.polat/refit", { until: clock.ahead(10), permissions: ["CAN_VIEW_DATA"] })],
      "projects",
    ),
  ];
}
