/** What the commands alone have made of an organization, a project or the system; imports nothing of the product. */
export interface Model {
  /** By membership. */
  readonly people: Record<string, Person>;
  /** What each role gives, by its id. */
  readonly roles: Record<string, readonly string[]>;
  /** What each token that still opens something is narrowed to, by its id. */
  readonly tokens: Record<string, readonly string[]>;
  /** What each permission brings along at its level. */
  readonly implies: Readonly<Record<string, readonly string[]>>;
  /** The role with which a stranger of the domain joins. */
  joining: string | null;
}

export interface Person {
  status: "INVITED" | "ACTIVE" | "SUSPENDED";
  readonly direct: Set<string>;
  readonly roles: Set<string>;
}

export type Said = "ok" | "inherited" | "wrong-state";

/** What a person holds, or will hold once the invitation is accepted. */
export function effective(model: Model, member: string): string[] {
  const person = model.people[member];
  if (!person || person.status === "SUSPENDED") return [];
  const byRoles = [...person.roles].flatMap((role) => model.roles[role] ?? []);
  const held = new Set([...person.direct, ...byRoles]);
  // What is added meanwhile is come to as well.
  for (const name of held) for (const more of model.implies[name] ?? []) held.add(more);
  return [...held].sort();
}

/** What he may use it for now. */
export function inForce(model: Model, member: string): string[] {
  return model.people[member]?.status === "ACTIVE" ? effective(model, member) : [];
}

/** Takes away what is there directly; `inherited` where only a role gives it. */
export function take({ roles: given, people }: Model, member: string, name: string): Said {
  const person = people[member];
  if (!person || person.direct.delete(name)) return "ok";
  return [...person.roles].some((role) => given[role]?.includes(name)) ? "inherited" : "ok";
}

export function give({ people }: Model, member: string, ...names: readonly string[]): Said {
  for (const name of names) people[member]?.direct.add(name);
  return "ok";
}

export function set({ people }: Model, member: string, names: readonly string[]): Said {
  const direct = people[member]?.direct;
  direct?.clear();
  for (const name of names) direct?.add(name);
  return "ok";
}

export function assign({ people }: Model, member: string, role: string): Said {
  people[member]?.roles.add(role);
  return "ok";
}

export function unassign({ people }: Model, member: string, role: string): Said {
  people[member]?.roles.delete(role);
  return "ok";
}

export function setRoles({ people }: Model, member: string, roles: readonly string[]): Said {
  const own = people[member]?.roles;
  own?.clear();
  for (const role of roles) own?.add(role);
  return "ok";
}

export function editRole(
  model: Model,
  role: string,
  add: readonly string[],
  remove: readonly string[],
): Said {
  const kept = (model.roles[role] ?? []).filter((name) => !remove.includes(name));
  model.roles[role] = [...new Set([...kept, ...add])];
  return "ok";
}

export function deleteRole({ people, roles }: Model, role: string): Said {
  delete roles[role];
  for (const person of Object.values(people)) person.roles.delete(role);
  return "ok";
}

export function join(
  { people }: Model,
  member: string,
  person: Omit<Person, "direct" | "roles">,
  direct: readonly string[],
  roles: readonly string[],
): Said {
  people[member] = { ...person, direct: new Set(direct), roles: new Set(roles) };
  return "ok";
}

/** An invitation is accepted once, and is cancelled rather than suspended. */
export function become({ people }: Model, member: string, status: Person["status"]): Said {
  const person = people[member];
  if (!person || person.status === "INVITED") return "wrong-state";
  person.status = status;
  return "ok";
}

export function accept({ people }: Model, member: string): Said {
  const person = people[member];
  if (person) person.status = "ACTIVE";
  return "ok";
}

export function leave({ people }: Model, member: string): Said {
  delete people[member];
  return "ok";
}
