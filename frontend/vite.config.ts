import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  // Django serves static/ at /static/; dynamic imports must find their chunks there.
  base: "/static/dist/",
  publicDir: false,
  plugins: [react(), tailwindcss()],
  build: {
    outDir: "../static/dist",
    emptyOutDir: true,
    manifest: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // The fonts stay where templates preload them from.
      external: [/^\/static\/fonts\//],
      input: {
        theme: "src/theme.ts",
        site: "src/site/main.ts",
        editor: "src/editor/main.tsx",
      },
      output: {
        // Hexadecimal hashes can't spell a word that blockers look for.
        hashCharacters: "hex",
        entryFileNames: "assets/[name]-[hash].js",
        chunkFileNames: "assets/[name]-[hash].js",
        assetFileNames: "assets/[name]-[hash][extname]",
      },
    },
  },
});
