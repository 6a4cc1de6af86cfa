//! The messages of a client, in order.

use std::path::PathBuf;

use gen_lsp_types::{
    ClientCapabilities, CodeActionKind, CodeActionOptions, CodeActionParams, CodeActionProvider,
    Diagnostic, DiagnosticOptions, DiagnosticProvider, DidChangeTextDocumentParams,
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, DocumentDiagnosticParams,
    DocumentDiagnosticReport, DocumentSymbolParams, DocumentSymbolProvider, ExecuteCommandOptions,
    ExecuteCommandParams, FullDocumentDiagnosticReport, HoverParams, HoverProvider,
    InitializeParams, InitializeResult, LspNotificationMethod, LspRequestMethod, MessageType,
    PublishDiagnosticsParams, RelatedFullDocumentDiagnosticReport, Save, ServerCapabilities,
    ServerInfo, ShowMessageParams, TextDocumentContentChangeEvent, TextDocumentSync,
    TextDocumentSyncKind, TextDocumentSyncOptions, Uri, VersionedTextDocumentIdentifier,
    WorkspaceFolders,
};
use gouji_project::Day;
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

use crate::open_file::OpenFile;
use crate::options::ServerOptions;
use crate::position::ColumnUnit;
use crate::workspace::Workspace;
use crate::{action, diagnostic, hover, settings_file, symbol, uri};

/// Why the server ended before its time.
#[derive(Debug, thiserror::Error)]
pub enum ServerError {
    /// The client did not keep to the protocol, or went away.
    #[error(
        "客户端没有按协议通信，或者中途断开：{0} / the client left the protocol or went away: {0}"
    )]
    Protocol(#[from] lsp_server::ProtocolError),
    /// What the client sent first cannot be read.
    #[error("initialize 的参数读不出来：{0} / the parameters of initialize cannot be read: {0}")]
    Parameters(#[from] serde_json::Error),
    /// A stream broke.
    #[error("读写出错：{0} / a stream broke: {0}")]
    Stream(#[from] std::io::Error),
    /// The client no longer takes messages.
    #[error("客户端不再接收 / the client takes no more messages")]
    Closed,
}

/// Serves a client on standard input and output until it ends the connection; waivers are judged on the day `today`.
///
/// # Errors
///
/// Fails where the client leaves the protocol, or a stream breaks.
pub fn run_on_standard_streams(today: Day) -> Result<(), ServerError> {
    let (connection, threads) = Connection::stdio();
    serve(&connection, today)?;
    // The threads end when nobody can send any more.
    drop(connection);
    Ok(threads.join()?)
}

/// Serves a client until it ends the connection; waivers are judged on the day `today`.
///
/// # Errors
///
/// Fails where the client leaves the protocol or goes away.
pub fn serve(connection: &Connection, today: Day) -> Result<(), ServerError> {
    let (id, params) = connection.initialize_start()?;
    let options = params.get("initializationOptions").cloned().unwrap_or_default();
    let params: InitializeParams = serde_json::from_value(params)?;
    let parsed = match options {
        Value::Null => Ok(ServerOptions::default()),
        options => serde_json::from_value::<ServerOptions>(options),
    };
    let capabilities = &params.capabilities;
    let general = capabilities.general.as_ref();
    let known = general.and_then(|it| it.position_encodings.as_deref()).unwrap_or_default();
    let unit = ColumnUnit::of(known);
    let result = InitializeResult {
        capabilities: offered(unit),
        server_info: Some(ServerInfo {
            name: "gouji".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
    };
    connection.initialize_finish(id, serde_json::to_value(result)?)?;
    let (options, wrong) = match parsed {
        Ok(options) => (options, None),
        Err(error) => (ServerOptions::default(), Some(error)),
    };
    let lang = options.lang(params.locale.as_deref());
    let workspace = capabilities.workspace.as_ref();
    let pulls = capabilities.text_document.as_ref().is_some_and(|it| it.diagnostic.is_some());
    let mut server = Server {
        connection,
        workspace: Workspace::new(options, lang, unit, root(&params), today),
        pulls,
        refreshes: workspace.and_then(|it| it.diagnostics.as_ref()?.refresh_support) == Some(true),
        told: Vec::new(),
        sent: 0,
    };
    if let Some(error) = wrong {
        let zh = format!("gouji：设置读不出来，没有采用：{error}");
        let en = format!("gouji: the settings cannot be read and are not used: {error}");
        server.show(MessageType::Warning, lang.choose(zh, en))?;
    }
    server.watch(capabilities)?;
    server.run()
}

/// The folder that is open: the first of several.
fn root(params: &InitializeParams) -> Option<PathBuf> {
    let folders = params.workspace_folders_initialize_params.workspace_folders.as_ref();
    let first = match folders {
        Some(WorkspaceFolders::WorkspaceFolderList(folders)) => folders.first().map(|it| &it.uri),
        _ => None,
    };
    #[allow(deprecated, reason = "what older clients send")]
    first.or(params.root_uri.as_ref()).and_then(uri::path)
}

/// What the server can do.
fn offered(unit: ColumnUnit) -> ServerCapabilities {
    ServerCapabilities {
        position_encoding: Some(unit.kind()),
        text_document_sync: Some(TextDocumentSync::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::Full),
            save: Some(Save::Bool(true)),
            ..TextDocumentSyncOptions::default()
        })),
        hover_provider: Some(HoverProvider::Bool(true)),
        document_symbol_provider: Some(DocumentSymbolProvider::Bool(true)),
        code_action_provider: Some(CodeActionProvider::CodeActionOptions(CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QuickFix, CodeActionKind::SourceFixAll]),
            ..CodeActionOptions::default()
        })),
        diagnostic_provider: Some(DiagnosticProvider::DiagnosticOptions(DiagnosticOptions {
            identifier: Some(diagnostic::SOURCE.to_owned()),
            // The report of the year before, and gouji.toml.
            inter_file_dependencies: true,
            ..DiagnosticOptions::default()
        })),
        execute_command_provider: Some(ExecuteCommandOptions {
            commands: vec![action::EXPLAIN.to_owned()],
            ..ExecuteCommandOptions::default()
        }),
        ..ServerCapabilities::default()
    }
}

