import { SAMPLE } from "./samples";

/** People with an account who are nobody's staff: they come into organizations and projects by the histories. */
export const OUTSIDERS: readonly (readonly [name: string, jobTitle: string, email: string])[] = [
  ["Ingrid Solheim", "Adviser", "ingrid@solheim-advisory.example"],
  ["John Smith", "Customer of Lumen Forge", SAMPLE.personEmail],
  ["Adaeze Okafor", "Shopfitter", "adaeze@okafor-interiors.example"],
  ["Björk Hauksdóttir", "Penetration tester", "bjork@fjall-security.example"],
];

/** People whom an invitation brings in: their rows begin with it. */
export const INVITED: readonly (readonly [name: string, email: string])[] = [
  ["Teodor Lund", "teodor.lund@northwind-grocers.example"],
  ["Wilma Åkesson", "wilma.akesson@northwind-grocers.example"],
  ["Rosalind Okoro", "rosalind.okoro@northwind-grocers.example"],
  ["Esra Polat", "esra@polat-lighting.example"],
  ["Simon Gasser", "simon.gasser@alpenhof-dairy.example"],
  ["Theresa Wolf", "theresa.wolf@alpenhof-dairy.example"],
  ["Ulrich Brenner", "ulrich.brenner@alpenhof-dairy.example"],
  ["Maya Thompson", "maya.thompson@lumenforge.example"],
  ["Gustavo Lima", "gustavo@lima-search.example"],
  ["Helena Duarte", "helena.duarte@lumenforge.example"],
];
