import type { Clock } from "./clock";
import { type Act, deskOf } from "./desk";

/** Alpenhof Dairy, where editors may hand out any ordinary permission. */
export function supplierHistory(clock: Clock): Act[] {
  return [...setUp(clock), ...comingsAndGoings(clock), ...grants(clock)];
}

function setUp(clock: Clock): Act[] {
  const { on, createRoles, createProject, join, grant, editRole } = deskOf("supplier", clock);
  return [
    on(86, "10:55", "aiko.tanabe", [{ kind: "set-status", status: "ACTIVE" }]),
    on(86, "11:00", "lukas.gruber", createRoles()),
    on(80, "09:10", "verena.hofer", [{ kind: "set-granting", granting: "RELAXED" }]),
    on(79, "08:35", "matteo.moser", [createProject("coldchain")]),
    on(79, "08:50", "matteo.moser", [join("matteo.moser/coldchain", ["Project admin"])]),
    on(59, "10:15", "matteo.moser", [
      join("petra.lang/coldchain", ["Sensor technician"]),
      join("quirin.huber/coldchain", ["Sensor technician", "Project viewer"]),
      join("klara.winkler/coldchain", ["Project viewer"]),
    ]),
    on(35, "15:40", "matteo.moser", [grant("petra.lang/coldchain", "CAN_VIEW_DATA")], "projects"),
    on(24, "09:05", "lukas.gruber", [editRole("Dispatcher", ["cancel_order"])]),
  ];
}

function comingsAndGoings(clock: Clock): Act[] {
  const { on, join, invite, accept, cancel, suspend, unassign, assign } = deskOf("supplier", clock);
  return [
    on(76, "14:05", "verena.hofer", [join("ingrid.solheim", ["Viewer"])]),
    on(
      53,
      "09:40",
      "matteo.moser",
      [invite("simon.gasser", { until: clock.ago(46, "09:40"), roles: ["Dispatcher"] })],
      "crux",
    ),
    on(52, "18:30", "simon.gasser", [accept("simon.gasser")], "crux"),
    on(39, "10:25", "matteo.moser", [
      invite("theresa.wolf", { until: clock.ago(32, "10:25"), roles: ["Viewer"] }),
    ]),
    on(37, "13:50", "verena.hofer", [cancel("theresa.wolf")]),
    on(25, "11:35", "matteo.moser", [suspend("hamza.demir")], "crux"),
    on(18, "08:15", "verena.hofer", [
      unassign("eszter.szabo", "Key account"),
      assign("eszter.szabo", "Member"),
    ]),
    on(5, "16:00", "matteo.moser", [
      invite("ulrich.brenner", {
        until: clock.ahead(9),
        roles: ["Member"],
        permissions: ["view_supplier_catalogs"],
      }),
    ]),
  ];
}

function grants(clock: Clock): Act[] {
  const { on, grant, take } = deskOf("supplier", clock);
  return [
    on(82, "09:30", "matteo.moser", [grant("anna.pichler", "view_order")]),
    on(78, "15:10", "verena.hofer", [grant("chiara.rossi", "update_relationship_status")]),
    on(
      71,
      "10:50",
      "matteo.moser",
      [grant("franz.leitner", "export_order"), grant("gabriela.ionescu", "export_order")],
      "crux",
    ),
    on(64, "08:40", "matteo.moser", [grant("marta.kowalska", "allocate_order")], "crux"),
    on(55, "14:35", "verena.hofer", [grant("ivana.petrovic", "view_org_users")]),
    on(
      50,
      "09:20",
      "matteo.moser",
      [grant("leon.fischer", "edit_items"), grant("leon.fischer", "edit_sku_overrides")],
      "v1",
    ),
    on(43, "16:25", "matteo.moser", [take("leon.fischer", "edit_items")], "v1"),
    on(30, "11:05", "matteo.moser", [grant("ines.bauer", "cancel_order")], "crux"),
    on(15, "13:15", "verena.hofer", [grant("david.egger", "create_relationships")]),
    on(
      10,
      "10:45",
      "matteo.moser",
      [grant("rosa.unterberger", "view_supplier_catalogs", clock.ahead(7))],
      "crux",
    ),
    on(2, "09:55", "matteo.moser", [grant("jakub.kral", "allocate_order")], "crux"),
  ];
}
