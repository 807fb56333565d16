import type { Clock } from "./clock";
import { type Act, deskOf } from "./desk";

/** Lumen Forge works in projects: its customers and testers are let into one of them and no further. */
export function softwareHistory(clock: Clock): Act[] {
  return [...setUp(clock), ...projects(clock), ...comingsAndGoings(clock), ...tokens(clock)];
}

/** Casa Verde Olives: two people, and an operator who has yet to look at them. */
export function newcomerHistory(clock: Clock): Act[] {
  const { on, createRoles, grant } = deskOf("newcomer", clock);
  return [
    on(3, "16:40", "carmen.delgado", createRoles()),
    on(2, "19:10", "carmen.delgado", [grant("joaquin.delgado", "view_items")]),
  ];
}

function setUp(clock: Clock): Act[] {
  const { on, createRoles, createProject, grant, editRole } = deskOf("software", clock);
  return [
    on(84, "15:55", "noa.feldman", createRoles(), "v1"),
    on(
      83,
      "10:00",
      "sofia.marques",
      [createProject("portal"), createProject("support"), createProject("search")],
      "v1",
    ),
    on(70, "11:30", "sofia.marques", [grant("kofi.mensah", "view_api_key")], "v1"),
    on(51, "15:00", "noa.feldman", [editRole("Release manager", ["view_items", "edit_items"])], "v1"),
    on(32, "09:40", "sofia.marques", [grant("emma.lindgren", "create_api_key")], "v1"),
    on(22, "16:20", "callum.reid", [editRole("Release manager", [], ["edit_items"])]),
    on(13, "10:30", "sofia.marques", [grant("aroha.ngata", "edit_items", clock.ahead(3))], "v1"),
  ];
}

function projects(clock: Clock): Act[] {
  const { on, join, grant, take, assign, openGate } = deskOf("software", clock);
  return [
    on(
      83,
      "10:20",
      "sofia.marques",
      [
        join("laila.rahman/portal", ["Project admin"]),
        join("min-jun.park/portal", ["Pipeline operator"]),
        join("aroha.ngata/portal", ["Project viewer"]),
        join("tereza.svobodova/support", ["Project admin"]),
        join("hugo.lefebvre/support", ["Project operator"]),
        join("kofi.mensah/search", ["Project admin"]),
        join("ravi.krishnan/search", ["Project viewer"]),
        join("callum.reid/general", ["Project admin"]),
      ],
      "projects",
    ),
    on(81, "14:45", "laila.rahman", [join("john.smith/portal", [], ["CAN_VIEW_DATA"])], "projects"),
    on(66, "09:30", "laila.rahman", [grant("john.smith/portal", "CAN_RUN_TASKS")], "projects"),
    // Support acts for customers; an operator had to open that first.
    on(62, "13:20", "aiko.tanabe", [openGate("support", "CAN_IMPERSONATE_OTHER_USERS")]),
    on(
      62,
      "14:05",
      "tereza.svobodova",
      [grant("hugo.lefebvre/support", "CAN_IMPERSONATE_OTHER_USERS")],
      "projects",
    ),
    on(49, "10:40", "kofi.mensah", [grant("ravi.krishnan/search", "CAN_RUN_TASKS")], "projects"),
    on(36, "12:10", "kofi.mensah", [
      take("ravi.krishnan/search", "CAN_RUN_TASKS"),
      assign("ravi.krishnan/search", "Pipeline operator"),
    ]),
    on(
      27,
      "08:55",
      "kofi.mensah",
      [join("bjork.hauksdottir/search", [], ["CAN_VIEW_TECHNICAL_INTERFACE"])],
      "projects",
    ),
    on(9, "15:50", "laila.rahman", [grant("min-jun.park/portal", "CAN_PERFORM_ADMIN_ACTIONS")], "projects"),
    on(7, "11:45", "tereza.svobodova", [join("emma.lindgren/support", [], ["CAN_RUN_TASKS"])], "projects"),
    on(
      4,
      "16:30",
      "kofi.mensah",
      [assign("bjork.hauksdottir/search", "Project operator", clock.ahead(6))],
      "projects",
    ),
  ];
}

function comingsAndGoings(clock: Clock): Act[] {
  const { on, join, invite, accept } = deskOf("software", clock);
  return [
    on(75, "09:00", "noa.feldman", [join("ingrid.solheim", ["Member"])], "v1"),
    on(
      57,
      "10:10",
      "sofia.marques",
      [invite("maya.thompson", { until: clock.ago(50, "10:10"), roles: ["Viewer"] })],
      "v1",
    ),
    on(56, "20:15", "maya.thompson", [accept("maya.thompson")], "v1"),
    on(
      5,
      "13:40",
      "kofi.mensah",
      [
        invite("gustavo.lima/search", {
          until: clock.ahead(8),
          permissions: ["CAN_VIEW_DATA", "CAN_RUN_TASKS"],
        }),
      ],
      "projects",
    ),
    on(
      3,
      "10:55",
      "sofia.marques",
      [invite("helena.duarte", { until: clock.ahead(10), roles: ["Support engineer"] })],
      "v1",
    ),
    on(
      2,
      "15:25",
      "laila.rahman",
      [invite("ingrid.solheim/portal", { until: clock.ahead(5), permissions: ["CAN_VIEW_DATA"] })],
      "projects",
    ),
  ];
}

function tokens(clock: Clock): Act[] {
  const { on, grant, take, createToken } = deskOf("software", clock);
  return [
    on(77, "16:00", "noa.feldman", [createToken("owner")], "v1"),
    // A hack day: a viewer may make himself one token, which shows what he sees.
    on(69, "09:10", "sofia.marques", [grant("ravi.krishnan", "create_api_key")], "v1"),
    on(69, "11:05", "ravi.krishnan", [createToken("viewer")], "v1"),
    on(68, "09:15", "sofia.marques", [take("ravi.krishnan", "create_api_key")], "v1"),
  ];
}
