// Starts `gouji lsp` for the reports and settings of a workspace, and nothing else.
const { workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

function start() {
  const settings = workspace.getConfiguration("gouji");
  const language = settings.get("language");
  client = new LanguageClient(
    "gouji",
    "gouji 勾稽",
    { command: settings.get("path"), args: ["lsp", "--stdio"] },
    {
      documentSelector: [
        ...["markdown", "html", "plaintext"].map((language) => ({ language })),
        { scheme: "file", pattern: "**/*.toml" },
      ],
      initializationOptions: {
        ...(language ? { language } : {}),
        lastYear: settings.get("lastYear"),
      },
    },
  );
  return client.start();
}

exports.activate = (context) => {
  context.subscriptions.push(
    workspace.onDidChangeConfiguration(async (event) => {
      if (event.affectsConfiguration("gouji")) {
        await client?.stop();
        await start();
      }
    }),
  );
  return start();
};

exports.deactivate = () => client?.stop();
