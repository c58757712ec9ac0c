/** Stands in for es-toolkit's, which also makes functions of names and patterns (vite.config.ts). */
export const iteratee = <Given>(given: Given): Given => given;
