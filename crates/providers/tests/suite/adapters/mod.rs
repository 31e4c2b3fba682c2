//! Every adapter against the simulator of its vendor. What all of them can do is tested for all of
//! them; what one alone does has a file of its own.

mod answers;
mod compatible;
mod counting;
mod embeddings;
mod failures;
mod functions;
mod images;
mod retries;
mod rig;
mod speech;
mod table;
mod vertex;

use providers::{Answer, Call, Provider, ProviderError};

use crate::request;

async fn ask(provider: &dyn Provider) -> Result<Answer, ProviderError> {
    provider
        .answer(provider.model(), &request(), &Call::default())
        .await
}

/// The same question about something else.
fn request_about(number: usize) -> providers::Request {
    let mut request = request();
    request.prompt.user = format!("The brief number {number}");
    request
}
