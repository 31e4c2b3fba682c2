//! The gateway against providers that fail by script, and the adapters against simulators of
//! their vendors.
#![cfg(test)]

mod adapters;
mod counting;
mod gateway;
mod hedge;
mod images;
mod ledger;
mod routes;
mod scripted;
mod video;

use providers::{InputPicture, InputPictures, Prompt, Request, Task};

/// The same question about a green picture.
fn looking() -> Request {
    let picture = testkit::simulator::picture_of(12, 8, [20, 200, 40]);
    Request {
        pictures: InputPicture::new(picture).unwrap().into(),
        ..request()
    }
}

/// A question of a sample brief, without a page.
fn request() -> Request {
    let today = "2026-11-23".parse().unwrap();
    let brief = domain::brief::SAMPLES[0].draft(today).parse().unwrap();
    Request {
        task: Task::Analyse { brief, page: None },
        prompt: Prompt {
            system: "You read briefs.".into(),
            user: "The brief".into(),
            version: "v".into(),
        },
        schema: serde_json::json!({
            "type": "object",
            "properties": { "subject": { "type": "string" }, "facts": { "type": "array", "minItems": 4, "items": { "type": "string" } } },
            "required": ["subject", "facts"],
            "additionalProperties": false,
        }),
        max_output_tokens: 2048,
        seed: 7,
        pictures: InputPictures::default(),
        functions: Vec::new(),
    }
}
