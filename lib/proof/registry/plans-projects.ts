import { type Plans, plan } from "./call";

export const projectPlans: Plans = {
  "GET /projects": plan("signed-in"),
  "GET /users/me": plan("signed-in"),
  "GET /projects/:project_id/users": plan("view project", ({ project }) => ({
    path: { project_id: project },
  })),
  "PATCH /projects/:project_id/users/:permission_id": plan("administer", ({ project, projectMember }) => ({
    path: { project_id: project, permission_id: projectMember },
    body: { permissions: ["CAN_RUN_TASKS"] },
  })),
  "POST /projects/:project_id/users/remove-by-email": plan("administer", ({ project, email }) => ({
    path: { project_id: project },
    body: { email },
  })),
  "GET /projects/:project_id/invites": plan("view project", ({ project }) => ({
    path: { project_id: project },
  })),
  "POST /projects/:project_id/invites/invite": plan("administer", ({ project }) => ({
    path: { project_id: project },
    body: { email: "new@nowhere.example", permissions: ["CAN_VIEW_DATA"] },
  })),
  "DELETE /projects/:project_id/invites/:invite_id": plan("administer", ({ project, projectInvitation }) => ({
    path: { project_id: project, invite_id: projectInvitation },
  })),
};
