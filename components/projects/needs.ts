/** What to say to who lacks the right to change a project itself. */
export const NEEDS_PROJECTS = "Only people with Edit Projects can change this.";
