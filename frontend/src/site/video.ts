import { onClick } from "./clicks";

/** No foreign host is asked for anything before this click. */
export function playVideos(): void {
  onClick<HTMLAnchorElement>("a.video[data-embed-url]", (link, event) => {
    const address = embedAddress(link.dataset.embedUrl ?? "");
    if (!address) return;
    event.preventDefault();
    const frame = document.createElement("iframe");
    frame.className = "video-frame";
    frame.title = link.dataset.title || link.textContent?.trim() || "";
    frame.allow = "autoplay; fullscreen; picture-in-picture; encrypted-media";
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    frame.src = address;
    link.replaceWith(frame);
    frame.focus();
  });
}

function embedAddress(address: string): string | null {
  try {
    // Not URL.parse(), which Safari knows from 18 on.
    const url = new URL(address);
    return url.protocol === "https:" ? url.href : null;
  } catch {
    return null;
  }
}
