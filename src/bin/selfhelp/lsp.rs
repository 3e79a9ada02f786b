//! `selfhelp lsp`: what is wrong in articles, in an editor, while they are written.

mod actions;
mod completion;
mod diagnostics;
mod document;
mod hover;
mod symbols;

use std::collections::HashMap;
use std::error;

use lsp_server::{Connection, ExtractError, Message, Notification, Request, RequestId, Response};
use lsp_types::notification::{
    DidChangeTextDocument, DidCloseTextDocument, DidOpenTextDocument, Notification as _, PublishDiagnostics,
};
use lsp_types::request::{CodeActionRequest, Completion, DocumentSymbolRequest, HoverRequest, Request as _};
use lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionProviderCapability, CompletionOptions, HoverProviderCapability, OneOf,
    PublishDiagnosticsParams, ServerCapabilities, TextDocumentSyncCapability, TextDocumentSyncKind, Uri,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::{Error, warn};
use crate::status::Status;
use document::Document;

type Fallible<T> = Result<T, Box<dyn error::Error + Sync + Send>>;

/// Serves an editor on standard input and output until it asks to end.
pub(crate) fn lsp() -> Status {
    match serve() {
        Ok(status) => status,
        Err(error) => {
            Error::new(format!("the editor cannot be served: {error}")).print();
            Status::Bad
        }
    }
}

fn serve() -> Fallible<Status> {
    let (connection, threads) = Connection::stdio();
    connection.initialize(serde_json::to_value(capabilities())?)?;
    let mut server = Server { connection, documents: HashMap::new() };
    let status = server.run()?;
    // Its sender has to be gone before the thread that writes can end.
    drop(server);
    threads.join()?;
    Ok(status)
}

fn capabilities() -> ServerCapabilities {
    let actions = CodeActionOptions {
        code_action_kinds: Some(vec![CodeActionKind::QUICKFIX, CodeActionKind::SOURCE_FIX_ALL]),
        ..CodeActionOptions::default()
    };
    let triggers = ["<", "-", "\"", "/"].map(str::to_owned);
    ServerCapabilities {
        text_document_sync: Some(TextDocumentSyncCapability::Kind(TextDocumentSyncKind::FULL)),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(triggers.to_vec()),
            ..CompletionOptions::default()
        }),
        document_symbol_provider: Some(OneOf::Left(true)),
        code_action_provider: Some(CodeActionProviderCapability::Options(actions)),
        ..ServerCapabilities::default()
    }
}

struct Server {
    connection: Connection,
    /// The open documents by address.
    documents: HashMap<String, Document>,
}

impl Server {
    /// Serves until the editor asks to end; one that ends without asking ends with a status of 1, as the protocol has it.
    fn run(&mut self) -> Fallible<Status> {
        while let Ok(message) = self.connection.receiver.recv() {
            match message {
                Message::Request(request) => {
                    if self.connection.handle_shutdown(&request)? {
                        return Ok(Status::Good);
                    }
                    let response = self.answer(request);
                    self.connection.sender.send(response.into())?;
                }
                Message::Notification(notification) => self.note(notification)?,
                Message::Response(_) => {}
            }
        }
        Ok(Status::Findings)
    }

    fn answer(&self, request: Request) -> Response {
        let id = request.id.clone();
        let answered = match &*request.method {
            CodeActionRequest::METHOD => self.with::<CodeActionRequest, _>(request, |params, of| {
                let (uri, only) = (params.text_document.uri, params.context.only);
                of(&uri).map(|document| actions::actions(document, &uri, params.range, only.as_deref()))
            }),
            HoverRequest::METHOD => self.with::<HoverRequest, _>(request, |params, of| {
                let at = params.text_document_position_params;
                of(&at.text_document.uri).and_then(|document| hover::hover(document, at.position))
            }),
            Completion::METHOD => self.with::<Completion, _>(request, |params, of| {
                let at = params.text_document_position;
                of(&at.text_document.uri).map(|document| completion::items(document, at.position))
            }),
            DocumentSymbolRequest::METHOD => self.with::<DocumentSymbolRequest, _>(request, |params, of| {
                of(&params.text_document.uri).map(symbols::symbols)
            }),
            method => {
                let message = format!("unknown method `{method}`");
                return Response::new_err(id, lsp_server::ErrorCode::MethodNotFound as i32, message);
            }
        };
        answered.unwrap_or_else(|message| Response::new_err(id, lsp_server::ErrorCode::InvalidParams as i32, message))
    }

    /// Answers a request of one kind, for which `answer` can look up open documents.
    fn with<'s, R: lsp_types::request::Request, A: Serialize>(
        &'s self,
        request: Request,
        answer: impl FnOnce(R::Params, &dyn Fn(&Uri) -> Option<&'s Document>) -> A,
    ) -> Result<Response, String>
    where
        R::Params: DeserializeOwned,
    {
        let (id, params): (RequestId, R::Params) = request.extract(R::METHOD).map_err(|error| words(&error))?;
        Ok(Response::new_ok(id, answer(params, &|uri| self.documents.get(uri.as_str()))))
    }

    /// Takes note of what an editor tells. What cannot be read, such as `file:///a b.md`, is left out, as nobody waits for an answer.
    fn note(&mut self, notification: Notification) -> Fallible<()> {
        match &*notification.method {
            DidOpenTextDocument::METHOD => self.told::<DidOpenTextDocument>(notification, |server, params| {
                let document = params.text_document;
                server.show(document.uri, document.text, document.version)
            }),
            DidChangeTextDocument::METHOD => self.told::<DidChangeTextDocument>(notification, |server, params| {
                let document = params.text_document;
                match params.content_changes.into_iter().next_back() {
                    Some(change) => server.show(document.uri, change.text, document.version),
                    None => Ok(()),
                }
            }),
            DidCloseTextDocument::METHOD => self.told::<DidCloseTextDocument>(notification, |server, params| {
                let uri = params.text_document.uri;
                server.documents.remove(uri.as_str());
                server.publish(PublishDiagnosticsParams::new(uri, Vec::new(), None))
            }),
            _ => Ok(()),
        }
    }

    fn told<N: lsp_types::notification::Notification>(
        &mut self,
        notification: Notification,
        take: impl FnOnce(&mut Server, N::Params) -> Fallible<()>,
    ) -> Fallible<()>
    where
        N::Params: DeserializeOwned,
    {
        match serde_json::from_value(notification.params) {
            Ok(params) => take(self, params),
            Err(error) => {
                warn(&format!("`{}` is left out: {error}", N::METHOD));
                Ok(())
            }
        }
    }

    /// Takes a document as it is now, and publishes what is found in it.
    fn show(&mut self, uri: Uri, text: String, version: i32) -> Fallible<()> {
        let document = Document::new(&uri, text);
        let found = diagnostics::diagnostics(&document, &uri);
        self.documents.insert(uri.as_str().to_owned(), document);
        self.publish(PublishDiagnosticsParams::new(uri, found, Some(version)))
    }

    fn publish(&self, params: PublishDiagnosticsParams) -> Fallible<()> {
        let notification = Notification::new(PublishDiagnostics::METHOD.to_owned(), params);
        Ok(self.connection.sender.send(notification.into())?)
    }
}

fn words(error: &ExtractError<Request>) -> String {
    match error {
        ExtractError::JsonError { error, .. } => error.to_string(),
        ExtractError::MethodMismatch(request) => format!("unknown method `{}`", request.method),
    }
}
