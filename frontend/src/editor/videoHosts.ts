import type { MediaEmbedProvider } from "ckeditor5";

/** Whose addresses become videos. The server reads the video's id and has the last word. */
export const VIDEO_HOSTS: MediaEmbedProvider[] = [
  { name: "youtube", url: [/^(?:www\.|m\.|music\.)?youtube\.com\/.+/, /^(?:www\.)?youtube-nocookie\.com\/.+/, /^youtu\.be\/.+/] },
  { name: "vimeo", url: /^(?:www\.|player\.)?vimeo\.com\/.+/ },
  { name: "twitch", url: /^(?:www\.|m\.|clips\.|player\.)?twitch\.tv\/.+/ },
  { name: "vk", url: [/^(?:www\.|m\.)?vk\.(?:com|ru)\/.+/, /^(?:www\.|m\.)?vkvideo\.ru\/.+/] },
  { name: "rutube", url: /^(?:www\.|m\.)?rutube\.ru\/.+/ },
];