/// A client that is served.
struct Server<'c> {
    connection: &'c Connection,
    workspace: Workspace,
    /// Whether the client asks for diagnostics, so that none are sent unasked but those of settings.
    pulls: bool,
    /// Whether such a client asks again when it is told to.
    refreshes: bool,
    /// The files of which something was last said unasked.
    told: Vec<Uri>,
    /// How many requests were sent.
    sent: i32,
}

/// A request that is refused.
struct Refused {
    code: ErrorCode,
    message: String,
}

impl Server<'_> {
    fn run(&mut self) -> Result<(), ServerError> {
        while let Ok(message) = self.connection.receiver.recv() {
            let mut next = Some(message);
            let mut changed = false;
            // What has arrived by now is taken in first: a text that a newer one replaces is not checked.
            while let Some(message) = next {
                match message {
                    Message::Request(request) => {
                        // An answer comes after all that is said of the texts it is about.
                        if std::mem::take(&mut changed) {
                            self.tell()?;
                        }
                        if self.connection.handle_shutdown(&request)? {
                            return Ok(());
                        }
                        self.answer(request)?;
                    }
                    Message::Notification(notification) => changed |= self.take(notification),
                    Message::Response(_) => {}
                }
                next = self.connection.receiver.try_recv().ok();
            }
            if changed {
                self.tell()?;
            }
        }
        Ok(())
    }

    /// Takes in what the client says. Returns whether something else is now to be said of files.
    fn take(&mut self, Notification { method, params }: Notification) -> bool {
        let changed = match LspNotificationMethod::from(&*method) {
            LspNotificationMethod::TextDocumentDidOpen => read(params).map(|it| self.open(it)),
            LspNotificationMethod::TextDocumentDidChange => read(params).map(|it| self.change(it)),
            LspNotificationMethod::TextDocumentDidClose => {
                read(params).map(|it: DidCloseTextDocumentParams| {
                    self.workspace.close(&it.text_document.uri);
                })
            }
            // Settings, and the report of the year before, may be others now.
            LspNotificationMethod::TextDocumentDidSave
            | LspNotificationMethod::WorkspaceDidChangeWatchedFiles => {
                self.workspace.read_settings();
                Ok(())
            }
            _ => return false,
        };
        // There is no answer to a notification: one that cannot be read changes nothing.
        changed.is_ok()
    }

    fn open(&mut self, params: DidOpenTextDocumentParams) {
        let it = params.text_document;
        let language = serde_json::to_value(&it.language_id).unwrap_or_default();
        self.workspace.open(it.uri, language.as_str().unwrap_or_default(), it.version, it.text);
    }

    /// Takes the last change, which is the whole text.
    fn change(&mut self, params: DidChangeTextDocumentParams) {
        let VersionedTextDocumentIdentifier { version, text_document_identifier } =
            params.text_document;
        if let Some(TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole)) =
            params.content_changes.into_iter().next_back()
        {
            self.workspace.change(&text_document_identifier.uri, version, whole.text);
        }
    }

    fn answer(&mut self, Request { id, method, params }: Request) -> Result<(), ServerError> {
        let result = match LspRequestMethod::from(&*method) {
            LspRequestMethod::TextDocumentDiagnostic => {
                read(params).and_then(|it: DocumentDiagnosticParams| {
                    let full_document_diagnostic_report = FullDocumentDiagnosticReport {
                        result_id: None,
                        items: self.diagnostics(&it.text_document.uri),
                    };
                    written(DocumentDiagnosticReport::RelatedFullDocumentDiagnosticReport(
                        RelatedFullDocumentDiagnosticReport {
                            related_documents: None,
                            full_document_diagnostic_report,
                        },
                    ))
                })
            }
            LspRequestMethod::TextDocumentCodeAction => {
                read(params).and_then(|it: CodeActionParams| {
                    let file = self.checked(&it.text_document.uri);
                    written(file.map(|(file, all)| action::of(file, &it, all)))
                })
            }
            LspRequestMethod::TextDocumentHover => read(params).and_then(|it: HoverParams| {
                let it = it.text_document_position_params;
                let file = self.checked(&it.text_document.uri);
                written(file.and_then(|(file, all)| hover::at(file, it.position, all)))
            }),
            LspRequestMethod::TextDocumentDocumentSymbol => {
                read(params).and_then(|it: DocumentSymbolParams| {
                    let file = self.checked(&it.text_document.uri);
                    written(file.map(|(file, all)| symbol::of(file, all)))
                })
            }
            LspRequestMethod::WorkspaceExecuteCommand => {
                read(params).and_then(|it: ExecuteCommandParams| self.execute(&it))
            }
            _ => Err(Refused { code: ErrorCode::MethodNotFound, message: method }),
        };
        self.send(Message::Response(match result {
            Ok(value) => Response::new_ok(id, value),
            Err(Refused { code, message }) => Response::new_err(id, code as i32, message),
        }))
    }

    /// An open file that was checked as it stands, with what it belongs to.
    fn checked(&mut self, uri: &Uri) -> Option<(&OpenFile, &Workspace)> {
        self.workspace.check(uri);
        Some((self.workspace.file(uri)?, &self.workspace))
    }

    /// Shows the page of a rule.
    fn execute(&mut self, params: &ExecuteCommandParams) -> Result<Value, Refused> {
        let refused = |message: String| Refused { code: ErrorCode::InvalidParams, message };
        if params.command != action::EXPLAIN {
            return Err(refused(params.command.clone()));
        }
        let code = params.arguments.as_deref().and_then(|it| it.first()?.as_str());
        let code = code.unwrap_or_default();
        let page = self.workspace.explained(code).ok_or_else(|| refused(code.to_owned()))?;
        let shown = self.show(MessageType::Info, page.clone());
        shown.map_err(|error| refused(error.to_string()))?;
        Ok(Value::from(page))
    }

    /// Everything that is to be said of an open file.
    fn diagnostics(&mut self, uri: &Uri) -> Vec<Diagnostic> {
        let settings = settings_file::diagnostics(&self.workspace);
        let own = settings.into_iter().filter(|(of, _)| of == uri).map(|(_, it)| it);
        let mut all: Vec<Diagnostic> = own.collect();
        let report = self.checked(uri).map(|(file, workspace)| diagnostic::of(file, workspace));
        all.extend(report.into_iter().flatten());
        all
    }

    /// Says what is now to be said of every open file, and of settings that are not open; nothing more of those of
    /// which something was said before.
    fn tell(&mut self) -> Result<(), ServerError> {
        let open = self.workspace.uris();
        // Of reports a client that asks is told when it asks.
        let mut now: Vec<Uri> = if self.pulls { Vec::new() } else { open.clone() };
        let settings = settings_file::diagnostics(&self.workspace);
        now.extend(
            settings
                .into_iter()
                .map(|(uri, _)| uri)
                .filter(|uri| !self.pulls || !open.contains(uri)),
        );
        now.sort_by(|left, right| left.0.cmp(&right.0));
        now.dedup();
        let before = std::mem::take(&mut self.told);
        for uri in before.iter().filter(|uri| !now.contains(uri)) {
            self.publish(uri.clone(), Vec::new())?;
        }
        for uri in &now {
            let diagnostics = self.diagnostics(uri);
            self.publish(uri.clone(), diagnostics)?;
        }
        self.told = now;
        if self.pulls && self.refreshes {
            self.ask(LspRequestMethod::WorkspaceDiagnosticRefresh, Value::Null)?;
        }
        Ok(())
    }

    fn publish(&self, uri: Uri, diagnostics: Vec<Diagnostic>) -> Result<(), ServerError> {
        let version = self.workspace.file(&uri).map(|file| file.version);
        let params = PublishDiagnosticsParams { uri, version, diagnostics };
        self.say(LspNotificationMethod::TextDocumentPublishDiagnostics, &params)
    }

    fn show(&self, kind: MessageType, message: String) -> Result<(), ServerError> {
        self.say(LspNotificationMethod::WindowShowMessage, &ShowMessageParams { kind, message })
    }

    fn say(
        &self,
        method: LspNotificationMethod<'_>,
        params: &impl Serialize,
    ) -> Result<(), ServerError> {
        self.send(Message::Notification(Notification::new(method.into(), params)))
    }

    /// Asks to be told of settings that change outside of the editor, where the client can.
    fn watch(&mut self, capabilities: &ClientCapabilities) -> Result<(), ServerError> {
        let workspace = capabilities.workspace.as_ref();
        let watched = workspace.and_then(|it| it.did_change_watched_files.as_ref());
        if watched.and_then(|it| it.dynamic_registration) != Some(true) {
            return Ok(());
        }
        let options = json!({ "watchers": [{ "globPattern": "**/*.toml" }] });
        let registrations = json!({ "registrations": [{
            "id": "settings",
            "method": String::from(LspNotificationMethod::WorkspaceDidChangeWatchedFiles),
            "registerOptions": options,
        }] });
        self.ask(LspRequestMethod::ClientRegisterCapability, registrations)
    }

    /// Sends a request whose answer changes nothing.
    fn ask(&mut self, method: LspRequestMethod<'_>, params: Value) -> Result<(), ServerError> {
        self.sent += 1;
        let id = RequestId::from(self.sent);
        self.send(Message::Request(Request::new(id, method.into(), params)))
    }

    fn send(&self, message: Message) -> Result<(), ServerError> {
        self.connection.sender.send(message).map_err(|_| ServerError::Closed)
    }
}

fn read<P: DeserializeOwned>(params: Value) -> Result<P, Refused> {
    serde_json::from_value(params)
        .map_err(|error| Refused { code: ErrorCode::InvalidParams, message: error.to_string() })
}

fn written(result: impl Serialize) -> Result<Value, Refused> {
    serde_json::to_value(result)
        .map_err(|error| Refused { code: ErrorCode::InternalError, message: error.to_string() })
}
