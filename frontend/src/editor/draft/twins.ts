/** Tells a page that the same text is open in another tab of this browser; the later one hears it. */
export function watchForTwins(name: string, onTwin: () => void): void {
  if (!("BroadcastChannel" in window)) return;
  const channel = new BroadcastChannel("tavern-writing");
  channel.onmessage = ({ data }) => {
    if (data === `opened ${name}`) channel.postMessage(`here ${name}`);
    else if (data === `here ${name}`) onTwin();
  };
  channel.postMessage(`opened ${name}`);
}
