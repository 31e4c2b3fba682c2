//! Help pages and the public interface's document, prepared for showing.

use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

use crate::error::AppResult;

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Span {
    /// Words.
    Text(String),
    /// Something to type or a name in code.
    Code(String),
}

/// A block of a help page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Block {
    /// A heading.
    Heading(String),
    /// A paragraph.
    Paragraph(Vec<Span>),
    /// Steps in order, or points in none.
    List {
        /// Whether the order matters.
        ordered: bool,
        /// The entries.
        items: Vec<Vec<Span>>,
    },
}

/// A help page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HelpPageView {
    /// Its title.
    pub title: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// One operation of the public interface.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OperationView {
    /// `GET`, `POST` and so on.
    pub method: String,
    /// The path with its parameters in braces.
    pub path: String,
    /// What it does, in a line.
    pub summary: String,
    /// More about it.
    pub description: String,
    /// Parameters: name, place and meaning.
    pub parameters: Vec<(String, String, String)>,
    /// Name of the shape of the body it takes.
    pub body: Option<String>,
    /// Answers: status and meaning.
    pub answers: Vec<(String, String)>,
}

/// Operations about one thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OperationGroup {
    /// The thing.
    pub name: String,
    /// Its operations.
    pub operations: Vec<OperationView>,
}

/// The help page of a refusal's code.
#[server(name = GetHelp, prefix = "/api/ui", endpoint = "help", input = GetUrl)]
pub async fn help(code: String) -> AppResult<HelpPageView> {
    use super::visit::OrRefuse;
    let text = std::future::ready(super::manual::page(&code)).await;
    text.ok_or_else(|| domain::problem::Problem::not_found("help page"))
        .or_refuse()
        .map(super::manual::read)
}

/// The public interface's operations, by what they are about.
#[server(name = GetOperations, prefix = "/api/ui", endpoint = "operations", input = GetUrl)]
pub async fn operations() -> AppResult<Vec<OperationGroup>> {
    let visit = std::future::ready(super::visit::visit()).await?;
    Ok(super::openapi::groups(&visit.openapi))
}
