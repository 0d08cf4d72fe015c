/** The one block a person reads after `npm start`; its last line is what scripts wait for. */
export function greeting({ settings, services, folder, signIns }) {
  const lines = [
    '',
    `Countersign   ${settings.publicUrl}`,
    ...(services.inbox.inboxUrl ? [`Local inbox   ${services.inbox.inboxUrl}`] : []),
    `Logs          ${folder}/logs`,
  ];
  if (signIns)
    lines.push('', process.stdout.isTTY ? signIns : `Sign-ins of the demonstration: ${folder}/sign-ins.txt`);
  lines.push(
    '',
    'Stop with Ctrl-C. This start is for one machine, not for production (docs/operations).',
    '',
  );
  return [...lines, `ready ${settings.publicUrl}`].join('\n');
}
