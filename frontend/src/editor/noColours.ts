/** Stands in for the libraries of CKEditor's colour pickers, which no listing has (vite.config.ts). */
export default {};
export class HexBase extends HTMLElement {}
