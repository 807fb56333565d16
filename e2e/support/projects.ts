import { rows } from "./database";

/** The software firm of the demonstration data, one of its projects, and someone who is in another one and nowhere else. */
export const FIRM = "3fa85f64-5717-4562-b3fc-2c963f66afa6";
export const PORTAL = "3c90c3cc-0d44-4b50-8888-8dd25736052a";
export const GUEST = "bjork@fjall-security.example";

export const grantsIn = async (projectId: string, email: string): Promise<string[]> => {
  const found = await rows<{ name: string }>(
    `select x.name from permission_grant g join membership m on m.id = g.membership_id join person p on p.id = m.person_id
     join permission x on x.id = g.permission_id where m.project_id = $1 and p.email = $2 order by x.name`,
    [projectId, email],
  );
  return found.map(({ name }) => name);
};

export const peopleIn = async (projectId: string): Promise<string[]> => {
  const found = await rows<{ email: string; status: string }>(
    `select p.email, m.status from membership m join person p on p.id = m.person_id where m.project_id = $1 order by 1`,
    [projectId],
  );
  return found.map(({ email, status }) => `${email.split("@")[0]} ${status}`);
};

export const projectOf = async (name: string): Promise<string> => {
  const [found] = await rows<{ id: string }>(
    "select id from project where organization_id = $1 and name = $2",
    [FIRM, name],
  );
  return String(found?.id);
};
