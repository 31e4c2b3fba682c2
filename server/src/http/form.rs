//! Forms that carry a file, which server functions do not take.

use axum::extract::{Multipart, multipart::MultipartError};
use domain::problem::Code;

use super::{Answer, Refusal};

/// What such a form holds.
#[derive(Default)]
pub struct Sent {
    /// Its fields with their names, in order.
    pub fields: Vec<(String, String)>,
    /// The file in its field `file`; `None` when none was chosen.
    pub file: Option<SentFile>,
}

/// A file as it came.
pub struct SentFile {
    /// The name it had.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Sent {
    /// The whole form.
    pub async fn read(mut form: Multipart) -> Answer<Self> {
        let mut sent = Self::default();
        while let Some(field) = form.next_field().await.map_err(broken)? {
            let name = field.name().unwrap_or_default().to_owned();
            if name == "file" {
                let name = field.file_name().unwrap_or_default().to_owned();
                let bytes = field.bytes().await.map_err(broken)?.to_vec();
                sent.file = (!bytes.is_empty()).then_some(SentFile { name, bytes });
                continue;
            }
            let text = field.text().await.map_err(broken)?;
            sent.fields.push((name, text));
        }
        Ok(sent)
    }

    /// Takes a field out; empty when it is not there.
    pub fn take(&mut self, name: &str) -> String {
        let at = self.fields.iter().position(|(own, _)| own == name);
        at.map(|at| self.fields.remove(at).1).unwrap_or_default()
    }
}

fn broken(_: MultipartError) -> Refusal {
    Refusal::new(
        Code::MalformedRequest,
        "The form did not arrive whole. Send it again.",
    )
}
